"""Writes a tagger as the model file of the product: 4-bit embeddings, int8 layers, f32 heads.

    python -m wortlaut_training.export --work WORK --model student.pt --out ../models/news.lex [--curve FILE] [--grammar FOLDER]
    python -m wortlaut_training.export --work WORK --model fast.pt --out ../models/grammar.lex --words --grammar FOLDER
"""

import argparse
import json
import pathlib
import struct

import numpy as np
import torch

from . import base, grammar, joint, network, words, wortlex
from .pieces import Pieces

CURVE = "calibration.names"


def rows_to_bytes(weight: np.ndarray) -> tuple[bytes, bytes]:
    """Each row of a matrix to i8 with a scale of its own, symmetric."""
    scale = np.maximum(np.abs(weight).max(axis=1), 1e-12) / 127
    quantised = np.clip(np.rint(weight / scale[:, None]), -127, 127).astype(np.int8)
    return quantised.tobytes(), scale.astype("<f4").tobytes()


def blobs(tagger: network.Tagger, work: pathlib.Path) -> dict[str, bytes]:
    """All sections, in the order in which they are read."""
    keep = json.loads((work / "keep.json").read_text())
    source, config = base.load(), tagger.encoder.config
    state = {key: value.detach().float().numpy() for key, value in tagger.state_dict().items()}
    header = [1, len(config["ffn"]), config["hidden"], config["heads"], config["positions"], len(keep), *config["ffn"]]
    out = {
        "config": struct.pack(f"<{len(header)}I", *header),
        "pieces.text": "\n".join(source.pieces[i] for i in keep).encode(),
        "pieces.scores": source.scores[keep].astype("<f4").tobytes(),
        "embeddings": source.embeddings[keep].tobytes(),
        "positions": state["encoder.positions.weight"].astype("<f2").tobytes(),
        "embeddings.norm": both(state, "encoder.norm"),
    }
    for number in range(len(config["ffn"])):
        layer = f"encoder.layers.{number}."
        for part in ("qkv", "out", "up", "down"):
            weight, scale = rows_to_bytes(state[f"{layer}{part}.weight"])
            out[f"layer.{number}.{part}.weight"], out[f"layer.{number}.{part}.scale"] = weight, scale
            out[f"layer.{number}.{part}.bias"] = state[f"{layer}{part}.bias"].astype("<f4").tobytes()
        for part in ("norm1", "norm2"):
            out[f"layer.{number}.{part}"] = both(state, layer + part)
    width = len(network.LABELS)
    for convention in network.SHARED:
        weight = state["head.weight"] + state[f"correction.{convention}.weight"]
        bias = state["head.bias"] + state[f"correction.{convention}.bias"]
        for level, title in enumerate(("names", "names.inner")):
            head = title if convention == "project" else f"{title}@{convention}"
            rows = slice(level * width, (level + 1) * width)
            out[f"head.{head}.weight"] = weight[rows].astype("<f4").tobytes()
            out[f"head.{head}.bias"] = bias[rows].astype("<f4").tobytes()
            out[f"head.{head}.labels"] = "\n".join(network.LABELS).encode()
    return out


def layer(state: dict[str, np.ndarray], names: list[str]) -> dict[str, bytes]:
    """Linear layers over the same input as one int8 layer: `weight`, `scale`, `bias`."""
    weight, scale = rows_to_bytes(np.concatenate([state[f"{name}.weight"] for name in names]))
    bias = np.concatenate([state[f"{name}.bias"] for name in names])
    return {"weight": weight, "scale": scale, "bias": bias.astype("<f4").tobytes()}


def of_grammar(state: dict[str, np.ndarray], analyses: str) -> dict[str, bytes]:
    """The heads of grammar, as `crates/syntax` reads them."""
    state = {name.removeprefix("grammar."): value for name, value in state.items() if name.startswith("grammar.")}
    state["bilinear.weight"], state["bilinear.bias"] = state["arc"].T, state["arc_bias"]
    layers = {"token": ["tags", "arc_dep", "arc_head", "rel_dep", "rel_head"], "arc": ["bilinear"], "relation": ["rel"]}
    out = {f"grammar.{name}.{part}": value for name, of in layers.items() for part, value in layer(state, of).items()}
    out["grammar.roots"] = np.concatenate([state["arc_root"], state["rel_root"]]).astype("<f4").tobytes()
    tasks = (f"{name}\t{' '.join(value or '-' for value in values)}" for name, values in grammar.TASKS.items())
    out["grammar.tasks"] = "\n".join(tasks).encode()
    out["grammar.relations"] = "\n".join(grammar.DEPREL).encode()
    out["grammar.analyses"] = analyses.encode()
    return out


