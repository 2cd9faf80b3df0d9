"""Heads of grammar on the encoder: tags, features and dependency trees; their rows, losses and scores."""

import pathlib

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

from .pieces import BEGIN, END, Pieces
from .rows import IGNORED, LONGEST, bucket, read

UPOS = "ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X".split()
XPOS = ("ADJA ADJD ADV APPO APPR APPRART APZR ART CARD FM ITJ KOKOM KON KOUI KOUS NE NN PAV PDAT PDS PIAT PIS PPER PPOSAT PPOSS PRELAT PRELS "
        "PRF PTKA PTKANT PTKNEG PTKVZ PTKZU PWAT PWAV PWS TRUNC VAFIN VAIMP VAINF VAPP VMFIN VMINF VMPP VVFIN VVIMP VVINF VVIZU VVPP XY "
        "$, $. $(").split()
DEPREL = ("acl advcl advmod amod appos aux aux:pass case cc ccomp compound compound:prt conj cop csubj csubj:pass dep det det:poss "
          "discourse dislocated expl expl:pv fixed flat goeswith list mark nmod nsubj nsubj:outer nsubj:pass nummod obj obl obl:agent obl:arg "
          "orphan parataxis punct reparandum root vocative xcomp").split()
# Absence is the first value of each.
FEATURES = {"Case": "Nom Acc Dat Gen", "Definite": "Def Ind", "Degree": "Pos Cmp Sup", "Foreign": "Yes", "Gender": "Masc Fem Neut",
            "Gender[psor]": "Masc,Neut Fem", "Mood": "Ind Sub Imp", "Number": "Sing Plur", "Number[psor]": "Sing Plur",
            "NumType": "Card Ord", "Person": "1 2 3", "Polarity": "Neg", "Polite": "Form Infm", "Poss": "Yes",
            "PronType": "Art Prs Ind Dem Dem,Rel Rel Int Int,Rel Neg Tot Emp Rcp", "Reflex": "Yes", "Tense": "Pres Past",
            "VerbForm": "Fin Inf Part", "Voice": "Pass"}
FEATURES = {name: ["", *values.split()] for name, values in FEATURES.items()}
# The tasks that score labels a token, and where their scores stand.
TASKS = {"upos": UPOS, "xpos": XPOS, **{f"feats.{name}": values for name, values in FEATURES.items()}}
SIZES = [len(values) for values in TASKS.values()]
STARTS = np.cumsum([0, *SIZES]).tolist()
ARC, RELATION = 192, 128


class Grammar(nn.Module):
    """Tags by linear layers; arcs by a bilinear form; relations by one hidden layer over the sum of both ends."""

    def __init__(self, hidden: int):
        super().__init__()
        self.tags = nn.Linear(hidden, STARTS[-1])
        self.arc_dep, self.arc_head = nn.Linear(hidden, ARC), nn.Linear(hidden, ARC)
        self.arc = nn.Parameter(torch.zeros(ARC, ARC))
        self.arc_bias = nn.Parameter(torch.zeros(ARC))
        self.arc_root = nn.Parameter(torch.zeros(ARC))
        self.rel_dep, self.rel_head = nn.Linear(hidden, RELATION), nn.Linear(hidden, RELATION)
        self.rel_root = nn.Parameter(torch.zeros(RELATION))
        self.rel = nn.Linear(RELATION, len(DEPREL))
        nn.init.normal_(self.arc, std=0.02), nn.init.normal_(self.arc_root, std=0.1)

    def arcs(self, vectors: torch.Tensor, drop: float = 0.0) -> torch.Tensor:
        """Vectors [rows, tokens, hidden] to scores of heads [rows, tokens, 1 + tokens]; the root is head 0."""
        dep, head = (F.dropout(F.relu(layer(vectors)), drop, self.training) for layer in (self.arc_dep, self.arc_head))
        head = torch.cat([self.arc_root.expand(len(head), 1, -1), head], 1)
        return (dep @ self.arc + self.arc_bias) @ head.transpose(1, 2)

    def relations(self, vectors: torch.Tensor, heads: torch.Tensor, drop: float = 0.0) -> torch.Tensor:
        """Vectors [rows, tokens, hidden] and heads [rows, tokens] (0 is the root) to scores [rows, tokens, relations]."""
        of_head = torch.cat([self.rel_root.expand(len(vectors), 1, -1), self.rel_head(vectors)], 1)
        chosen = of_head.gather(1, heads[..., None].expand(-1, -1, of_head.shape[-1]))
        return self.rel(F.dropout(F.relu(self.rel_dep(vectors) + chosen), drop, self.training))


