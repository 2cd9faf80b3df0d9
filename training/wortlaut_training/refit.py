"""Fits the correction of GermEval's convention once more, on frozen vectors of GermEval's own sentences.

    python -m wortlaut_training.refit --work WORK --model news.pt --save news.pt

The shared head learns from five times as many sentences of the project, whose annotators mark more than GermEval's did. The
body and the project's labels stay as they are.
"""

import argparse
import pathlib

import torch
from torch import nn

from . import finetune, joint, network, score
from .pieces import Pieces
from .rows import IGNORED, batches, read, rows_of, tensors


@torch.no_grad()
def vectors(tagger: network.Tagger, rows: list) -> tuple[torch.Tensor, torch.Tensor]:
    """Vectors and labels of all tokens."""
    found, wanted = [], []
    for batch in batches(rows, 4096, None):
        ids, mask, firsts = tensors(batch)
        with torch.autocast("cpu", torch.bfloat16):
            found.append(tagger.encoder(ids, mask)[-1].flatten(0, 1)[firsts].float())
        wanted += [pair for row in batch for pair in zip(*row.labels["germeval"])]
    return torch.cat(found), torch.tensor(wanted)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--work", type=pathlib.Path, required=True)
    arguments.add_argument("--model", required=True)
    arguments.add_argument("--save", required=True)
    arguments.add_argument("--train", nargs="+", default=["germeval-test-a"])
    arguments.add_argument("--dev", default="germeval-dev")
    arguments.add_argument("--epochs", type=int, default=8)
    arguments.add_argument("--threads", type=int, default=2)
    given = arguments.parse_args()
    torch.manual_seed(1), torch.set_num_threads(given.threads)
    pieces = Pieces(given.work / "tokenizer_de.json")
    tagger = joint.load(given.work / given.model).eval()
    rows = [row for name in given.train for row in rows_of(read(given.work / f"{name}.jsonl"), pieces)]
    inputs, wanted = vectors(tagger, rows)
    correction = tagger.correction["germeval"]
    steps = torch.optim.AdamW(correction.parameters(), 1e-3, weight_decay=0.1)
    with torch.no_grad():
        fixed = tagger.head(inputs)
    for _ in range(given.epochs):
        for part in torch.randperm(len(inputs)).split(256):
            said = fixed[part] + correction(nn.functional.dropout(inputs[part], 0.3))
            loss = nn.functional.cross_entropy(said.view(-1, len(network.LABELS)), wanted[part].flatten(), ignore_index=IGNORED)
            steps.zero_grad()
            loss.backward()
            steps.step()
    network.save(tagger, given.work / given.save)
    sentences = read(given.work / f"{given.dev}.jsonl")
    convention = finetune.CONVENTION[given.dev]
    found = score.predict(tagger, rows_of(sentences, pieces), convention, len(sentences))
    print(given.save, given.dev, score.report(sentences, found, convention))


if __name__ == "__main__":
    main()
