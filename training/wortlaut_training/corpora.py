"""Annotated corpora in one form: sentences of tokens with two levels of labels, under a convention.

    python -m wortlaut_training.corpora --data ../../shared/data --own ../data/names --binary ../target/release/wortlaut --out WORK

Raw text is cut by the project's own tokenizer (the binary), so that training sees the tokens that annotation will see.
A label covers whole tokens: the token in which a name is only a part ("SPD-Chef") bears `ORGpart` as a whole.
Writes one `NAME.jsonl` a corpus: {"tokens", "labels": {CONVENTION: [outer, inner]}}.
"""

import argparse
import json
import pathlib
import re
import subprocess

TYPES = {"PER": "PER", "ORG": "ORG", "LOC": "LOC", "MISC": "MISC", "OTH": "MISC"}
KINDS = {"": "", ".part": "part", ".derived": "deriv", "deriv": "deriv", "part": "part"}
MARK = re.compile(
    r"\[(?P<own>(?:PER|ORG|LOC|MISC)(?:\.part|\.derived)?|-)(?:/(?P<germeval>(?:PER|ORG|LOC|MISC)(?:\.part|\.derived)?|-))? "
)
SMARTDATA = {"person": "PER", "location": "LOC", "location-city": "LOC", "location-route": "LOC", "location-stop": "LOC",
             "location-street": "LOC", "organization": "ORG", "organization-company": "ORG"}

# What GermEval's own files do with names of some classes, where the annotators of `data/names` followed the guideline's word.
# "?" leaves the tokens out of that convention's loss: GermEval's practice is uneven there.
PRACTICE = [
    (re.compile(r"[Gg]esetz|[a-zß]ordnung\b|GB$|StPO|ZPO|[Pp]reise?s?\b|[Oo]rden\b|[Mm]edaille|Oscar"), "MISC", "?"),
    (re.compile(r"[a-zß]gericht|[Mm]inisterium|[Pp]olizei"), "ORG", "?"),
    (re.compile(r"Olymp|Paralymp|\b(WM|EM)\b|[Mm]eisterschaft|\bOpen\b|Masters|Grand Prix|[Ff]estival|Berlinale"), "MISC", "ORG"),
    (re.compile(r"^(Erde|Mond|Sonne|Merkur|Venus|Mars|Jupiter|Saturn|Uranus|Neptun|Pluto)(e?s|en)?$"), "MISC", "LOC"),
]

Names = list[tuple[int, int, str]]


def practised(text: str, names: Names) -> Names:
    """Names under GermEval's convention as its files would have them."""
    found = []
    for start, end, kind in names:
        for pattern, said, meant in PRACTICE:
            if kind.startswith(said) and pattern.search(text[start:end]):
                kind = meant if meant == "?" else meant + kind[len(said) :]
                break
        found.append((start, end, kind))
    return found


def label(mark: str) -> str:
    """`LOC.derived` → `LOCderiv`."""
    kind, _, suffix = mark.partition(".")
    return TYPES[kind] + KINDS["." + suffix if suffix else ""]


def parse_inline(line: str) -> tuple[str, Names, Names]:
    """Text without marks, and the names under the project's and under GermEval's convention, in code points."""
    text, own, germeval, open_marks, at = [], [], [], [], 0
    length = 0
    while at < len(line):
        mark = MARK.match(line, at)
        if mark:
            open_marks.append((length, mark["own"], mark["germeval"] or mark["own"]))
            at = mark.end()
            continue
        if line[at] == "[":
            open_marks.append(None)
        elif line[at] == "]" and open_marks:
            opened = open_marks.pop()
            if opened is not None:
                start, mine, theirs = opened
                for names, kind in ((own, mine), (germeval, theirs)):
                    if kind != "-":
                        names.append((start, length, label(kind)))
                at += 1
                continue
        text.append(line[at])
        length += 1
        at += 1
    return "".join(text), own, germeval