class Row:
    """A sentence: its pieces, each token's first piece, and what is known of its grammar."""

    __slots__ = ("pieces", "firsts", "tags", "heads", "relations", "sentence", "soft")

    def __init__(self, pieces, firsts, tags, heads, relations, sentence):
        self.pieces, self.firsts, self.tags, self.heads, self.relations, self.sentence = pieces, firsts, tags, heads, relations, sentence
        self.soft = None


def numbered(values: list, of: list[str]) -> list[int]:
    index = {value: number for number, value in enumerate(of)}
    return [index.get(value, IGNORED) if value is not None else IGNORED for value in values]


def tag_rows(sentence: dict) -> np.ndarray:
    """Tokens × tasks; a feature that is unknown, or not among the values, is ignored."""
    columns = [numbered(sentence["upos"], UPOS), numbered(sentence["xpos"], XPOS)]
    complete = sentence.get("complete", True)
    for name, values in FEATURES.items():
        found = [None if feats is None else feats.get(name, "" if complete else None) for feats in sentence["feats"]]
        columns.append(numbered(found, values))
    return np.array(columns, np.int64).T


def rows_of(sentences: list[dict], pieces: Pieces, complete: bool = True) -> list[Row]:
    """Rows of the sentences that fit into one window. `complete`: a feature that is not there is absent, not unknown."""
    rows = []
    for number, sentence in enumerate(sentences):
        ids, firsts = [BEGIN], []
        for token in sentence["tokens"]:
            firsts.append(len(ids))
            ids += pieces.of(token)
        if len(ids) >= LONGEST:
            continue
        heads = [IGNORED if head is None else head for head in sentence["head"]]
        relations = numbered(sentence["deprel"], DEPREL)
        tags = tag_rows(dict(sentence, complete=complete))
        rows.append(Row(ids + [END], firsts, tags, np.array(heads), np.array(relations), number))
    return rows


def load(path: pathlib.Path, pieces: Pieces) -> list[Row]:
    """The rows of a corpus; UniMorph's features are incomplete."""
    return rows_of(read(path), pieces, complete=not path.stem.startswith(("grammar-words", "grammar-mood")))


def places(batch: list[Row]) -> tuple[torch.Tensor, torch.Tensor]:
    """Flat places of first pieces [rows, tokens], padded with 0, and the mask of tokens."""
    length, most = max(bucket(row) for row in batch), max(len(row.firsts) for row in batch)
    found, mask = np.zeros((len(batch), most), np.int64), np.zeros((len(batch), most), bool)
    for number, row in enumerate(batch):
        found[number, : len(row.firsts)] = [number * length + place for place in row.firsts]
        mask[number, : len(row.firsts)] = True
    return torch.from_numpy(found), torch.from_numpy(mask)


def padded(parts: list[np.ndarray], most: int, fill: int) -> torch.Tensor:
    found = np.full((len(parts), most, *parts[0].shape[1:]), fill, parts[0].dtype)
    for number, part in enumerate(parts):
        found[number, : len(part)] = part
    return torch.from_numpy(found)


