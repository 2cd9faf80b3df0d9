"""What a teacher says of raw text, to be learnt from.

    python -m wortlaut_training.teach --work WORK --model teacher-3.pt --sentences WORK/silver.jsonl --out FOLDER/grammar-silver

Writes `OUT.jsonl` (tokens alone) and the folder `OUT.soft`: `tags.f16` (tokens × all labels' scores), `arcs.f16` (a sentence's
tokens × (1 + tokens) scores of heads, one sentence after the other), `heads.i16` (the best tree), `relations.f16` (tokens ×
relations, scored to these heads), `names.f16` (tokens × conventions × levels × labels). All are logits.
"""

import argparse
import json
import pathlib
import time

import numpy as np
import torch

from . import grammar, network
from .pieces import Pieces
from .rows import batches, read, tensors

TAGS, RELATIONS = grammar.STARTS[-1], len(grammar.DEPREL)
NAMES = 2 * len(network.SHARED) * len(network.LABELS)


def load(path: pathlib.Path, folder: pathlib.Path, pieces: Pieces) -> list[grammar.Row]:
    """The rows of a parsed corpus; each knows its teacher's scores."""
    files = {name: np.memmap(folder / f"{name}.f16", np.float16, "r") for name in ("tags", "arcs", "relations", "names")}
    heads = np.fromfile(folder / "heads.i16", np.int16)
    rows, token, arc = [], 0, 0
    for sentence in read(path):
        size = len(sentence["tokens"])
        blank = dict(sentence, upos=[None] * size, xpos=[None] * size, feats=[None] * size, head=[None] * size, deprel=[None] * size)
        for row in grammar.rows_of([blank], pieces):
            row.heads = heads[token : token + size].astype(np.int64)
            row.soft = (files, token, arc)
            rows.append(row)
        token, arc = token + size, arc + size * (size + 1)
    return rows


def loss(heads: grammar.Grammar, vectors: torch.Tensor, batch: list[grammar.Row], mask: torch.Tensor) -> torch.Tensor:
    """Distance from the teacher's distributions, a token's mean by task, summed."""
    rows, most = mask.shape
    tags = np.zeros((rows, most, TAGS), np.float32)
    arcs = np.full((rows, most, most + 1), -1e4, np.float32)
    relations = np.zeros((rows, most, RELATIONS), np.float32)
    for number, row in enumerate(batch):
        files, token, arc = row.soft
        size = len(row.firsts)
        tags[number, :size] = files["tags"][token * TAGS : (token + size) * TAGS].reshape(size, TAGS)
        arcs[number, :size, : size + 1] = files["arcs"][arc : arc + size * (size + 1)].reshape(size, size + 1)
        relations[number, :size] = files["relations"][token * RELATIONS : (token + size) * RELATIONS].reshape(size, RELATIONS)
    flat, words = mask.flatten(), int(mask.sum())

    def distance(said: torch.Tensor, wanted: np.ndarray) -> torch.Tensor:
        return -(torch.from_numpy(wanted).flatten(0, 1)[flat].softmax(-1) * said.flatten(0, 1)[flat].log_softmax(-1)).sum() / words

    scores = heads.tags(vectors)
    total = vectors.new_zeros(())
    for task, (start, size) in enumerate(zip(grammar.STARTS, grammar.SIZES)):
        total = total + (1.0 if task < 2 else 0.35) * distance(scores[..., start : start + size], tags[..., start : start + size])
    total = total + distance(grammar.shut(heads.arcs(vectors), mask), arcs)
    trees = grammar.padded([row.heads for row in batch], most, 0)
    return total + distance(heads.relations(vectors, trees), relations)


def names(batch: list[grammar.Row]) -> np.ndarray:
    """The teacher's scores of names, tokens × (conventions × levels × labels)."""
    parts = [(row.soft[0]["names"], row.soft[1], len(row.firsts)) for row in batch]
    return np.concatenate([file[token * NAMES : (token + size) * NAMES].reshape(size, NAMES) for file, token, size in parts])


