"""Collects all corpora with grammar as lines of JSON: WORK/grammar-NAME.jsonl.

    python -m wortlaut_training.treebanks --data DATA --out WORK --binary ../target/release/wortlaut [--fold 0 --folds 5]

A sentence has `tokens` (surface tokens: a contraction such as "im" is one) and, each as long as they are, `upos`, `xpos`,
`feats` (name to value), `head` (1-based, 0 for the root) and `deprel`; `null` is "not known". Where a corpus is older than
today's UD German, or annotated otherwise, what cannot be trusted is `null`.

Of GSD's dev and test files the sentences `fold`, `fold + folds`, … are held out: they become `grammar-held.jsonl` and `held.conllu`, and no
sentence with the same tokens stays in another file.
"""

import argparse
import itertools
import json
import lzma
import pathlib
import random
from collections import Counter, defaultdict

from . import unimorph
from .corpora import cut
from .grammar import FEATURES

# Relations of older versions of UD, and those that GSD no longer has.
TODAY = {"dobj": "obj", "nsubjpass": "nsubj:pass", "csubjpass": "csubj:pass", "auxpass": "aux:pass", "mwe": "fixed", "name": "flat",
         "neg": "advmod", "iobj": "obl:arg", "flat:name": "flat", "nmod:poss": "nmod", "acl:relcl": "acl", "obl:tmod": "obl",
         "foreign": "flat", "remnant": "orphan"}
# Tags of EmpiriST that STTS as GSD uses it has not.
STTS = {"PTKMA": "ADV", "PTKIFG": "ADV", "PTKMWL": "ADV", "HST": "NN", "URL": "XY", "ADR": "NE", "AKW": "ITJ", "ONO": "ITJ",
        "EMOASC": "XY", "EMOIMG": "XY", "EML": "XY"}
CONTRACTIONS = {"im", "am", "zum", "zur", "vom", "beim", "ins", "ans", "aufs", "ums", "fürs", "durchs", "übers", "unters", "hinters",
                "vors", "überm", "unterm", "hinterm", "vorm", "übern", "untern", "hintern", "außerm"}
# Values of other languages' relations that German treebanks lack are cut to the universal relation.
SUBTYPES = {"aux:pass", "nsubj:pass", "csubj:pass", "compound:prt", "det:poss", "expl:pv", "obl:agent", "obl:arg", "nsubj:outer"}


def blocks(text: str):
    """The word lines of each sentence of a CoNLL-U file, split into fields, with its comments."""
    for block in text.split("\n\n"):
        lines = [line for line in block.split("\n") if line]
        if lines:
            yield [line for line in lines if line[0] == "#"], [line.split("\t") for line in lines if line[0] != "#"]


def feats(text: str) -> dict[str, str]:
    """CoNLL-U's features."""
    return dict(pair.split("=") for pair in text.split("|")) if text != "_" else {}


def collapsed(fields: list[list[str]]) -> dict:
    """A sentence by surface tokens: a multiword token takes the place of its words, with the grammar of the first."""
    span, owner, tokens, spaces = {}, {}, [], []
    for word in fields:
        if "-" in word[0]:
            first, last = map(int, word[0].split("-"))
            span.update(dict.fromkeys(range(first, last + 1), (first, word)))
    for word in fields:
        if "-" in word[0] or "." in word[0]:
            continue
        number = int(word[0])
        first, whole = span.get(number, (number, word))
        if number == first:
            tokens.append((word, whole))
            spaces.append("SpaceAfter=No" not in whole[9])
        owner[number] = len(tokens)
    sentence = {"tokens": [whole[1] for _, whole in tokens], "space": spaces}
    contracted = [whole is not word for word, whole in tokens]
    sentence["upos"] = [word[3] for word, _ in tokens]
    sentence["xpos"] = ["APPRART" if both and whole[1].lower() in CONTRACTIONS else word[4] for (word, whole), both in zip(tokens, contracted)]
    sentence["feats"] = [{} if both else feats(word[5]) for (word, _), both in zip(tokens, contracted)]
    sentence["lemma"] = [word[2] for word, _ in tokens]
    sentence["head"] = [owner.get(int(word[6]), 0) if word[6].isdigit() else None for word, _ in tokens]
    sentence["deprel"] = [word[7] for word, _ in tokens]
    return sentence


def is_tree(sentence: dict) -> bool:
    """Whether every token reaches the one root."""
    heads = sentence["head"]
    if None in heads or heads.count(0) != 1:
        return False
    for start in range(len(heads)):
        at, steps = start, 0
        while heads[at] and steps <= len(heads):
            at, steps = heads[at] - 1, steps + 1
        if heads[at]:
            return False
    return True