def shut(scores: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
    """Scores of heads without padding and loops."""
    rows, tokens, _ = scores.shape
    closed = torch.cat([torch.zeros(rows, 1, dtype=torch.bool), ~mask], 1)[:, None, :].expand_as(scores).clone()
    own = torch.arange(tokens)
    closed[:, own, own + 1] = True
    return scores.masked_fill(closed, -1e4)


def loss(grammar: Grammar, vectors: torch.Tensor, batch: list[Row], mask: torch.Tensor, drop: float = 0.2) -> torch.Tensor:
    """Cross-entropy of all that is known, a token's mean by task, summed over the tasks."""
    most = mask.shape[1]
    wanted = padded([row.tags for row in batch], most, IGNORED)
    total = vectors.new_zeros(())
    scores = grammar.tags(F.dropout(vectors, drop, grammar.training))
    words = max(1, int(mask.sum()))
    for task, (start, size) in enumerate(zip(STARTS, SIZES)):
        target = wanted[..., task]
        if (target != IGNORED).any():
            weight = 1.0 if task < 2 else 0.35
            part = F.cross_entropy(scores[..., start : start + size].flatten(0, 1), target.flatten(), ignore_index=IGNORED, reduction="sum")
            total = total + weight * part / words
    heads = padded([row.heads for row in batch], most, IGNORED)
    if (heads != IGNORED).any():
        arcs = shut(grammar.arcs(vectors, drop), mask)
        total = total + F.cross_entropy(arcs.flatten(0, 1), heads.flatten(), ignore_index=IGNORED, reduction="sum") / words
        labels = padded([row.relations for row in batch], most, IGNORED)
        said = grammar.relations(vectors, heads.clamp(min=0), drop)
        total = total + F.cross_entropy(said.flatten(0, 1), labels.flatten(), ignore_index=IGNORED, reduction="sum") / words
    return total


class Tally:
    """Counts of what is right: tags, features (those with heads here), UAS, LAS, on given tokens and sentences."""

    def __init__(self):
        self.right, self.words = np.zeros(5), 0

    def add(self, row: Row, best: np.ndarray, heads: np.ndarray, labels: np.ndarray) -> None:
        """A sentence's labels by task [tokens, tasks], its heads and its relations, each padded or not."""
        size = len(row.firsts)
        same, unknown = best[:size] == row.tags, row.tags == IGNORED
        arc = heads[:size] == row.heads
        self.right += [same[:, 0].sum(), same[:, 1].sum(), (same | unknown)[:, 2:].all(1).sum(), arc.sum(), (arc & (labels[:size] == row.relations)).sum()]
        self.words += size

    def __str__(self) -> str:
        return " ".join(f"{name} {100 * value / self.words:.2f}" for name, value in zip(("upos", "xpos", "feats", "UAS", "LAS"), self.right))


def tree(scores: np.ndarray) -> np.ndarray:
    """The best tree with one root (Chu and Liu, Edmonds): scores [tokens, 1 + tokens] to heads, 0 for the root."""
    size = len(scores) + 1
    whole = np.full((size, size), -np.inf)
    whole[1:] = scores
    np.fill_diagonal(whole, -np.inf)
    best = greedy = whole[1:].argmax(1)
    if (greedy == 0).sum() == 1 and not cycle(np.concatenate([[0], greedy])):
        return best
    chosen, most = None, -np.inf
    roots = np.argsort(-whole[1:, 0])[:5] + 1
    for root in roots:
        one = whole.copy()
        one[1:, 0] = -np.inf
        one[root] = -np.inf
        one[root, 0] = whole[root, 0]
        heads = arborescence(one)
        total = one[np.arange(1, size), heads[1:]].sum()
        if total > most:
            chosen, most = heads[1:], total
    return chosen


def cycle(heads: np.ndarray) -> list[int]:
    """A cycle of a function on nodes, where node 0 is the end of all ways; empty if there is none."""
    state = np.zeros(len(heads), int)
    state[0] = 2
    for start in range(1, len(heads)):
        path, at = [], start
        while state[at] == 0:
            state[at] = 1
            path.append(at)
            at = heads[at]
        if state[at] == 1:
            return path[path.index(at) :]
        state[path] = 2
    return []


def arborescence(scores: np.ndarray) -> np.ndarray:
    """Best heads of nodes 1.. under `scores[node, head]`; node 0 is the root."""
    heads = scores.argmax(1)
    heads[0] = 0
    ring = cycle(heads)
    if not ring:
        return heads
    inside = np.array(ring)
    outside = np.array([n for n in range(len(scores)) if n not in set(ring)])
    loss_of = scores[inside, heads[inside]]
    size = len(outside) + 1
    small = np.full((size, size), -np.inf)
    small[:-1, :-1] = scores[np.ix_(outside, outside)]
    enter = scores[np.ix_(inside, outside)] - loss_of[:, None]
    small[-1, :-1] = enter.max(0)
    into = inside[enter.argmax(0)]
    leave = scores[np.ix_(outside, inside)]
    small[:-1, -1] = leave.max(1)
    out_of = inside[leave.argmax(1)]
    np.fill_diagonal(small, -np.inf)
    solved = arborescence(small)
    found = heads.copy()
    for number, node in enumerate(outside):
        if node:
            found[node] = out_of[number] if solved[number] == size - 1 else outside[solved[number]]
    entry = solved[-1]
    found[into[entry]] = outside[entry]
    return found
