"""The fast tier's network: hashed embeddings of a token's form and affixes, convolutions over the sentence, heads of grammar.

    python -m wortlaut_training.words --work WORK --grammar FOLDER --save fast.pt --trees grammar-silver:1 grammar-gsd:4 --epochs 3

Learns from annotated sentences and from a teacher's parses (`teach`), like `joint`.
"""

import argparse
import pathlib
import random
import time

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

from . import grammar, network, teach
from .finetune import Average
from .joint import drawn
from .pieces import Pieces
from .rows import read

FORMS, AFFIXES, SHAPES = 1 << 15, 1 << 15, 64
EMBEDDING, WIDTH = 128, 192
DILATIONS = [1, 2, 4, 8, 1]


def fnv(data: bytes) -> int:
    """FNV-1a, 64 bits."""
    value = 0xCBF29CE484222325
    for byte in data:
        value = ((value ^ byte) * 0x100000001B3) & 0xFFFFFFFFFFFFFFFF
    return value


def places(form: str) -> list[int]:
    """Rows of the embedding table that a form sums: itself twice, and its affixes, each hashed; its shape comes with its place."""
    small = form.lower()
    own = fnv(b"w" + small.encode())
    found = [own % FORMS, (own >> 32) % FORMS]
    for name, part in ((b"2", small[-2:]), (b"3", small[-3:]), (b"4", small[-4:]), (b"5", small[-5:]), (b"p", small[:3]), (b"q", small[:5])):
        found.append(FORMS + (fnv(name + part.encode()) >> 16) % AFFIXES)
    return found


def shape(form: str, first: bool) -> int:
    """Six bits: a capital first, a small letter, a second capital, a digit, a hyphen inside, the sentence's first token."""
    upper = form[:1].isupper()
    small = any(c.islower() for c in form)
    more = any(c.isupper() for c in form[1:])
    digit = any(c.isdigit() for c in form)
    return upper | small << 1 | more << 2 | digit << 3 | ("-" in form) << 4 | first << 5


class Words(nn.Module):
    """Tokens to vectors of WIDTH."""

    def __init__(self):
        super().__init__()
        self.table = nn.EmbeddingBag(FORMS + AFFIXES + SHAPES, EMBEDDING, mode="sum")
        nn.init.normal_(self.table.weight, std=0.1)
        self.norm = nn.LayerNorm(EMBEDDING, eps=1e-12)
        self.widen = nn.Linear(EMBEDDING, WIDTH)
        self.layers = nn.ModuleList(nn.Linear(3 * WIDTH, WIDTH) for _ in DILATIONS)
        self.norms = nn.ModuleList(nn.LayerNorm(WIDTH, eps=1e-12) for _ in DILATIONS)
        self.grammar = grammar.Grammar(WIDTH)

    def forward(self, ids: torch.Tensor, mask: torch.Tensor, drop: float = 0.1) -> torch.Tensor:
        """Ids [rows, tokens, 9] and mask [rows, tokens] to vectors [rows, tokens, WIDTH]."""
        rows, tokens, of = ids.shape
        x = self.norm(self.table(ids.view(-1, of))).view(rows, tokens, -1)
        there = mask[..., None].float()
        x = F.relu(self.widen(F.dropout(x, drop, self.training))) * there
        for layer, norm, step in zip(self.layers, self.norms, DILATIONS):
            left, right = F.pad(x, (0, 0, step, 0))[:, :tokens], F.pad(x, (0, 0, 0, step))[:, step:]
            read = F.relu(layer(torch.cat([left, x, right], -1)))
            x = norm(x + F.dropout(read, drop, self.training)) * there
        return x


class Forms:
    """Ids of sentences, each form hashed once."""

    def __init__(self):
        self.known: dict[str, list[int]] = {}

    def of(self, tokens: list[str]) -> np.ndarray:
        found = []
        for number, form in enumerate(tokens):
            if form not in self.known:
                self.known[form] = places(form)
            found.append([*self.known[form], FORMS + AFFIXES + shape(form, number == 0)])
        return np.array(found, np.int32)


