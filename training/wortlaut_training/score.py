"""Strict scores of names, and predictions of a tagger."""

import collections

import torch

from .network import LABELS, Tagger
from .rows import Row, batches, tensors


def spans(tags: list[str]) -> set[tuple[int, int, str]]:
    """BIO to spans; an I- that continues nothing begins a name."""
    found, start, kind = set(), None, None
    for index, tag in enumerate([*tags, "O"]):
        if start is not None and (tag == "O" or tag[0] == "B" or tag[2:] != kind):
            found.add((start, index, kind))
            start = None
        if tag != "O" and start is None:
            start, kind = index, tag[2:]
    return found


@torch.no_grad()
def predict(tagger: Tagger, rows: list[Row], convention: str, count: int) -> list[list[list[str]]]:
    """The best label of each token and level, a list a sentence."""
    tagger.eval()
    best: dict[int, list[list[int]]] = {}
    for batch in batches(rows, 4096, None):
        ids, mask, firsts = tensors(batch)
        with torch.autocast("cpu", torch.bfloat16):
            vectors = tagger.encoder(ids, mask)[-1].flatten(0, 1)[firsts]
        chosen = tagger.read(vectors.float(), convention).argmax(-1)
        at = 0
        for row in batch:
            best[id(row)] = chosen[at : at + len(row.firsts)].tolist()
            at += len(row.firsts)
    out: list[list[list[str]]] = [[[], []] for _ in range(count)]
    for row in rows:
        for level in (0, 1):
            out[row.sentence][level] += [LABELS[pair[level]] for pair in best[id(row)]]
    return out


def f1(gold: list[list[str]], found: list[list[str]], keep: set[str] | None = None) -> tuple[float, float, float, dict]:
    """Precision, recall and F1 in percent, and F1 by class."""
    counts: dict[str, list[int]] = collections.defaultdict(lambda: [0, 0, 0])
    for right, said in zip(gold, found):
        a, b = spans(right), spans(said)
        for place, group in ((0, a & b), (1, b - a), (2, a - b)):
            for _, _, kind in group:
                if keep is None or kind in keep:
                    counts[kind][place] += 1
    tp, fp, fn = (sum(c[i] for c in counts.values()) for i in range(3))
    p, r = 100 * tp / max(1, tp + fp), 100 * tp / max(1, tp + fn)
    classes = {k: round(200 * a / max(1, 2 * a + b + c), 1) for k, (a, b, c) in sorted(counts.items())}
    return p, r, 2 * p * r / max(1e-9, p + r), classes


def report(sentences: list[dict], found: list[list[list[str]]], convention: str) -> str:
    """One line: 12 classes, four types, three types, inner level."""
    outer = [s["labels"][convention][0] for s in sentences]
    inner = [s["labels"][convention][1] for s in sentences]
    p, r, f, classes = f1(outer, [pair[0] for pair in found])
    four = f1(outer, [pair[0] for pair in found], {"PER", "ORG", "LOC", "MISC"})[2]
    three = f1(outer, [pair[0] for pair in found], {"PER", "ORG", "LOC"})[2]
    second = f1(inner, [pair[1] for pair in found])[2]
    return f"12 classes P {p:.1f} R {r:.1f} F {f:.2f} | 4 types {four:.2f} | PER LOC ORG {three:.2f} | inner {second:.1f} | {classes}"
