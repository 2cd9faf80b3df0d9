"""Trains encoder, names and grammar together.

    python -m wortlaut_training.joint --work WORK --grammar FOLDER --init teacher-2.pt --save teacher-3.pt \
        --names germeval-test-a:0.3 --trees grammar-gsd:3 grammar-older:2 grammar-words:1 --epochs 2

A corpus's number is how often an epoch sees it. A names corpus with scores beside it is taught by them (`finetune`). A
grammar corpus with a file `NAME.soft` folder beside it is raw text that a teacher has parsed (`teach`). Checkpoints stand
every 300 steps; the same command goes on from the last one.
"""

import argparse
import pathlib
import random
import time

import numpy as np
import torch
from torch import nn

from . import finetune, grammar, network, score, teach
from .pieces import Pieces
from .rows import batches, read, rows_of, tensors


class Joint(network.Tagger):
    """The tagger of names with heads of grammar."""

    def __init__(self, config: dict):
        super().__init__(config)
        self.grammar = grammar.Grammar(config["hidden"])


def load(path: pathlib.Path, layers: list[int] | None = None, ffn: int | None = None) -> Joint:
    """The model of a checkpoint, with or without grammar; of it, chosen layers, narrowed."""
    kept = torch.load(path, weights_only=False)
    plain = network.Tagger(kept["config"])
    heads = {name: value for name, value in kept["state"].items() if name.startswith("grammar.")}
    plain.load_state_dict({name: value for name, value in kept["state"].items() if name not in heads})
    if layers is not None and len(layers) != len(plain.encoder.layers):
        plain = network.student(plain, layers)
    if ffn and ffn < plain.encoder.config["ffn"][0]:
        plain = network.narrowed(plain, ffn)
    model = Joint(plain.encoder.config)
    model.load_state_dict(dict(model.state_dict(), **plain.state_dict(), **heads))
    return model


def drawn(rows: list, times: float, chance: random.Random) -> list:
    """Whole repetitions, and a sample for the rest."""
    return rows * int(times) + chance.sample(rows, int(len(rows) * (times % 1.0)))


def optimiser(model: Joint, rate: float, head_rate: float) -> torch.optim.AdamW:
    """As for names; the heads of grammar learn as fast as those of names."""
    steps = finetune.optimiser(model, rate)
    steps.add_param_group({"params": list(model.grammar.parameters()), "lr": head_rate, "weight_decay": 0.01})
    return steps


def grammar_loss(model: Joint, vectors: torch.Tensor, batch: list) -> torch.Tensor:
    places, mask = grammar.places(batch)
    own = nn.functional.dropout(vectors[places], 0.1, model.training)
    if batch[0].soft is not None:
        return teach.loss(model.grammar, own, batch, mask) + finetune.distance(model, own[mask], teach.names(batch))
    return grammar.loss(model.grammar, own, batch, mask)


def names_loss(model: Joint, vectors: torch.Tensor, batch: list, firsts: torch.Tensor, teachers: dict) -> torch.Tensor:
    own = nn.functional.dropout(vectors[firsts], 0.1, model.training)
    if batch[0].labels:
        return finetune.losses(model, own, batch)
    return finetune.taught(model, own, batch, next(scores for rows, scores in teachers.values() if id(batch[0]) in rows))


