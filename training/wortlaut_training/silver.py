"""Writes a teacher's best labels as columns, for the fast tier to learn from.

    python -m wortlaut_training.silver --work WORK --name silver --out WORK/silver

Reads `NAME.jsonl` and `NAME.scores.f16` (see `cargo xtask label`); writes one file a convention: form, outer label, inner
label; an empty line between sentences.
"""

import argparse
import json
import pathlib

import numpy as np

from .corpora import repaired
from .network import CAUTION, LABELS, SHARED


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--work", type=pathlib.Path, required=True)
    arguments.add_argument("--name", default="silver")
    arguments.add_argument("--out", type=pathlib.Path, required=True)
    given = arguments.parse_args()
    shape = (-1, len(SHARED), 2, len(LABELS))
    scores = np.memmap(given.work / f"{given.name}.scores.f16", np.float16, "r").reshape(shape)
    shift = np.zeros((1, len(SHARED), 2, len(LABELS)), np.float32)
    shift[0, SHARED.index("germeval"), 0, 0] = CAUTION
    best = np.concatenate([(part + shift).argmax(-1).astype(np.uint8) for part in np.array_split(scores, 64)])
    given.out.mkdir(parents=True, exist_ok=True)
    for number, convention in enumerate(SHARED):
        path, at = given.out / f"{given.name}-{convention}.tsv", 0
        with path.with_suffix(".part").open("w", encoding="utf8") as out, (given.work / f"{given.name}.jsonl").open(encoding="utf8") as lines:
            out.write(f"# convention {convention}\n")
            for line in lines:
                tokens = json.loads(line)["tokens"]
                labels = best[at : at + len(tokens), number]
                at += len(tokens)
                outer, inner = ([*repaired([LABELS[i] for i in labels[:, level]])] for level in (0, 1))
                out.writelines(f"{form}\t{a}\t{b}\n" for form, a, b in zip(tokens, outer, inner))
                out.write("\n")
        path.with_suffix(".part").replace(path)
        print(f"{path}: {at} tokens")


if __name__ == "__main__":
    main()