def older(sentence: dict) -> dict:
    """An older annotation: relations under today's names, features and parts of speech left out where usage has changed."""
    sentence["deprel"] = [TODAY.get(label, label) for label in sentence["deprel"]]
    sentence["feats"] = [None] * len(sentence["tokens"])
    sentence["upos"] = [tag if tag not in {"VERB", "AUX", "PRON", "DET"} else None for tag in sentence["upos"]]
    sentence["upos"] = ["SCONJ" if tag == "CONJ" and label == "mark" else "CCONJ" if tag == "CONJ" else tag
                        for tag, label in zip(sentence["upos"], sentence["deprel"])]
    return sentence


def foreign(sentence: dict) -> dict:
    """A sentence of a related language: universal tags and relations alone."""
    sentence["deprel"] = [label if label in SUBTYPES else label.split(":")[0] for label in sentence["deprel"]]
    sentence["deprel"] = ["obl:arg" if label == "iobj" else label for label in sentence["deprel"]]
    sentence["xpos"], sentence["feats"] = ([None] * len(sentence["tokens"]) for _ in range(2))
    return sentence


def joined(sentence: dict) -> dict | None:
    """The sentence with hyphen compounds as one token each, as STTS and EmpiriST have them; nothing if it has none."""
    tokens, spaces = sentence["tokens"], sentence["space"]
    group, at = [], 0
    while at < len(tokens):
        end = at
        while end + 2 < len(tokens) and tokens[end + 1] == "-" and not spaces[end] and not spaces[end + 1] and tokens[end][-1].isalnum() and tokens[end + 2][0].isalnum():
            end += 2
        group.append((at, end))
        at = end + 1
    if len(group) == len(tokens):
        return None
    kept, place = [], {}
    for number, (start, end) in enumerate(group):
        inside = range(start + 1, end + 2)
        out = [n for n in inside if sentence["head"][n - 1] not in inside]
        if len(out) != 1:
            return None
        kept.append(out[0] - 1)
        place.update(dict.fromkeys(inside, number + 1))
    new = {key: [sentence[key][n] for n in kept] for key in ("upos", "xpos", "feats", "lemma", "deprel")}
    new["tokens"] = ["".join(tokens[start : end + 1]) for start, end in group]
    new["space"] = [spaces[end] for _, end in group]
    new["head"] = [place.get(sentence["head"][n], 0) for n in kept]
    return new


def unimorph_sentences(path: pathlib.Path):
    """GSD's train sentences in UniMorph's tags: no trees, and features where given."""
    lines = path.read_text("utf8").split("\n\n")
    for block in lines:
        rows = [line.split("\t") for line in block.split("\n") if line and not line.startswith("# src")]
        rows = [row for row in rows if len(row) == 3]
        if rows:
            sentence = {"tokens": [row[0] for row in rows], "lemma": [row[1] for row in rows]}
            pairs = [unimorph.to_ud(form, lemma, tags) for form, lemma, tags in rows]
            sentence["upos"], sentence["feats"] = [upos for upos, _ in pairs], [found for _, found in pairs]
            size = len(rows)
            sentence["xpos"], sentence["head"], sentence["deprel"] = [None] * size, [None] * size, [None] * size
            yield sentence


def contracted(sentence: dict) -> dict:
    """UniMorph's sentences have "in dem" for every "im": put together again, which is right more often than not."""
    pairs = {("in", "dem"): "im", ("an", "dem"): "am", ("zu", "dem"): "zum", ("zu", "der"): "zur", ("von", "dem"): "vom", ("bei", "dem"): "beim", ("in", "das"): "ins"}
    kept, tokens = [], []
    for number, form in enumerate(sentence["tokens"]):
        before = sentence["tokens"][number - 1] if number else ""
        whole = pairs.get((before.lower(), form))
        # A relative pronoun stands apart: "das Haus, in dem sie wohnt".
        if whole and kept and kept[-1] == number - 1 and sentence["upos"][number] != "PRON":
            tokens[-1] = whole.capitalize() if before[0].isupper() else whole
            continue
        kept.append(number)
        tokens.append(form)
    new = {key: [sentence[key][n] for n in kept] for key in ("upos", "xpos", "feats", "lemma", "head", "deprel")}
    new["tokens"] = tokens
    for number, form in enumerate(tokens):
        if form.lower() in CONTRACTIONS and form != sentence["tokens"][kept[number]]:
            new["upos"][number], new["xpos"][number], new["feats"][number] = "ADP", "APPRART", {}
    return new