@torch.no_grad()
def report(model: Joint, rows: list, sentences: list[dict]) -> str:
    """Scores on annotated sentences, tokens and sentences given: tags, features (those with heads here), UAS, LAS."""
    model.eval()
    tally = grammar.Tally()
    for batch in batches(rows, 4096, None):
        ids, mask, _ = tensors(batch)
        with torch.autocast("cpu", torch.bfloat16):
            vectors = model.encoder(ids, mask)[-1].flatten(0, 1)
        places, tokens = grammar.places(batch)
        own = vectors[places].float()
        tags, arcs = model.grammar.tags(own), grammar.shut(model.grammar.arcs(own), tokens).numpy()
        best = np.stack([tags[..., a : a + n].argmax(-1).numpy() for a, n in zip(grammar.STARTS, grammar.SIZES)], -1)
        heads = np.zeros(tokens.shape, np.int64)
        for number, row in enumerate(batch):
            size = len(row.firsts)
            heads[number, :size] = grammar.tree(arcs[number, :size, : size + 1])
        labels = model.grammar.relations(own, torch.from_numpy(heads)).argmax(-1).numpy()
        for number, row in enumerate(batch):
            tally.add(row, best[number], heads[number], labels[number])
    model.train()
    return str(tally)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--work", type=pathlib.Path, required=True)
    arguments.add_argument("--grammar", type=pathlib.Path, required=True, help="the folder that `treebanks` wrote")
    arguments.add_argument("--save", required=True)
    arguments.add_argument("--init", required=True)
    arguments.add_argument("--layers", help="of the model to start from, those to keep")
    arguments.add_argument("--ffn", type=int)
    arguments.add_argument("--names", nargs="*", default=[])
    arguments.add_argument("--trees", nargs="*", default=[])
    arguments.add_argument("--epochs", type=float, default=1)
    arguments.add_argument("--rate", type=float, default=1e-4)
    arguments.add_argument("--head-rate", type=float, default=1e-3)
    arguments.add_argument("--batch", type=int, default=1200, help="pieces a batch, padding included")
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--threads", type=int, default=1)
    arguments.add_argument("--every", type=int, default=600, help="steps between looks at the held-out sentences")
    given = arguments.parse_args()
    torch.manual_seed(given.seed), torch.set_num_threads(given.threads)
    chance = random.Random(given.seed)
    pieces = Pieces(given.work / "tokenizer_de.json")
    names, trees, teachers = [], [], {}
    for name, share in (entry.rsplit(":", 1) for entry in given.names):
        rows = rows_of(read(given.work / f"{name}.jsonl"), pieces)
        names.append((rows, float(share)))
        if (scores := given.work / f"{name}.scores.f16").exists():
            width = 2 * len(network.SHARED) * len(network.LABELS)
            teachers[name] = (set(map(id, rows)), np.memmap(scores, np.float16, "r").reshape(-1, width))
    for name, share in (entry.rsplit(":", 1) for entry in given.trees):
        soft = given.grammar / f"{name}.soft"
        rows = teach.load(given.grammar / f"{name}.jsonl", soft, pieces) if soft.exists() else grammar.load(given.grammar / f"{name}.jsonl", pieces)
        trees.append((rows, float(share)))
    plan, left = [], given.epochs
    while left > 0:
        part = min(left, 1.0)
        mixed = []
        for corpora in (names, trees):
            for rows, share in corpora:
                mixed += batches(drawn(rows, share * part, chance), given.batch, chance)
        chance.shuffle(mixed)
        plan += mixed
        left -= 1
    layers = [int(n) for n in given.layers.split(",")] if given.layers else None
    model = load(given.work / given.init, layers, given.ffn)
    steps, average, begin = optimiser(model, given.rate, given.head_rate), finetune.Average(model), 0
    rates = [group["lr"] for group in steps.param_groups]
    path = given.work / given.save
    going = path.with_suffix(".going")
    if going.exists():
        kept = torch.load(going, weights_only=False)
        model.load_state_dict(kept["state"]), average.kept.load_state_dict(kept["average"]), steps.load_state_dict(kept["steps"])
        begin = kept["step"]
    held = read(given.grammar / "grammar-held.jsonl")
    held_rows = grammar.rows_of(held, pieces)
    model.train()
    clock, done, mean = time.time(), 0, {}
    for step, batch in enumerate(plan):
        if step < begin:
            continue
        for group, rate in zip(steps.param_groups, rates):
            group["lr"] = rate * network.schedule(step, len(plan))
        ids, mask, firsts = tensors(batch)
        with torch.autocast("cpu", torch.bfloat16):
            vectors = model.encoder(ids, mask)[-1].flatten(0, 1)
        vectors = vectors.float()
        kind = "trees" if isinstance(batch[0], grammar.Row) else "names"
        loss = grammar_loss(model, vectors, batch) if kind == "trees" else names_loss(model, vectors, batch, firsts, teachers)
        steps.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        steps.step()
        average.update(model, step)
        mean[kind] = loss.item() if kind not in mean else 0.98 * mean[kind] + 0.02 * loss.item()
        done += int(mask.sum())
        if step % 50 == 49:
            said = " ".join(f"{name} {value:.4f}" for name, value in mean.items())
            print(f"step {step + 1}/{len(plan)} loss {said} {done / (time.time() - clock):.0f} pieces/s", flush=True)
        if step % 300 == 299:
            network.save(model, going, average=average.kept.state_dict(), steps=steps.state_dict(), step=step + 1)
        if held and step % given.every == given.every - 1:
            print("held", report(average.kept, held_rows, held), flush=True)
    network.save(average.kept, path)
    going.unlink(missing_ok=True)
    if held:
        print(given.save, "held", report(average.kept, held_rows, held), flush=True)
    for name in ("germeval-dev", "gold-dev") if given.names else ():
        sentences = read(given.work / f"{name}.jsonl")
        found = score.predict(average.kept, rows_of(sentences, pieces), finetune.CONVENTION[name], len(sentences))
        print(given.save, name, score.report(sentences, found, finetune.CONVENTION[name]), flush=True)


if __name__ == "__main__":
    main()