def levels(tokens: list[tuple[int, int]], names: Names) -> tuple[list[str], list[str]]:
    """BIO labels of the outermost names and of those right within them."""
    outer, inner = ["O"] * len(tokens), ["O"] * len(tokens)
    taken: list[int] = [0] * len(tokens)
    for start, end, kind in sorted(names, key=lambda name: (name[0], -name[1])):
        within = [i for i, (a, b) in enumerate(tokens) if a < end and b > start]
        if not within:
            continue
        first, last = tokens[within[0]], tokens[within[-1]]
        cut_off = start > first[0] + 1 or last[1] - end > 2
        if cut_off and not kind.endswith(("part", "deriv", "?")):
            kind += "part"
        level = max(taken[i] for i in within)
        if level > 1:
            continue
        row = inner if level else outer
        for i in within:
            row[i] = "?" if kind == "?" else ("B-" if i == within[0] else "I-") + kind
            taken[i] = level + 1
    return outer, inner


def cut(binary: pathlib.Path, texts: list[str]) -> list[tuple[list[list[tuple[int, int]]], list[list[str]]]]:
    """Tokens of texts, by the binary: a list of sentences of (start, end) each, and their forms."""
    lines = "".join(json.dumps({"id": str(i), "text": text}) + "\n" for i, text in enumerate(texts))
    done = subprocess.run([binary, "annotate", "-", "--format", "jsonl", "--pipeline", "fast", "--quiet"], input=lines.encode(),
                          capture_output=True, check=False)
    records = {r["id"]: r for r in map(json.loads, done.stdout.decode().splitlines())}
    found = []
    for index, text in enumerate(texts):
        record = records.get(str(index))
        if record is None:
            raise SystemExit(f"not tokenised: {text[:60]} ({done.stderr.decode()[:300]})")
        spans = [[(t["start"], t["end"]) for t in record["tokens"][s["first_token"] : s["end_token"]]] for s in record["sentences"]]
        forms = [[t["form"] for t in record["tokens"][s["first_token"] : s["end_token"]]] for s in record["sentences"]]
        found.append((spans, forms))
    return found


def inline(paths: list[pathlib.Path], binary: pathlib.Path, double: bool) -> list[dict]:
    """Sentences with inline marks; `double` where both conventions were annotated."""
    parsed = [parse_inline(line.rstrip("\n").rsplit("\t", 1)[0]) for path in paths for line in path.open(encoding="utf8")
              if line.strip() and not line.startswith("#")]
    rows = []
    for (text, own, germeval), (spans, forms) in zip(parsed, cut(binary, [text for text, _, _ in parsed])):
        tokens = [span for sentence in spans for span in sentence]
        labels = {"project": levels(tokens, own)}
        if double:
            labels["germeval"] = levels(tokens, practised(text, germeval))
        rows.append({"tokens": [form for sentence in forms for form in sentence], "labels": labels})
    return rows


def occurrence(text: str, at: str, trim: str | None) -> tuple[int, int]:
    """`surface#n`, as gold-format.md defines it."""
    surface, _, number = at.rpartition("#")
    place = -1
    for _ in range(int(number)):
        place = text.index(surface, place + 1)
    start, end = place, place + len(surface)
    if trim:
        start = place + surface.rindex(trim)
        end = start + len(trim)
    return start, end


def gold(folder: pathlib.Path, binary: pathlib.Path) -> list[dict]:
    """Gold documents, a row a sentence."""
    documents = [json.loads(path.read_text(encoding="utf8")) for path in sorted(folder.glob("*.json"))]
    rows = []
    for document, (spans, forms) in zip(documents, cut(binary, [d["text"] for d in documents])):
        names: Names = []
        for entity in document["entities"]:
            for mention in entity["mentions"]:
                kind = {"name": "", "part": "part", "derived": "deriv"}.get(mention["kind"])
                if kind is not None:
                    names.append((*occurrence(document["text"], mention["at"], mention.get("trim")), TYPES[entity["type"]] + kind))
        for tokens, words in zip(spans, forms):
            low, high = tokens[0][0], tokens[-1][1]
            inside = [name for name in names if name[0] < high and name[1] > low]
            rows.append({"tokens": words, "labels": {"project": levels(tokens, inside)}})
    return rows


