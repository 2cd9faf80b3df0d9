"""Draws unlabelled sentences from the raw text, for a teacher to score and a student to learn from.

    python -m wortlaut_training.raw --data ../../shared/data --binary ../target/release/wortlaut --out WORK/silver.jsonl

Two thirds from encyclopaedia articles, one third from plenary protocols; cut by the project's own tokenizer.

    python -m wortlaut_training.raw --mix FILE … --shut HELD --tokens 940000 --out WORK/grammar-raw.jsonl

Draws from such files instead, each sentence once and the first files whole, without those of HELD.
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


def mixed(paths: list[pathlib.Path], shut: pathlib.Path | None, most: int, chance: random.Random) -> list[list[str]]:
    """Sentences of 3 to 70 tokens, file by file, until there are `most` tokens."""
    seen = {tuple(json.loads(line)["tokens"]) for line in shut.open(encoding="utf8")} if shut else set()
    rows, tokens = [], 0
    for path in paths:
        drawn = [json.loads(line)["tokens"] for line in path.open(encoding="utf8")]
        chance.shuffle(drawn)
        for words in drawn:
            if 3 <= len(words) <= 70 and tuple(words) not in seen and tokens < most:
                seen.add(tuple(words))
                rows.append(words)
                tokens += len(words)
    chance.shuffle(rows)
    return rows


def write(path: pathlib.Path, rows: list[list[str]]) -> None:
    with path.open("w", encoding="utf8") as out:
        out.writelines(json.dumps({"tokens": words}, ensure_ascii=False) + "\n" for words in rows)
    print(f"{path}: {len(rows)} sentences, {sum(map(len, rows))} tokens")


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("data", "binary", "out"):
        arguments.add_argument("--" + name, type=pathlib.Path, required=name == "out")
    arguments.add_argument("--mix", type=pathlib.Path, nargs="+")
    arguments.add_argument("--shut", type=pathlib.Path)
    arguments.add_argument("--tokens", type=int, default=10**9)
    arguments.add_argument("--sentences", type=int, default=120_000)
    arguments.add_argument("--seed", type=int, default=7)
    given = arguments.parse_args()
    chance = random.Random(given.seed)
    if given.mix:
        write(given.out, mixed(given.mix, given.shut, given.tokens, chance))
        return
    raw = given.data / "raw"
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
    write(given.out, rows)


if __name__ == "__main__":
    main()
