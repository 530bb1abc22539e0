"""Builds www/tables/en.bin: `python build_en.py GOEMOTIONS.jsonl`."""

import pathlib
import re
import sys

import numpy as np

import fit
import pack
import teacher
import text_en
from pieces import Pieces

DIMENSIONS = 192
WORDS, PARTS = 20500, 4500
SHARE = 0.5  # best of 0.3 to 0.6 on rows held out from training data
OUT = pathlib.Path(__file__).parents[2] / "www/tables"
CONTRACTIONS = (
    "don't can't what's i'm i've i'd i'll you're it's isn't doesn't didn't wasn't won't couldn't "
    "wouldn't haven't hasn't aren't there's that's let's how's where's who's shouldn't they're "
    "we're you've we've he's she's weren't"
).split()


def words():
    """The teacher's most frequent words and pieces, and contractions without their apostrophe.

    Gives each as the table spells it, as the teacher is asked, and its rank by frequency.
    """
    latin = [word for word in teacher.vocabulary() if re.fullmatch("(##)?[a-z0-9]+", word)]
    ranked = [
        (word, word.removeprefix("##"), rank)
        for rank, word in enumerate(latin)
        if not re.search(r"\d", word) or len(word.removeprefix("##")) <= 2
    ]
    whole = [entry for entry in ranked if not entry[0].startswith("##")][:WORDS]
    parts = [entry for entry in ranked if entry[0].startswith("##")][:PARTS]
    known = {entry[0] for entry in whole}
    short = [(word.replace("'", ""), word, 3000) for word in CONTRACTIONS]
    return whole + parts + [entry for entry in short if entry[0] not in known]


def main(goemotions):
    entries = words()
    names = [entry[0] for entry in entries]
    ranks = np.array([entry[2] for entry in entries])
    alone = teacher.encode([entry[1] for entry in entries], "words-en")
    texts = text_en.corpus(goemotions)
    whole = teacher.encode(texts, "texts-en")
    mean, directions = fit.basis(whole, DIMENSIONS)
    np.savez(teacher.CACHE / "basis.npz", mean=mean, directions=directions)
    start = (alone - alone.mean(0)) @ directions
    rarity = np.log(1 + ranks)
    targets = np.vstack([fit.unit((whole - mean) @ directions), fit.unit(start)])
    bags = Pieces(names).all(texts) + [np.array([row]) for row in range(len(names))]
    rows = fit.fit(bags, targets, start * (rarity / rarity.mean())[:, None], np.ones(len(bags)), 6)
    np.save(teacher.CACHE / "rows-en.npy", rows)
    OUT.mkdir(exist_ok=True)
    pack.write(OUT / "en.bin", names, *pack.quantise(rows, (10 + ranks) ** -0.5), SHARE)


main(pathlib.Path(sys.argv[1]))
