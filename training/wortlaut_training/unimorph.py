"""UniMorph's tags, as the shared tasks of 2018 and 2019 put them on GSD, to universal ones.

The tags of a word come in any order. Both years drop what UniMorph has no name for, and their source is an older GSD, so
only what is stated is taken over: a feature that is not there is not known to be absent. The years differ in little: 2018
marks punctuation and foreign words and keeps both genders of an article ("MASC;NEUT").
"""

PARTS = {"N": "NOUN", "PROPN": "PROPN", "ADJ": "ADJ", "ADP": "ADP", "ADV": "ADV", "NUM": "NUM", "PART": "PART", "DET": "DET",
         "PUNCT": "PUNCT", "AUX": "AUX", "X": "X"}
FEATURES = {"NOM": ("Case", "Nom"), "ACC": ("Case", "Acc"), "DAT": ("Case", "Dat"), "GEN": ("Case", "Gen"),
            "SG": ("Number", "Sing"), "PL": ("Number", "Plur"),
            "MASC": ("Gender", "Masc"), "FEM": ("Gender", "Fem"), "NEUT": ("Gender", "Neut"),
            "DEF": ("Definite", "Def"), "INDF": ("Definite", "Ind"), "CMPR": ("Degree", "Cmp"), "SPRL": ("Degree", "Sup"),
            "1": ("Person", "1"), "2": ("Person", "2"), "3": ("Person", "3"),
            "FIN": ("VerbForm", "Fin"), "NFIN": ("VerbForm", "Inf"), "V.PTCP": ("VerbForm", "Part"),
            "PRS": ("Tense", "Pres"), "PST": ("Tense", "Past"), "SBJV": ("Mood", "Sub"), "IMP": ("Mood", "Imp"),
            "REFL": ("Reflex", "Yes"), "FORM": ("Polite", "Form"), "INFM": ("Polite", "Infm")}
# Verbs that today's GSD calls auxiliaries where they are used as such; the tags do not tell.
MAYBE_AUXILIARY = {"sein", "haben", "werden", "können", "müssen", "sollen", "wollen", "dürfen", "mögen"}


def to_ud(form: str, lemma: str, tags: str) -> tuple[str | None, dict[str, str] | None]:
    """The part of speech, where the tags tell it as today's GSD would, and the features that are stated."""
    given = tags.split(";")
    upos = next((PARTS[tag] for tag in given if tag in PARTS), None)
    if "V" in given or "AUX" in given:
        upos = None if lemma in MAYBE_AUXILIARY else "VERB"
    if not any(tag != "_" for tag in given):
        return ("PUNCT" if not any(c.isalnum() for c in form) else None), None
    found: dict[str, str] = {}
    doubled = set()
    for tag in given:
        if tag == "IND" and "FIN" in given:
            name, value = "Mood", "Ind"
        elif tag in FEATURES:
            name, value = FEATURES[tag]
        else:
            continue
        if name in found and found[name] != value:
            doubled.add(name)
        found[name] = value
    for name in doubled:
        del found[name]
    if "V.PTCP" in given:
        found.pop("Tense", None)
    return upos, found
