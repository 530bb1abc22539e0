"""English text that may ship, and English-Chinese pairs of it; README.md names the licences."""

import json
import pathlib
import random
import re

import teacher

HERE = pathlib.Path(__file__).parent
SOURCES = HERE / "sources"
DICT = SOURCES / "wordnet/package/dict"
WORD = re.compile("[a-z]{2,}")


def ranks():
    """The teacher's whole words, by frequency from 0."""
    words = [word for word in teacher.vocabulary() if WORD.fullmatch(word)]
    return {word: rank for rank, word in enumerate(words)}


def part_of_speech(name, ranks, most):
    """The words that WordNet knows as one part of speech, the frequent first."""
    found = set()
    for line in (DICT / f"index.{name}").read_text(encoding="latin1").splitlines():
        word = line.split(" ", 1)[0]
        if ranks.get(word, most) < most:
            found.add(word)
    return sorted(found, key=ranks.get)


def comments(path):
    """GoEmotions: comments, without their marks for names."""
    for line in path.read_text(encoding="utf8").splitlines():
        text = re.sub(r"\[(NAME|RELIGION)\]", "", json.loads(line)["text"])
        if 3 <= len(text.split()) <= 24:
            yield text


def definitions(ranks):
    """WordNet: examples, and words with their definitions."""
    for name in ("noun", "verb", "adj", "adv"):
        for line in (DICT / f"data.{name}").read_text(encoding="latin1").splitlines():
            if line.startswith("  "):
                continue
            facts, gloss = line.split("|", 1)
            parts = [part.strip() for part in gloss.split('"')]
            yield from parts[1::2]
            word = facts.split()[4].replace("_", " ").split("(")[0].lower()
            meaning = parts[0].rstrip("; ").split(";")[0]
            common = all(ranks.get(part, 99999) < 12000 for part in word.split())
            if common and len(meaning.split()) < 16:
                yield f"{word} {meaning}"


def conversations():
    for path in sorted((SOURCES / "chatterbot/chatterbot_corpus/data/english").glob("*.yml")):
        for line in path.read_text(encoding="utf8").splitlines():
            line = re.sub(r"^\s*-\s*(-\s*)?", "", line).strip()
            if 2 <= len(line.split()) <= 24 and ":" not in line[:12]:
                yield line


def interface():
    """Strings of a translated interface, English and Simplified Chinese."""
    root = SOURCES / "home-assistant/hass_frontend/static/translations"
    for chinese in sorted(root.rglob("zh-Hans-*.json")):
        english = [path for path in chinese.parent.glob("en-????????*.json")]
        theirs = dict(_strings(json.loads(chinese.read_text(encoding="utf8"))))
        for key, text in _strings(json.loads(english[0].read_text(encoding="utf8"))) if english else ():
            if 1 <= len(text.split()) <= 24 and "{" not in text and "<" not in text:
                yield theirs.get(key, ""), text


def _strings(value, key=""):
    if isinstance(value, str):
        yield key, value
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from _strings(inner, f"{key}/{name}")


def questions(ranks, count, seed=0):
    """Our templates, filled with the words of the teacher by their part of speech."""
    dice = random.Random(seed)
    templates = (HERE / "templates-en.txt").read_text(encoding="utf8").splitlines()
    lists = {
        "n": part_of_speech("noun", ranks, 20000),
        "v": part_of_speech("verb", ranks, 14000),
        "a": part_of_speech("adj", ranks, 14000),
    }

    def word(slot):
        if slot == "p":
            noun = word("n")
            return noun if noun.endswith("s") else noun + "s"
        return lists[slot][int(len(lists[slot]) * dice.random() ** 1.7)]

    for _ in range(count):
        yield re.sub(r"\{(.)\}", lambda slot: word(slot[1]), dice.choice(templates))


def sample(texts, count, seed=0):
    texts = sorted(set(texts))
    random.Random(seed).shuffle(texts)
    return texts[:count]


def corpus(goemotions):
    """About 65,000 texts."""
    known = ranks()
    parts = [
        sample(comments(goemotions), 16000),
        sample(definitions(known), 16000),
        sample(conversations(), 4000),
        sample((english for _, english in interface() if " " in english), 4000),
        sample(questions(known, 28000), 28000),
    ]
    return [text for part in parts for text in part]
