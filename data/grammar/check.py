"""Checks the mood files of this folder: `python3 check.py` (standard library only).

Every form has to occur as often as its number says, every field has to hold a value of the format, verbs stand in the
order of the text, and no sentence may stand twice, within a file or across the files. Prints counts, exits 1 on faults.
"""

import re
import sys
from collections import Counter
from pathlib import Path

FILES = ("mood-test.tsv", "mood-fresh.tsv", "mood-dev.tsv", "mood-train.tsv")
# A word: letters and digits, with hyphens and apostrophes inside. The same definition counts the occurrences.
WORD = re.compile(r"[^\W_](?:[\w'’-]*[\w’])?")
TENSES = {"Ind": {"Pres", "Past"}, "Sub": {"Pres", "Past"}, "Imp": {"_"}}


def blocks(path):
    """Yields (line number, text, rows) of each block; a row is (line number, fields)."""
    number, text, rows, start = 0, None, [], 0
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        if line.startswith("# text = "):
            start, text, rows = number, line[len("# text = "):], []
        elif line:
            rows.append((number, line.split("\t")))
        elif text is not None:
            yield start, text, rows
            text = None


def field_faults(fields):
    """Yields what is wrong with one verb's fields, apart from where it stands in the text."""
    if len(fields) != 7:
        yield f"{len(fields)} fields, expected 7"
        return
    form, occurrence, mood, tense, person, number, lemma = fields
    if not occurrence.isdigit() or int(occurrence) < 1:
        yield f"occurrence `{occurrence}`"
    if mood not in TENSES:
        yield f"mood `{mood}`"
    elif tense not in TENSES[mood]:
        yield f"tense `{tense}` with mood `{mood}`"
    if person not in ("1", "2", "3"):
        yield f"person `{person}`"
    # The polite imperative ("Melden Sie sich") bears no number in UD German GSD.
    if number not in ("Sing", "Plur") and not (mood == "Imp" and number == "_"):
        yield f"number `{number}`"
    if mood == "Imp" and person != "2":
        yield "imperative that is not second person"
    if not re.fullmatch(r"[a-zäöüß]+(en|n|un|ern|eln|ein|tun)", lemma):
        yield f"lemma `{lemma}` is no infinitive"


def block_faults(text, rows):
    """Yields (line offset or None, fault) for one block."""
    words = [match.group() for match in WORD.finditer(text)]
    if not rows:
        yield None, "block without a verb"
    if text != text.strip() or "  " in text or text[-1:] not in ".!?“":
        yield None, "text with stray blanks or without a final mark"
    last = -1
    for line, fields in rows:
        faults = list(field_faults(fields))
        yield from ((line, fault) for fault in faults)
        if faults:
            continue
        places = [index for index, word in enumerate(words) if word == fields[0]]
        if int(fields[1]) > len(places):
            yield line, f"`{fields[0]}` occurs {len(places)} times, number {fields[1]} asked for"
        elif places[int(fields[1]) - 1] <= last:
            yield line, f"`{fields[0]}` is out of order or given twice"
        else:
            last = places[int(fields[1]) - 1]


def main():
    folder, seen, faulty = Path(__file__).parent, {}, False
    for name in FILES:
        count, moods, lemmas = 0, Counter(), set()
        for start, text, rows in blocks(folder / name):
            count += 1
            faults = list(block_faults(text, rows))
            key = " ".join(WORD.findall(text.lower()))
            if key in seen:
                faults.append((None, f"sentence stands already at {seen[key]}"))
            seen[key] = f"{name}:{start}"
            for line, fault in faults:
                faulty = True
                print(f"{name}:{line or start}: {fault}")
            for _, fields in rows:
                if len(fields) == 7:
                    moods[f"{fields[2]} {fields[3]}"] += 1
                    lemmas.add(fields[6])
        counts = ", ".join(f"{mood} {moods[mood]}" for mood in sorted(moods))
        print(f"{name}: {count} sentences, {sum(moods.values())} verbs ({counts}), {len(lemmas)} lemmas")
    return 1 if faulty else 0


if __name__ == "__main__":
    sys.exit(main())
