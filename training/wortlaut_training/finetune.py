"""Fine-tunes a tagger on annotated corpora.

    python -m wortlaut_training.finetune --work WORK --save teacher.pt --layers 0,1,2,3,4,5,6,7,8,9,10,11 \
        --train germeval-test-a:1 project:1 own:1 gold-train:1 mobie:0.5 smartdata:0.5 --dev germeval-dev gold-dev

A corpus's number is the share of it that an epoch sees; a corpus with a file `NAME.scores.f16` beside it (see `label`) is
unlabelled text that a teacher has scored. Checkpoints stand every 300 steps; the same command goes on from
the last one.
"""

import argparse
import copy
import pathlib
import random
import time

import numpy as np
import torch
from torch import nn

from . import network, score
from .pieces import Pieces
from .rows import batches, read, rows_of, tensors

# Weight of labels by GermEval's guideline, against those of GermEval's own files.
GUIDELINE = 0.3
CONVENTION = {"germeval-dev": "germeval", "gold-dev": "project"}


def taught(tagger: network.Tagger, vectors: torch.Tensor, batch: list, scores: np.ndarray) -> torch.Tensor:
    """Distance from a teacher's distributions for the tokens of a batch; `scores` are those of the whole corpus."""
    return distance(tagger, vectors, np.concatenate([scores[a:b] for a, b in (row.tokens for row in batch)]))


def distance(tagger: network.Tagger, vectors: torch.Tensor, scores: np.ndarray) -> torch.Tensor:
    """Distance from a teacher's distributions, both conventions and levels, a token's mean."""
    wanted = scores.astype(np.float32)
    wanted = torch.from_numpy(wanted).view(len(wanted), len(network.SHARED), 2, len(network.LABELS))
    wanted[:, network.SHARED.index("germeval"), 0, 0] += network.CAUTION
    wanted = wanted.softmax(-1)
    total = vectors.new_zeros(())
    for number, convention in enumerate(network.SHARED):
        said = tagger.read(vectors, convention).log_softmax(-1)
        loss = -(wanted[:, number] * said).sum(-1)
        total = total + loss[:, 0].mean() + 0.5 * loss[:, 1].mean()
    return total / len(network.SHARED)


def losses(tagger: network.Tagger, vectors: torch.Tensor, batch: list) -> torch.Tensor:
    """Cross-entropy over both levels, summed over the conventions each row is labelled in, a token's mean."""
    total, weight = vectors.new_zeros(()), 0.0
    at, places, wanted = 0, {}, {}
    for row in batch:
        for convention, (outer, inner) in row.labels.items():
            # Annotators who follow GermEval's guideline mark more than its files do: their labels count less there.
            key = (convention, GUIDELINE if convention == "germeval" and len(row.labels) > 1 else 1.0)
            places.setdefault(key, []).extend(range(at, at + len(row.firsts)))
            wanted.setdefault(key, []).extend(zip(outer, inner))
        at += len(row.firsts)
    for (convention, share), tokens in places.items():
        scores = tagger.read(vectors[torch.tensor(tokens)], convention)
        target = torch.tensor(wanted[convention, share])
        loss = nn.functional.cross_entropy(scores.flatten(0, 1), target.flatten(), reduction="none").view(-1, 2)
        total = total + share * (loss[:, 0].sum() + 0.5 * loss[:, 1].sum())
        weight += share * len(tokens)
    return total / max(1.0, weight)


def optimiser(tagger: network.Tagger, rate: float) -> torch.optim.AdamW:
    """Heads learn faster than the body; corrections of conventions stay small."""
    body = [p for n, p in tagger.named_parameters() if p.requires_grad and n.startswith("encoder")]
    heads = [p for n, p in tagger.named_parameters() if n.startswith(("head", "apart"))]
    small = [p for n, p in tagger.named_parameters() if n.startswith("correction")]
    return torch.optim.AdamW([{"params": body, "lr": rate}, {"params": heads, "lr": 1e-3},
                              {"params": small, "lr": 1e-3, "weight_decay": 1.0}], weight_decay=0.01, fused=True)


