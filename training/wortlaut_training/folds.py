"""The mean over the folds of a cross-validation of grammar.

    python -m wortlaut_training.folds --work WORK

Reads `WORK/fold-N/{news,fast}.json`, which `wortlaut eval --layer syntax --json` wrote, and prints a table in Markdown: F1 by
measure and fold, the mean, and the standard deviation between folds, in points.
"""

import argparse
import json
import pathlib
import statistics

MEASURES = ["UPOS", "XPOS", "UFeats", "Lemmas", "UAS", "LAS"]


def scores(path: pathlib.Path) -> dict[str, float]:
    """F1 by measure."""
    return {entry["measure"]: entry["f1"] for layer in json.loads(path.read_text("utf8")) for entry in layer["measures"]}


def table(files: list[pathlib.Path]) -> list[str]:
    """A row a measure."""
    found = [scores(path) for path in files]
    rows = []
    for measure in MEASURES:
        values = [fold[measure] for fold in found]
        cells = [*(f"{value:.1f}" for value in values), f"**{statistics.mean(values):.2f}**", f"{statistics.stdev(values):.2f}"]
        rows.append(f"| {measure} | " + " | ".join(cells) + " |")
    return rows


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--work", type=pathlib.Path, required=True)
    given = arguments.parse_args()
    for tier in ("news", "fast"):
        files = sorted(given.work.glob(f"fold-*/{tier}.json"))
        print(f"| `{tier}` | " + " | ".join(f"fold {number}" for number in range(len(files))) + " | mean | ± |")
        print("|---" * (len(files) + 3) + "|")
        print("\n".join(table(files)) + "\n")


if __name__ == "__main__":
    main()
