"""Draws unlabelled sentences from the raw text, for a teacher to score and a student to learn from.

    python -m wortlaut_training.raw --data ../../shared/data --binary ../target/release/wortlaut --out WORK/silver.jsonl

Two thirds from encyclopaedia articles, one third from plenary protocols; cut by the project's own tokenizer.
"""

import argparse
import json
import lzma
import pathlib
import random

from .corpora import cut


def lines(paths: list[pathlib.Path], share: float, chance: random.Random) -> list[str]:
    """A share of the lines, headings left out."""
    found = []
    for path in paths:
        with lzma.open(path, "rt", encoding="utf8") as text:
            found += [line.strip() for line in text if chance.random() < share and len(line) > 40 and not line.startswith("#")]
    return found


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("data", "binary", "out"):
        arguments.add_argument("--" + name, type=pathlib.Path, required=True)
    arguments.add_argument("--sentences", type=int, default=120_000)
    arguments.add_argument("--seed", type=int, default=7)
    given = arguments.parse_args()
    chance, raw = random.Random(given.seed), given.data / "raw"
    articles = lines([raw / "wikipedia-articles.txt.xz"], min(1.0, given.sentences / 1e6), chance)
    speeches = lines(sorted(raw.glob("bundestag-*.txt.xz")), min(1.0, given.sentences / 1.2e7), chance)
    texts = articles + speeches
    chance.shuffle(texts)
    rows = []
    for at in range(0, len(texts), 5000):
        for spans, forms in cut(given.binary.resolve(), texts[at : at + 5000]):
            rows += [words for words in forms if 6 <= len(words) <= 60]
    chance.shuffle(rows)
    rows = rows[: given.sentences]
    with given.out.open("w", encoding="utf8") as out:
        out.writelines(json.dumps({"tokens": words}, ensure_ascii=False) + "\n" for words in rows)
    print(f"{given.out}: {len(rows)} sentences, {sum(map(len, rows))} tokens")


if __name__ == "__main__":
    main()