class Average:
    """A running average of the weights, which scores better than the last ones."""

    def __init__(self, tagger: network.Tagger, decay: float = 0.995):
        self.decay, self.kept = decay, copy.deepcopy(tagger).eval()

    @torch.no_grad()
    def update(self, tagger: network.Tagger, step: int) -> None:
        decay = min(self.decay, (1 + step) / (10 + step))
        for mine, theirs in zip(self.kept.parameters(), tagger.parameters()):
            if theirs.requires_grad:
                mine.lerp_(theirs, 1 - decay)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--work", type=pathlib.Path, required=True)
    arguments.add_argument("--save", required=True)
    arguments.add_argument("--init", help="start from this checkpoint instead of the base model")
    arguments.add_argument("--layers", default=",".join(map(str, range(12))))
    arguments.add_argument("--ffn", type=int, help="narrow the inner width of the layers to this")
    arguments.add_argument("--train", nargs="+", required=True)
    arguments.add_argument("--dev", nargs="*", default=["germeval-dev", "gold-dev"])
    arguments.add_argument("--epochs", type=float, default=4)
    arguments.add_argument("--rate", type=float, default=1.5e-4)
    arguments.add_argument("--batch", type=int, default=1200, help="pieces a batch, padding included")
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--threads", type=int, default=2)
    given = arguments.parse_args()
    torch.manual_seed(given.seed), torch.set_num_threads(given.threads)
    chance = random.Random(given.seed)
    pieces = Pieces(given.work / "tokenizer_de.json")
    layers = [int(n) for n in given.layers.split(",")]
    corpora, teachers = [], {}
    for name, share in (entry.split(":") for entry in given.train):
        rows = rows_of(read(given.work / f"{name}.jsonl"), pieces)
        corpora.append((rows, float(share)))
        if (scores := given.work / f"{name}.scores.f16").exists():
            width = 2 * len(network.SHARED) * len(network.LABELS)
            teachers[name] = (set(map(id, rows)), np.memmap(scores, np.float16, "r").reshape(-1, width))
    epochs, left = [], given.epochs
    while left > 0:
        drawn = [chance.sample(rows, int(len(rows) * min(share, 1.0) * min(left, 1.0))) for rows, share in corpora]
        soft = [row for (rows, _), part in zip(corpora, drawn) for row in part if not row.labels]
        hard = [row for part in drawn for row in part if row.labels]
        mixed = batches(soft, given.batch, chance) + batches(hard, given.batch, chance)
        chance.shuffle(mixed)
        epochs += mixed
        left -= 1
    tagger = network.load(given.work / given.init) if given.init else network.from_base(given.work, layers)
    if given.init and len(layers) != len(tagger.encoder.layers):
        tagger = network.student(tagger, layers)
    if given.ffn and given.ffn < tagger.encoder.config["ffn"][0]:
        tagger = network.narrowed(tagger, given.ffn)
    steps, average, begin = optimiser(tagger, given.rate), Average(tagger), 0
    path = given.work / given.save
    going = path.with_suffix(".going")
    if going.exists():
        kept = torch.load(going, weights_only=False)
        tagger.load_state_dict(kept["state"]), average.kept.load_state_dict(kept["average"]), steps.load_state_dict(kept["steps"])
        begin = kept["step"]
    rates = [group["lr"] for group in steps.param_groups]
    if begin:
        rates = kept["rates"]
    tagger.train()
    clock, done, mean = time.time(), 0, None
    for step, batch in enumerate(epochs):
        if step < begin:
            continue
        for group, rate in zip(steps.param_groups, rates):
            group["lr"] = rate * network.schedule(step, len(epochs))
        ids, mask, firsts = tensors(batch)
        with torch.autocast("cpu", torch.bfloat16):
            vectors = tagger.encoder(ids, mask)[-1].flatten(0, 1)[firsts]
        vectors = nn.functional.dropout(vectors.float(), 0.1, True)
        if batch[0].labels:
            loss = losses(tagger, vectors, batch)
        else:
            loss = taught(tagger, vectors, batch, next(scores for rows, scores in teachers.values() if id(batch[0]) in rows))
        steps.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(tagger.parameters(), 1.0)
        steps.step()
        average.update(tagger, step)
        mean = loss.item() if mean is None else 0.98 * mean + 0.02 * loss.item()
        done += int(mask.sum())
        if step % 50 == 49:
            print(f"step {step + 1}/{len(epochs)} loss {mean:.4f} {done / (time.time() - clock):.0f} pieces/s", flush=True)
        if step % 300 == 299:
            network.save(tagger, going, average=average.kept.state_dict(), steps=steps.state_dict(), step=step + 1, rates=rates)
    network.save(average.kept, path)
    going.unlink(missing_ok=True)
    for name in given.dev:
        sentences = read(given.work / f"{name}.jsonl")
        found = score.predict(average.kept, rows_of(sentences, pieces), CONVENTION[name], len(sentences))
        print(given.save, name, score.report(sentences, found, CONVENTION[name]), flush=True)


if __name__ == "__main__":
    main()