def empirist(path: pathlib.Path):
    """Web and chat texts: STTS tags."""
    size = lambda tokens: [None] * len(tokens)
    for block in path.read_text("utf8").split("<s>")[1:]:
        rows = [line.split("\t") for line in block.split("</s>")[0].split("\n") if "\t" in line]
        if rows:
            tokens = [row[0] for row in rows]
            tags = [STTS.get(row[1], row[1]) for row in rows]
            tags = [tag if tag not in {"DM", "VVPPER", "VAPPER", "VMPPER", "PPERPPER", "KOUSPPER", "ADVART"} else None for tag in tags]
            yield {"tokens": tokens, "upos": size(rows), "xpos": tags, "feats": size(rows), "head": size(rows), "deprel": size(rows),
                   "lemma": [row[6] if len(row) > 6 else None for row in rows]}


def moods(path: pathlib.Path, binary: pathlib.Path) -> list[dict]:
    """The project's sentences with the mood of all finite verbs (data/grammar/README.md): whatever else is in them is not finite.
    Imperatives also have their STTS tag, polite ones ("Melden Sie sich") too, as in EmpiriST."""
    blocks = [block.strip().split("\n") for block in path.read_text("utf8").split("\n\n") if block.strip()]
    texts = [next(line[9:] for line in lines if line.startswith("# text = ")) for lines in blocks]
    found = []
    for lines, (_, sentences) in zip(blocks, cut(binary, texts)):
        verbs, tags = {}, {}
        for form, occurrence, mood, tense, person, number, lemma in (line.split("\t") for line in lines if not line.startswith("#")):
            stated = {"Mood": mood, "Tense": tense, "Person": person, "Number": number, "VerbForm": "Fin"}
            verbs[form, int(occurrence)] = {name: value for name, value in stated.items() if value != "_"}
            if mood == "Imp":
                # An imperative without number has none: that is known.
                verbs[form, int(occurrence)].setdefault("Number", "")
                tags[form, int(occurrence)] = "VAIMP" if lemma in {"sein", "haben", "werden"} else "VVIMP"
        seen = Counter()
        for tokens in sentences:
            places, xpos = [], []
            for form in tokens:
                seen[form] += 1
                places.append(verbs.get((form, seen[form]), {"Mood": ""}))
                xpos.append(tags.get((form, seen[form])))
            none = [None] * len(tokens)
            found.append({"tokens": tokens, "upos": none, "xpos": xpos, "feats": places, "head": none, "deprel": none, "lemma": none})
    return found


def usual(sentences: list[dict]) -> dict[str, set[str]]:
    """The features that today's GSD gives to at least one in twenty words of a part of speech."""
    words, with_feature = Counter(), defaultdict(Counter)
    for sentence in sentences:
        for upos, found in zip(sentence["upos"], sentence["feats"]):
            words[upos] += 1
            with_feature[upos].update(found.keys())
    return {upos: {name for name, count in with_feature[upos].items() if count * 20 >= total} for upos, total in words.items()}


# Imperatives, of which GSD has a handful; the polite one has no number.
IMPERATIVES = [f"{upos}\t{xpos}\tMood=Imp{number}|Person=2|VerbForm=Fin" for upos, xpos in (("VERB", "VVIMP"), ("AUX", "VAIMP"), ("VERB", "VAIMP"))
               for number in ("", "|Number=Sing", "|Number=Plur")]

# Tags whose words inflect regularly: what some of them are seen with, all may have.
REGULAR = {"NN", "NE", "ADJA", "VVFIN", "VAFIN", "VMFIN", "ART", "PPOSAT", "PIAT", "PDAT"}


def analyses(sentences: list[dict]) -> list[str]:
    """The combinations of upos, xpos and features that occur; for regular tags also those between them."""
    seen = Counter()
    for sentence in sentences:
        for upos, xpos, found in zip(sentence["upos"], sentence["xpos"], sentence["feats"]):
            found = {name: value for name, value in found.items() if value in FEATURES.get(name, ())}
            seen[upos, xpos, tuple(sorted(found.items()))] += 1
    signatures = defaultdict(lambda: defaultdict(Counter))
    for (upos, xpos, found), count in seen.items():
        for name, value in found:
            signatures[upos, xpos, tuple(name for name, _ in found)][name][value] += count
    for (upos, xpos, names), values in signatures.items():
        if xpos in REGULAR and sum(values[names[0]].values()) >= 5:
            for product in itertools.product(*([value for value, count in values[name].items() if count > 1] for name in names)):
                seen.setdefault((upos, xpos, tuple(zip(names, product))), 0)
    return sorted(f"{upos}\t{xpos}\t{'|'.join(f'{n}={v}' for n, v in found) or '_'}" for upos, xpos, found in seen)


