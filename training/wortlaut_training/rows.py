"""Sentences as rows of pieces, and rows as batches."""

import json
import pathlib
import random

import torch

from .network import LABEL_OF
from .pieces import BEGIN, END, PAD, Pieces

LONGEST = 160
# A token that its convention's loss leaves out.
IGNORED = -100


class Row:
    """A window of a sentence: its pieces, the place of each token's first piece, labels by convention, and the range of its
    tokens in the corpus."""

    __slots__ = ("pieces", "firsts", "labels", "sentence", "tokens")

    def __init__(self, pieces, firsts, labels, sentence, tokens):
        self.pieces, self.firsts, self.labels, self.sentence, self.tokens = pieces, firsts, labels, sentence, tokens


def read(path: pathlib.Path, limit: int | None = None) -> list[dict]:
    """The sentences of a corpus."""
    with path.open(encoding="utf8") as lines:
        return [json.loads(line) for line, _ in zip(lines, range(limit or 10**9))]


def rows_of(sentences: list[dict], pieces: Pieces) -> list[Row]:
    """Rows of at most 160 pieces; a longer sentence gives several."""
    rows, before = [], 0
    for number, sentence in enumerate(sentences):
        labels = {c: [[IGNORED if t == "?" else LABEL_OF.get(t, 0) for t in level] for level in pair] for c, pair in sentence.get("labels", {}).items()}
        start, tokens = 0, sentence["tokens"]
        while start < len(tokens):
            ids, firsts, at = [BEGIN], [], start
            while at < len(tokens):
                of = pieces.of(tokens[at])
                if len(ids) + len(of) > LONGEST - 1 and at > start:
                    break
                firsts.append(len(ids))
                ids += of
                at += 1
            cut = {c: [level[start:at] for level in pair] for c, pair in labels.items()}
            rows.append(Row(ids + [END], firsts, cut, number, (before + start, before + at)))
            start = at
        before += len(tokens)
    return rows


def bucket(row: Row) -> int:
    """A row's length in pieces, rounded up to eight: few shapes, for each new one costs the matrix library a compilation."""
    return -(-len(row.pieces) // 8) * 8


def batches(rows: list[Row], most: int, chance: random.Random | None) -> list[list[Row]]:
    """Batches of at most `most` pieces, padding included, of rows of one bucket; shuffled where `chance` is given."""
    order = list(rows)
    if chance:
        chance.shuffle(order)
    by_length: dict[int, list[Row]] = {}
    for row in order:
        by_length.setdefault(bucket(row), []).append(row)
    found = []
    for length, group in sorted(by_length.items()):
        size = max(1, most // length)
        found += [group[at : at + size] for at in range(0, len(group), size)]
    if chance:
        chance.shuffle(found)
    return found


def tensors(batch: list[Row]) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """Ids and mask [rows, length], and the flat places of all tokens' first pieces."""
    length = max(bucket(row) for row in batch)
    ids = torch.full((len(batch), length), PAD)
    firsts = []
    for number, row in enumerate(batch):
        ids[number, : len(row.pieces)] = torch.tensor(row.pieces)
        firsts += [number * length + place for place in row.firsts]
    return ids, ids != PAD, torch.tensor(firsts)
