"""The mean of two checkpoints' weights: a model that knows something of both, to learn from.

    python -m wortlaut_training.soup --work WORK --models teacher-1.pt teacher-5.pt --save soup.pt

Both have to descend from one model. Weights that only one of them has are taken as they are.
"""

import argparse
import pathlib

import torch

from . import joint, network


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--work", type=pathlib.Path, required=True)
    arguments.add_argument("--models", nargs=2, required=True)
    arguments.add_argument("--save", required=True)
    given = arguments.parse_args()
    first, second = (torch.load(given.work / name, weights_only=False)["state"] for name in given.models)
    model = joint.load(given.work / given.models[1])
    both = {name: (first[name] + value) / 2 if name in first else value for name, value in second.items()}
    model.load_state_dict(dict(model.state_dict(), **both))
    network.save(model, given.work / given.save)


if __name__ == "__main__":
    main()
