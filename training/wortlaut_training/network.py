"""The encoder in PyTorch, and the linear heads on it."""

import json
import math
import pathlib

import torch
from torch import nn
from torch.nn import functional as F

from . import base

KINDS = ["", "deriv", "part"]
LABELS = ["O"] + [f"{bio}-{kind}{suffix}" for suffix in KINDS for kind in ("PER", "ORG", "LOC", "MISC") for bio in "BI"]
LABEL_OF = {name: index for index, name in enumerate(LABELS)}
# Conventions that share a head, each with a small correction of its own; and corpora with heads to themselves.
SHARED = ["project", "germeval"]
APART = ["mobie", "smartdata"]
# Added to a teacher's score of "no name" under GermEval's convention, on which it is too eager (see `finetune`).
CAUTION = 1.2


class Layer(nn.Module):
    """A post-norm transformer layer."""

    def __init__(self, hidden: int, heads: int, ffn: int, dropout: float):
        super().__init__()
        self.heads, self.dropout = heads, dropout
        self.qkv, self.out = nn.Linear(hidden, 3 * hidden), nn.Linear(hidden, hidden)
        self.up, self.down = nn.Linear(hidden, ffn), nn.Linear(ffn, hidden)
        self.norm1, self.norm2 = nn.LayerNorm(hidden, eps=1e-12), nn.LayerNorm(hidden, eps=1e-12)

    def forward(self, x: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        rows, length, hidden = x.shape
        q, k, v = self.qkv(x).view(rows, length, 3, self.heads, hidden // self.heads).permute(2, 0, 3, 1, 4)
        # Written out: on a CPU, in training, that takes half the time of the library's fused attention.
        weight = (q.contiguous() @ k.transpose(-1, -2).contiguous()) * (hidden // self.heads) ** -0.5
        weight = weight.masked_fill(~mask, -30000.0).softmax(-1).to(v.dtype)
        read = self.out((weight @ v.contiguous()).transpose(1, 2).reshape(rows, length, hidden))
        x = self.norm1(x + F.dropout(read, self.dropout, self.training))
        return self.norm2(x + F.dropout(self.down(F.gelu(self.up(x))), self.dropout, self.training))


class Encoder(nn.Module):
    """Pieces to vectors. Word embeddings are frozen: they are shipped in the 4-bit blocks they came in."""

    def __init__(self, config: dict):
        super().__init__()
        self.config = config
        hidden = config["hidden"]
        self.words = nn.Embedding(config["pieces"], hidden)
        self.words.weight.requires_grad_(False)
        self.positions = nn.Embedding(config["positions"], hidden)
        self.norm = nn.LayerNorm(hidden, eps=1e-12)
        self.dropout = config.get("dropout", 0.1)
        self.layers = nn.ModuleList(Layer(hidden, config["heads"], ffn, self.dropout) for ffn in config["ffn"])

    def forward(self, ids: torch.Tensor, mask: torch.Tensor) -> list[torch.Tensor]:
        """`ids` and `mask` [rows, length] to the output of each layer [rows, length, hidden]."""
        x = self.norm(self.words(ids) + self.positions(torch.arange(ids.shape[1])))
        x = F.dropout(x, self.dropout, self.training)
        found = []
        for layer in self.layers:
            x = layer(x, mask[:, None, None, :])
            found.append(x)
        return found


class Tagger(nn.Module):
    """An encoder with the heads of names: one shared by conventions, and one for each corpus with labels of its own."""

    def __init__(self, config: dict):
        super().__init__()
        self.encoder = Encoder(config)
        width, hidden = 2 * len(LABELS), config["hidden"]
        self.head = nn.Linear(hidden, width)
        self.correction = nn.ModuleDict({name: nn.Linear(hidden, width) for name in SHARED})
        self.apart = nn.ModuleDict({name: nn.Linear(hidden, width) for name in APART})
        for module in self.correction.values():
            nn.init.zeros_(module.weight), nn.init.zeros_(module.bias)

    def read(self, vectors: torch.Tensor, convention: str) -> torch.Tensor:
        """Vectors [tokens, hidden] to scores [tokens, 2, labels]."""
        if convention in self.apart:
            scores = self.apart[convention](vectors)
        else:
            scores = self.head(vectors) + self.correction[convention](vectors)
        return scores.view(-1, 2, len(LABELS))


def from_base(work: pathlib.Path, layers: list[int], dropout: float = 0.1) -> Tagger:
    """A tagger over the chosen layers of the base model."""
    source, keep = base.load(), json.loads((work / "keep.json").read_text())
    positions = 192
    config = {"hidden": source.hidden, "heads": source.heads, "positions": positions, "pieces": len(keep),
              "ffn": [source.ffn] * len(layers), "dropout": dropout}
    tagger = Tagger(config)
    tensors = {name: torch.from_numpy(value) for name, value in source.tensors.items()}
    state = tagger.encoder
    with torch.no_grad():
        state.words.weight.copy_(torch.from_numpy(base.dequantise(source.embeddings[keep])))
        kind = tensors["emb.type"].view(-1, source.hidden)[0]
        state.positions.weight.copy_(tensors["emb.pos"].view(-1, source.hidden)[:positions] + kind)
        state.norm.weight.copy_(tensors["emb.ln.w"]), state.norm.bias.copy_(tensors["emb.ln.b"])
        for target, number in zip(state.layers, layers):
            def part(name: str, number: int = number) -> torch.Tensor:
                return tensors[f"l{number}.{name}"]
            target.qkv.weight.copy_(torch.cat([part(f"{n}.w").view(source.hidden, -1) for n in "qkv"]))
            target.qkv.bias.copy_(torch.cat([part(f"{n}.b") for n in "qkv"]))
            for name, module in (("ao", target.out), ("fi", target.up), ("fo", target.down)):
                module.weight.copy_(part(f"{name}.w").view(module.weight.shape)), module.bias.copy_(part(f"{name}.b"))
            for name, module in (("aln", target.norm1), ("oln", target.norm2)):
                module.weight.copy_(part(f"{name}.w")), module.bias.copy_(part(f"{name}.b"))
    return tagger


def save(tagger: Tagger, path: pathlib.Path, **more) -> None:
    """A checkpoint: configuration, weights and whatever else continues the training."""
    part = path.with_suffix(".part")
    torch.save({"config": tagger.encoder.config, "state": tagger.state_dict(), **more}, part)
    part.replace(path)


def load(path: pathlib.Path) -> Tagger:
    """The tagger of a checkpoint."""
    kept = torch.load(path, weights_only=False)
    tagger = Tagger(kept["config"])
    tagger.load_state_dict(kept["state"])
    return tagger


def student(teacher: Tagger, layers: list[int]) -> Tagger:
    """A tagger that starts from chosen layers of another and from its heads."""
    config = dict(teacher.encoder.config, ffn=[teacher.encoder.config["ffn"][n] for n in layers])
    small = Tagger(config)
    kept = {}
    for name, value in teacher.state_dict().items():
        parts = name.split(".")
        if parts[:2] == ["encoder", "layers"]:
            if int(parts[2]) not in layers:
                continue
            parts[2] = str(layers.index(int(parts[2])))
        kept[".".join(parts)] = value
    small.load_state_dict(kept)
    return small


def narrowed(tagger: Tagger, ffn: int) -> Tagger:
    """The tagger with the `ffn` weightiest inner units of every layer: weight = norm in times norm out."""
    config = dict(tagger.encoder.config, ffn=[ffn] * len(tagger.encoder.layers))
    small = Tagger(config)
    state = dict(tagger.state_dict())
    for number, layer in enumerate(tagger.encoder.layers):
        weight = layer.up.weight.norm(dim=1) * layer.down.weight.norm(dim=0)
        chosen = weight.topk(ffn).indices.sort().values
        name = f"encoder.layers.{number}."
        for key in ("up.weight", "up.bias"):
            state[name + key] = state[name + key][chosen]
        state[name + "down.weight"] = state[name + "down.weight"][:, chosen]
    small.load_state_dict(state)
    return small


def schedule(step: int, total: int, warm: float = 0.06) -> float:
    """Linear up, cosine down to a fiftieth."""
    if step < warm * total:
        return (step + 1) / (warm * total)
    return 0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * min(1.0, (step - warm * total) / (total * (1 - warm)))))
