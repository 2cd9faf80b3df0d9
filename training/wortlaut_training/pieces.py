"""Pieces of tokens, exactly as `crates/encoder` cuts them: each token by itself, so that a form has one answer."""

import json
import pathlib
import unicodedata

from tokenizers import Tokenizer

BEGIN, PAD, END, UNKNOWN = 0, 1, 2, 3
MOST_PIECES = 16
INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\ufeff")) | {0x2010: "-"}
CLOSING = set(".,;:!?)]}…%'’”“»")


def tokenizer_json(pieces: list[str], scores: list[float]) -> str:
    """A unigram model of the `tokenizers` package without normaliser and pre-tokeniser."""
    model = {"type": "Unigram", "unk_id": UNKNOWN, "vocab": list(zip(pieces, scores)), "byte_fallback": False}
    return json.dumps({"version": "1.0", "truncation": None, "padding": None, "added_tokens": [], "normalizer": None,
                       "pre_tokenizer": None, "post_processor": None, "decoder": None, "model": model}, ensure_ascii=False)


class Pieces:
    """Cuts tokens; remembers what it has cut."""

    def __init__(self, path: pathlib.Path):
        self.tokenizer = Tokenizer.from_file(str(path))
        self.vocabulary = self.tokenizer.get_vocab()
        self.known: dict[str, list[int]] = {}

    def of(self, form: str) -> list[int]:
        """1 to 16 piece ids of a token."""
        found = self.known.get(form)
        if found is None:
            text = unicodedata.normalize("NFKC", form).translate(INVISIBLE)
            if not text:
                found = [UNKNOWN]
            elif text in CLOSING and text in self.vocabulary:
                found = [self.vocabulary[text]]
            else:
                found = self.tokenizer.encode("▁" + text, add_special_tokens=False).ids[:MOST_PIECES] or [UNKNOWN]
            self.known[form] = found
        return found
