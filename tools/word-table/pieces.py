"""Texts to rows of a table, as `crates/engine/src/understanding/table.rs` reads them."""

import re
import unicodedata

import numpy as np

TOKEN = re.compile(r"[a-z0-9]+|[\u3400-\u9fff]+")


def normal(text):
    """Lower case, no accents, no apostrophes: don't is dont."""
    text = unicodedata.normalize("NFKD", text.lower())
    text = "".join(sign for sign in text if not unicodedata.combining(sign))
    return re.sub("['’‘`]", "", text)


class Pieces:
    """Greedy longest match from the left; inside a Latin word only pieces with ##."""

    def __init__(self, words):
        self.rows = {word: row for row, word in enumerate(words)}
        self.longest = max(len(word) for word in words)

    def rows_of(self, text):
        found = []
        for token in TOKEN.findall(normal(text)):
            latin = token[0] < "\u3000"
            at = 0
            while at < len(token):
                mark = "##" if latin and at else ""
                for to in range(min(len(token), at + self.longest), at, -1):
                    row = self.rows.get(mark + token[at:to])
                    if row is not None:
                        found.append(row)
                        break
                else:
                    to = at + 1
                at = to
        return np.array(found, int)

    def all(self, texts):
        return [self.rows_of(text) for text in texts]