def write(path: pathlib.Path, sentences: list[dict], shut: set[tuple[str, ...]]) -> None:
    """Writes what is not shut out."""
    kept = [sentence for sentence in sentences if tuple(sentence["tokens"]) not in shut]
    path.write_text("".join(json.dumps(sentence, ensure_ascii=False) + "\n" for sentence in kept), "utf8")
    print(f"{path.name}: {len(kept)} sentences, {sum(len(s['tokens']) for s in kept)} tokens")


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--data", type=pathlib.Path, required=True)
    arguments.add_argument("--out", type=pathlib.Path, required=True)
    arguments.add_argument("--own", type=pathlib.Path, default=pathlib.Path("../data/grammar"))
    arguments.add_argument("--binary", type=pathlib.Path, help="cuts the project's own sentences; left out without it")
    arguments.add_argument("--fold", type=int, default=0)
    arguments.add_argument("--folds", type=int, default=5, help="0: hold nothing out")
    given = arguments.parse_args()
    chance, folder = random.Random(1), given.data / "syntax"
    whole = [(folder / f"de_gsd-ud-{part}.conllu").read_text("utf8") for part in ("dev", "test")]
    gsd = [collapsed(fields) for text in whole for _, fields in blocks(text)]
    is_held = lambda number: given.folds and number % given.folds == given.fold
    held = [sentence for number, sentence in enumerate(gsd) if is_held(number)]
    gold = [sentence for number, sentence in enumerate(gsd) if not is_held(number)]
    # Held-out sentences are shut out as tokens and with their contractions taken apart.
    shut = {tuple(sentence["tokens"]) for sentence in held} | {tuple(contracted(sentence)["tokens"]) for sentence in held}
    write(given.out / "grammar-held.jsonl", held, set())
    texts = [block for text in whole for block in text.strip().split("\n\n")]
    (given.out / "held.conllu").write_text("".join(block + "\n\n" for number, block in enumerate(texts) if is_held(number)), "utf8")
    compounds = [new for sentence in gold if (new := joined(sentence)) and chance.random() < 0.5]
    write(given.out / "grammar-gsd.jsonl", gold + compounds, shut)
    news = [older(collapsed(fields)) for _, fields in blocks((folder / "gsd_train_from_parseme.conllu").read_text("utf8"))]
    examples = [older(collapsed(fields)) for comments, fields in blocks((folder / "de-examples-gsd-hdt.conllu").read_text("utf8"))
                if not any("hdt" in comment for comment in comments)]
    write(given.out / "grammar-older.jsonl", [s for s in news + examples if is_tree(s)], shut)
    (given.out / "analyses.txt").write_text("\n".join(sorted({*analyses(gold), *IMPERATIVES})), "utf8")
    common = usual(gold)
    words = [contracted(sentence) for sentence in unimorph_sentences(folder / "gsd_train_subset_um.tsv")]
    for sentence in words:
        sentence["feats"] = [None if found is None else {k: v for k, v in found.items() if upos is None or k in common.get(upos, ())}
                             for upos, found in zip(sentence["upos"], sentence["feats"])]
    write(given.out / "grammar-words.jsonl", words, shut)
    write(given.out / "grammar-web.jsonl", list(empirist(given.data / "segment" / "empirist-train.vrt")), shut)
    for name, file in (("own", "trees.conllu"), ("corrected", "trees-gsd.conllu")):
        own = [collapsed(fields) for _, fields in blocks((given.own / file).read_text("utf8"))]
        write(given.out / f"grammar-{name}.jsonl", own, shut)
    if given.binary:
        write(given.out / "grammar-mood.jsonl", moods(given.own / "mood-train.tsv", given.binary.resolve()), shut)
    related = []
    for path in sorted((folder / "germanic").glob("*.xz")):
        with lzma.open(path, "rt", encoding="utf8") as text:
            related += [foreign(collapsed(fields)) for _, fields in blocks(text.read())]
    write(given.out / "grammar-germanic.jsonl", [s for s in related if is_tree(s) and len(s["tokens"]) < 80], shut)


if __name__ == "__main__":
    main()
