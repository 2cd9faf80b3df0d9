"""Chooses the German pieces of the base vocabulary: 32,000 of 250,000, at no loss on German text.

    python -m wortlaut_training.vocabulary --data ../../shared/data --out WORK

Counts pieces over the raw text, the annotated corpora and the gazetteers, and keeps all single characters of European
scripts. Writes `keep.json` (ids of the base vocabulary, ascending) and `tokenizer_de.json`.
"""

import argparse
import collections
import json
import lzma
import pathlib
import re

from tokenizers import Tokenizer

from . import base
from .pieces import tokenizer_json

WORD = re.compile(r"\w[\w'’.-]*\w|\w|[^\w\s]")
SIGNS = "„“”‚‘’–—…€‹›»«°§×·•′″→−"


def words(data: pathlib.Path) -> collections.Counter:
    """Forms with their counts."""
    counts: collections.Counter = collections.Counter()
    for path in sorted((data / "raw").glob("*.xz")):
        with lzma.open(path, "rt", encoding="utf8") as lines:
            for line in lines:
                counts.update(WORD.findall(line))
    for path in sorted((data / "ner").iterdir()):
        for line in path.open(encoding="utf8"):
            for word in WORD.findall(line):
                counts[word] += 20
    for path in sorted((data / "gold-train").glob("*.json")):
        for word in WORD.findall(json.loads(path.read_text(encoding="utf8"))["text"]):
            counts[word] += 20
    with lzma.open(data / "lexicon/morphy-forms.tsv.xz", "rt", encoding="utf8") as lines:
        for number, line in enumerate(lines):
            if number % 10 == 0:
                counts[line.split("\t", 1)[0]] += 1
    return counts


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--data", type=pathlib.Path, required=True)
    arguments.add_argument("--out", type=pathlib.Path, required=True)
    arguments.add_argument("--size", type=int, default=32000)
    given = arguments.parse_args()
    source = base.load()
    full = Tokenizer.from_str(tokenizer_json(source.pieces, source.scores.tolist()))
    counted = sorted((w, n) for w, n in words(given.data).items() if n > 1)
    uses: collections.Counter = collections.Counter()
    for at in range(0, len(counted), 20000):
        part = counted[at : at + 20000]
        for (_, number), found in zip(part, full.encode_batch(["▁" + w for w, _ in part], add_special_tokens=False)):
            for piece in found.ids:
                uses[piece] += number
    keep = {0, 1, 2, 3}
    for index, piece in enumerate(source.pieces):
        bare = piece.replace("▁", "")
        if not bare or (len(bare) == 1 and (ord(bare) < 0x250 or bare in SIGNS)):
            keep.add(index)
    for index, _ in sorted(uses.items(), key=lambda entry: (-entry[1], entry[0])):
        if len(keep) >= given.size:
            break
        keep.add(index)
    chosen = sorted(keep)
    given.out.mkdir(parents=True, exist_ok=True)
    (given.out / "keep.json").write_text(json.dumps(chosen))
    model = tokenizer_json([source.pieces[i] for i in chosen], [float(source.scores[i]) for i in chosen])
    (given.out / "tokenizer_de.json").write_text(model, encoding="utf8")
    pruned = Tokenizer.from_str(model)
    sample = ["▁" + w for w, _ in counted[:: max(1, len(counted) // 50000)]]
    before = sum(len(e.ids) for e in full.encode_batch(sample, add_special_tokens=False))
    after = sum(len(e.ids) for e in pruned.encode_batch(sample, add_special_tokens=False))
    print(f"{len(chosen)} pieces kept; {len(sample)} distinct forms cost {before} pieces before, {after} after")


if __name__ == "__main__":
    main()