def germeval(path: pathlib.Path) -> list[dict]:
    """GermEval's four columns."""
    rows, tokens, outer, inner = [], [], [], []

    def flush() -> None:
        if tokens:
            rows.append({"tokens": tokens[:], "labels": {"germeval": (repaired(outer), repaired(inner))}})
            tokens.clear(), outer.clear(), inner.clear()

    for line in path.open(encoding="utf8"):
        line = line.rstrip("\n")
        if not line.strip():
            flush()
        elif not line.startswith("#\t"):
            _, form, first, second = line.split("\t")[:4]
            tokens.append(form), outer.append(first), inner.append(second)
    flush()
    return rows


def repaired(tags: list[str]) -> list[str]:
    """OTH becomes MISC; an I- without its B- becomes one."""
    out, before = [], "O"
    for tag in tags:
        tag = tag.replace("OTH", "MISC")
        if tag.startswith("I-") and (before == "O" or before[2:] != tag[2:]):
            tag = "B-" + tag[2:]
        out.append(tag)
        before = tag
    return out


def mobie(path: pathlib.Path) -> list[dict]:
    """MobIE's columns, persons, places and organisations alone."""
    rows, tokens, tags = [], [], []
    for line in [*path.open(encoding="utf8"), "\n"]:
        fields = line.split()
        if fields and not line.startswith("-DOCSTART-") and len(fields) >= 4:
            tokens.append(fields[0])
            kind = SMARTDATA.get(fields[-1][2:].lower())
            tags.append(fields[-1][:2] + kind if kind else "O")
        elif tokens:
            rows.append({"tokens": tokens, "labels": {"mobie": (repaired(tags), ["O"] * len(tags))}})
            tokens, tags = [], []
    return [row for row in rows if len(row["tokens"]) > 3]


def smartdata(path: pathlib.Path, binary: pathlib.Path) -> list[dict]:
    """SmartData's documents; its own convention, for it tags country adjectives as places."""
    documents = [json.loads(line) for line in path.open(encoding="utf8")]
    rows = []
    for document, (spans, forms) in zip(documents, cut(binary, [d["text"] for d in documents])):
        names = [(start, end, SMARTDATA[kind]) for start, end, kind, *_ in document["entities"] if kind in SMARTDATA]
        for tokens, words in zip(spans, forms):
            low, high = tokens[0][0], tokens[-1][1]
            inside = [name for name in names if name[0] < high and name[1] > low]
            rows.append({"tokens": words, "labels": {"smartdata": levels(tokens, inside)}})
    return rows


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    for name in ("data", "own", "binary", "out"):
        arguments.add_argument("--" + name, type=pathlib.Path, required=True)
    arguments.add_argument("--only", nargs="*", default=[])
    given = arguments.parse_args()
    ner, binary = given.data / "ner", given.binary.resolve()
    makers = {
        "germeval-dev": lambda: germeval(ner / "germeval14-dev.tsv"),
        "germeval-test-a": lambda: germeval(ner / "germeval14-test-a.tsv"),
        "project": lambda: inline(sorted(ner.glob("project-names-*.txt")), binary, double=False),
        "own": lambda: inline(sorted({*given.own.glob("*.txt")} - {*given.own.glob("hard-*.txt")}), binary, double=True),
        "hard": lambda: inline(sorted(given.own.glob("hard-*.txt")), binary, double=True),
        "gold-train": lambda: gold(given.data / "gold-train", binary),
        "gold-dev": lambda: gold(given.data / "gold-dev", binary),
        "mobie": lambda: mobie(ner / "mobie-train.conll2003"),
        "smartdata": lambda: smartdata(given.data / "relations/smartdata-train.jsonl", binary),
    }
    for name, maker in makers.items():
        if given.only and name not in given.only:
            continue
        rows = maker()
        with (given.out / f"{name}.jsonl").open("w", encoding="utf8") as out:
            out.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        names = sum(tag.startswith("B-") for row in rows for pair in row["labels"].values() for tag in pair[0])
        print(f"{name}: {len(rows)} sentences, {sum(len(row['tokens']) for row in rows)} tokens, {names} outer names", flush=True)


if __name__ == "__main__":
    main()