def of_words(state: dict[str, np.ndarray], analyses: str) -> dict[str, bytes]:
    """The fast tier's network with its heads."""
    table, scale = rows_to_bytes(state["table.weight"])
    out = {"words.table": table, "words.table.scale": scale, "words.norm": both(state, "norm")}
    for name, of in [("widen", "widen"), *((str(n), f"layers.{n}") for n in range(len(words.DILATIONS)))]:
        out.update({f"words.{name}.{part}": value for part, value in layer(state, [of]).items()})
    for number in range(len(words.DILATIONS)):
        out[f"words.{number}.norm"] = both(state, f"norms.{number}")
    return out | of_grammar(state, analyses)


def both(state: dict[str, np.ndarray], key: str) -> bytes:
    """Weight and bias of a layer norm."""
    return np.concatenate([state[key + ".weight"], state[key + ".bias"]]).astype("<f4").tobytes()


def fixture(tagger: network.Tagger, work: pathlib.Path, sentence: str) -> dict:
    """What the product must say to one sentence: pieces and scores of the heads, for a check of the two against each other."""
    pieces = Pieces(work / "tokenizer_de.json")
    ids, firsts = [0], []
    for form in sentence.split():
        firsts.append(len(ids))
        ids += pieces.of(form)
    ids.append(2)
    tagger.eval()
    with torch.no_grad():
        vectors = tagger.encoder(torch.tensor([ids]), torch.ones(1, len(ids), dtype=torch.bool))[-1][0, firsts]
        return {"tokens": sentence.split(), "pieces": ids, "names": tagger.read(vectors, "project")[:, 0].tolist()}


def lean(state: dict[str, torch.Tensor], by: float) -> None:
    """Adds to the score of subjunctives."""
    if by:
        task = list(grammar.TASKS).index("feats.Mood")
        state["grammar.tags.bias"][grammar.STARTS[task] + grammar.TASKS["feats.Mood"].index("Sub")] += by


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--work", type=pathlib.Path, required=True)
    arguments.add_argument("--model", required=True)
    arguments.add_argument("--out", type=pathlib.Path, required=True)
    arguments.add_argument("--title", default="news")
    arguments.add_argument("--curve", type=pathlib.Path, help="a model file whose curve of confidence this one takes over")
    arguments.add_argument("--fixture", type=pathlib.Path, help="write pieces and scores of one sentence, for a comparison")
    arguments.add_argument("--grammar", type=pathlib.Path, help="the folder that `treebanks` wrote: export the heads of grammar, too")
    arguments.add_argument("--words", action="store_true", help="the model is the fast tier's network (`words`)")
    arguments.add_argument("--subjunctive", type=float, default=0.0, help="added to the score of Mood=Sub, in nats: pupils are too cautious with it")
    given = arguments.parse_args()
    analyses = (given.grammar / "analyses.txt").read_text("utf8") if given.grammar else ""
    if given.words:
        state = torch.load(given.work / given.model, weights_only=False)["state"]
        lean(state, given.subjunctive)
        sections = of_words({name: value.float().numpy() for name, value in state.items()}, analyses)
    else:
        tagger = joint.load(given.work / given.model)
        lean(tagger.state_dict(), given.subjunctive)
        sections = blobs(tagger, given.work)
        if given.grammar:
            sections |= of_grammar({name: value.detach().float().numpy() for name, value in tagger.state_dict().items()}, analyses)
    if given.curve:
        sections[CURVE] = wortlex.read(given.curve, CURVE)
    digest = wortlex.write(given.out, given.title, sections)
    print(f"{given.out}: {given.out.stat().st_size / 1e6:.1f} MB, {digest}")
    if given.fixture:
        sentence = "Angela Merkel besuchte gestern die Universität Bonn und den SPD-Chef in Berlin ."
        given.fixture.write_text(json.dumps(fixture(tagger, given.work, sentence)))


if __name__ == "__main__":
    main()