def by_length(rows: list, most: int, chance: random.Random | None) -> list[list]:
    """Batches of at most `most` tokens of rows of like length."""
    order = list(rows)
    if chance:
        chance.shuffle(order)
    groups: dict[int, list] = {}
    for row in order:
        groups.setdefault(-(-len(row.firsts) // 4), []).append(row)
    found = []
    for size, group in sorted(groups.items()):
        many = max(1, most // (4 * size))
        found += [group[at : at + many] for at in range(0, len(group), many)]
    if chance:
        chance.shuffle(found)
    return found


def inputs(batch: list, ids: dict) -> tuple[torch.Tensor, torch.Tensor]:
    parts = [ids[id(row)] for row in batch]
    most = max(map(len, parts))
    mask = torch.zeros(len(batch), most, dtype=torch.bool)
    for number, part in enumerate(parts):
        mask[number, : len(part)] = True
    return grammar.padded(parts, most, 0).long(), mask


@torch.no_grad()
def report(model: Words, rows: list, ids: dict) -> str:
    """As `joint.report`."""
    model.eval()
    tally = grammar.Tally()
    for batch in by_length(rows, 2000, None):
        own, mask = inputs(batch, ids)
        vectors = model(own, mask)
        tags, arcs = model.grammar.tags(vectors), grammar.shut(model.grammar.arcs(vectors), mask).numpy()
        best = np.stack([tags[..., a : a + n].argmax(-1).numpy() for a, n in zip(grammar.STARTS, grammar.SIZES)], -1)
        heads = np.zeros(mask.shape, np.int64)
        for number, row in enumerate(batch):
            size = len(row.firsts)
            heads[number, :size] = grammar.tree(arcs[number, :size, : size + 1])
        labels = model.grammar.relations(vectors, torch.from_numpy(heads)).argmax(-1).numpy()
        for number, row in enumerate(batch):
            tally.add(row, best[number], heads[number], labels[number])
    model.train()
    return str(tally)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--work", type=pathlib.Path, required=True)
    arguments.add_argument("--grammar", type=pathlib.Path, required=True)
    arguments.add_argument("--save", required=True)
    arguments.add_argument("--init")
    arguments.add_argument("--trees", nargs="+", required=True)
    arguments.add_argument("--epochs", type=float, default=3)
    arguments.add_argument("--rate", type=float, default=2e-3)
    arguments.add_argument("--batch", type=int, default=2500, help="tokens a batch, padding included")
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--threads", type=int, default=1)
    given = arguments.parse_args()
    torch.manual_seed(given.seed), torch.set_num_threads(given.threads)
    chance, pieces, forms = random.Random(given.seed), Pieces(given.work / "tokenizer_de.json"), Forms()
    trees, ids = [], {}

    def known(rows: list, path: pathlib.Path) -> list:
        sentences = read(path)
        for row in rows:
            ids[id(row)] = forms.of(sentences[row.sentence]["tokens"])
        return rows

    for name, share in (entry.rsplit(":", 1) for entry in given.trees):
        path, soft = given.grammar / f"{name}.jsonl", given.grammar / f"{name}.soft"
        rows = teach.load(path, soft, pieces) if soft.exists() else grammar.load(path, pieces)
        if soft.exists():
            for number, row in enumerate(rows):
                row.sentence = number
        trees.append((known(rows, path), float(share)))
    held = known(grammar.load(given.grammar / "grammar-held.jsonl", pieces), given.grammar / "grammar-held.jsonl")
    plan, left = [], given.epochs
    while left > 0:
        mixed = [batch for rows, share in trees for batch in by_length(drawn(rows, share * min(left, 1.0), chance), given.batch, chance)]
        chance.shuffle(mixed)
        plan += mixed
        left -= 1
    model = Words()
    if given.init:
        model.load_state_dict(torch.load(given.work / given.init, weights_only=False)["state"])
    average, steps = Average(model, 0.998), torch.optim.AdamW(model.parameters(), given.rate, weight_decay=0.01, fused=True)
    model.train()
    clock, done, mean = time.time(), 0, None
    for step, batch in enumerate(plan):
        for group in steps.param_groups:
            group["lr"] = given.rate * network.schedule(step, len(plan))
        own, mask = inputs(batch, ids)
        vectors = F.dropout(model(own, mask), 0.1, True)
        loss = teach.loss(model.grammar, vectors, batch, mask) if batch[0].soft is not None else grammar.loss(model.grammar, vectors, batch, mask)
        steps.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        steps.step()
        average.update(model, step)
        mean = loss.item() if mean is None else 0.98 * mean + 0.02 * loss.item()
        done += int(mask.sum())
        if step % 100 == 99:
            print(f"step {step + 1}/{len(plan)} loss {mean:.4f} {done / (time.time() - clock):.0f} tokens/s", flush=True)
        if step % 500 == 499:
            print("held", report(average.kept, held, ids), flush=True)
            network_save(average.kept, given.work / given.save)
    network_save(average.kept, given.work / given.save)
    print(given.save, "held", report(average.kept, held, ids), flush=True)


def network_save(model: Words, path: pathlib.Path) -> None:
    part = path.with_suffix(".part")
    torch.save({"state": model.state_dict()}, part)
    part.replace(path)


if __name__ == "__main__":
    main()