@torch.no_grad()
def main() -> None:
    from . import joint

    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--work", type=pathlib.Path, required=True)
    arguments.add_argument("--model", required=True)
    arguments.add_argument("--sentences", type=pathlib.Path, required=True)
    arguments.add_argument("--out", type=pathlib.Path, required=True)
    arguments.add_argument("--first", type=int, default=0)
    arguments.add_argument("--limit", type=int, default=10**9, help="sentences")
    arguments.add_argument("--threads", type=int, default=1)
    given = arguments.parse_args()
    torch.set_num_threads(given.threads)
    pieces = Pieces(given.work / "tokenizer_de.json")
    model = joint.load(given.work / given.model).eval()
    sentences = read(given.sentences, given.first + given.limit)[given.first :]
    blank = [dict(tokens=s["tokens"], upos=[], xpos=[], feats=[], head=[], deprel=[]) for s in sentences]
    rows = grammar.rows_of(blank, pieces)
    folder = given.out.with_name(given.out.name + ".soft")
    folder.mkdir(parents=True, exist_ok=True)
    sizes = np.array([len(row.firsts) for row in rows])
    token = np.concatenate([[0], np.cumsum(sizes)])
    arc = np.concatenate([[0], np.cumsum(sizes * (sizes + 1))])
    files = {name: np.memmap(folder / f"{name}.f16", np.float16, "w+", shape=(int(size),)) for name, size in
             (("tags", token[-1] * TAGS), ("arcs", arc[-1]), ("relations", token[-1] * RELATIONS), ("names", token[-1] * NAMES))}
    trees = np.zeros(token[-1], np.int16)
    place = {id(row): number for number, row in enumerate(rows)}
    clock, done = time.time(), 0
    for count, batch in enumerate(batches(rows, 6000, None)):
        ids, mask, _ = tensors(batch)
        with torch.autocast("cpu", torch.bfloat16):
            vectors = model.encoder(ids, mask)[-1].flatten(0, 1)
        places, tokens = grammar.places(batch)
        own = vectors[places].float()
        tags, arcs = model.grammar.tags(own), grammar.shut(model.grammar.arcs(own), tokens).numpy()
        heads = np.zeros(tokens.shape, np.int64)
        for number, row in enumerate(batch):
            size = len(row.firsts)
            heads[number, :size] = grammar.tree(arcs[number, :size, : size + 1])
        relations = model.grammar.relations(own, torch.from_numpy(heads))
        said = torch.stack([model.read(own.flatten(0, 1), name) for name in network.SHARED], 1).view(*tokens.shape, NAMES)
        for number, row in enumerate(batch):
            size, index = len(row.firsts), place[id(row)]
            a, b = token[index], token[index + 1]
            files["tags"][a * TAGS : b * TAGS] = tags[number, :size].flatten().numpy()
            files["arcs"][arc[index] : arc[index + 1]] = arcs[number, :size, : size + 1].clip(-6e4, 6e4).flatten()
            files["relations"][a * RELATIONS : b * RELATIONS] = relations[number, :size].flatten().numpy()
            files["names"][a * NAMES : b * NAMES] = said[number, :size].flatten().numpy()
            trees[a:b] = heads[number, :size]
        done += int(mask.sum())
        if count % 40 == 39:
            print(f"{done} pieces, {done / (time.time() - clock):.0f} a second", flush=True)
    trees.tofile(folder / "heads.i16")
    with given.out.with_name(given.out.name + ".jsonl").open("w", encoding="utf8") as out:
        out.writelines(json.dumps({"tokens": sentences[row.sentence]["tokens"]}, ensure_ascii=False) + "\n" for row in rows)
    print(f"{len(rows)} sentences, {token[-1]} tokens", flush=True)


if __name__ == "__main__":
    main()
