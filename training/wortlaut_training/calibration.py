"""Fits the curve from a name's probability to how often such names are right.

    wortlaut eval --layer names --json --gold … > a.json    # with a model file that has no curve yet
    python -m wortlaut_training.calibration --out curve.f32 a.json b.json
    python -m wortlaut_training.export … --calibration curve.f32

Reads the 15 bins that the evaluation gives, pools them over the files, and makes them ascend (pool adjacent violators).
"""

import argparse
import json
import pathlib
import struct


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--out", type=pathlib.Path, required=True)
    arguments.add_argument("evaluations", nargs="+", type=pathlib.Path)
    given = arguments.parse_args()
    pooled = [[0.0, 0, 0] for _ in range(15)]
    for path in given.evaluations:
        for sums, found in zip(pooled, json.loads(path.read_text())[0]["views"][0]["calibration"]["bins"]):
            sums[0] += found["confidence"]
            sums[1] += found["count"]
            sums[2] += found["right"]
    groups: list[list[float]] = []
    for confidence, count, right in (sums for sums in pooled if sums[1] >= 5):
        groups.append([confidence, count, right])
        while len(groups) > 1 and groups[-2][2] / groups[-2][1] > groups[-1][2] / groups[-1][1]:
            last = groups.pop()
            groups[-1] = [a + b for a, b in zip(groups[-1], last)]
    points = [(0.0, 0.0), *((confidence / count, right / count) for confidence, count, right in groups)]
    points.append((1.0, min(1.0, points[-1][1] + 0.005)))
    given.out.write_bytes(b"".join(struct.pack("<2f", *point) for point in points))
    for raw, calibrated in points:
        print(f"{raw:.3f} {calibrated:.3f}")


if __name__ == "__main__":
    main()
