"""What words of known polarity tell of a text's sentiment: a few numbers beside its n-grams.

A few thousand training messages cannot show the ten thousand words that praise and blame; a lexicon names them. How
much it is to be believed the classifier learns from the messages. Words of negation, degree and contrast change what
follows them, after Taboada et al. 2011 (Lexicon-Based Methods for Sentiment Analysis), by factors instead of shifts.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from math import log1p, prod, sqrt
from pathlib import Path
from typing import Literal, get_args

import numpy as np

from assistant import paths
from assistant.errors import DataFileError
from assistant.language.lazy_re import lazy_re
from assistant.language.normalize import normalize
from assistant.language.words_zh import cut_words
from assistant.learned.marks import files_hash
from assistant.service.features import Floats, Spoken, spoken

FOLDER = paths.KNOWLEDGE / "service" / "polarity"
REACH = {"en": 4, "zh": 6}  # words or characters from a negation or degree word to the polar word it bears on
TURNED = -0.8  # also "not very good": a negated degree is no degree
FACTORS = {"booster": 1.5, "damper": 0.6}
STRONGEST = 3
AFTER_CONTRAST = 1.5  # "dear, but worth it" is praise
DIMENSIONS = 6
WEIGHT = 0.3  # beside n-grams of unit length
Shift = Literal["negator", "booster", "damper", "contrast", "none"]  # none: "not only" turns nothing
_SHIFTS: dict[str, Shift] = {each: each for each in get_args(Shift)}
# Latin words, single Chinese characters, emoji, emoticons, and the marks that end a clause.
_UNIT = lazy_re(
    r"[a-z0-9]+(?:['-][a-z0-9]+)*|[\u3400-\u9fff]|"
    r"(?<![a-z0-9\u3400-\u9fff])[:;=]-?(?:[dpo](?![a-z0-9])|[()|]|/(?!/))|"
    r"[\U0001F300-\U0001FAFF\u2600-\u27bf]|[,.!?;~。]"
)
_HAN = lazy_re(r"[\u3400-\u9fff]")
_CLAUSE_END = frozenset(",.!?;~。")
_SENTENCE_END = frozenset(".!?。")


@dataclass(frozen=True)
class Lexicon:
    """Words of known polarity and those that shift it; a word is one or several units, such as `falls apart`.

    Attributes:
        polar: Units to polarity, −3 to 3.
        shifts: Units to what they do.
        reach: See `REACH`.
        longest: Units of the longest word.
    """

    polar: dict[tuple[str, ...], float]
    shifts: dict[tuple[str, ...], Shift]
    reach: int
    longest: int

    @classmethod
    def load(cls, language: Spoken, folder: Path = FOLDER) -> Lexicon:
        """Read `LANGUAGE.tsv` (polarity<TAB>word) and `LANGUAGE_shift.tsv` (kind<TAB>word).

        Raises:
            DataFileError: A line is of another form.
        """
        polar: dict[tuple[str, ...], float] = {}
        shifts: dict[tuple[str, ...], Shift] = {}
        path = folder / f"{language}.tsv"
        for number, value, word in _lines(path):
            if value.removeprefix("-") not in {"1", "2", "3"}:
                raise DataFileError("write a polarity from -3 to 3, not 0", path, number)
            polar[_once(word, polar, path, number)] = float(value)
        path = folder / f"{language}_shift.tsv"
        for number, value, word in _lines(path):
            if value not in _SHIFTS:
                raise DataFileError(f"write one of {', '.join(_SHIFTS)}", path, number)
            shifts[_once(word, shifts, path, number)] = _SHIFTS[value]
        return cls(polar, shifts, REACH[language], max(map(len, (*polar, *shifts)), default=0))

    def weighed(self, text: str) -> list[float]:
        """Polarity of each polar word in order, as the words before it shift it."""
        found: list[float] = []
        shifting: list[tuple[int, Shift]] = []
        weight = 1.0
        for start, end, word in self._found(text):
            if word in self.polar:
                near = [kind for place, kind in shifting if start - place <= self.reach]
                found.append(self.polar[word] * weight * _factor(near))
                shifting = []
            elif word in self.shifts:
                kind = self.shifts[word]
                shifting = [] if kind == "contrast" else [*shifting, (end, kind)]
                weight = AFTER_CONTRAST if kind == "contrast" else weight
            else:
                shifting, weight = [], 1.0 if word[0] in _SENTENCE_END else weight
        return found

    def _found(self, text: str) -> Iterator[tuple[int, int, tuple[str, ...]]]:
        """Where words of the lexicon and ends of clauses stand, the longest at each place, from the left."""
        said, alone = _situated(text)
        at = shifted = 0
        while at < len(said):
            lengths = range(min(self.longest, len(said) - at), 0, -1)
            words = (tuple(said[at : at + length]) for length in lengths)
            free = alone[at] or at == shifted > 0
            word = next((w for w in words if self._known(w) and (free or len(w) > 1 or w in self.shifts)), ())
            shifted = at + len(word) if word in self.shifts else shifted  # 不好 is the 好 that 不 turns
            if word:
                yield at, at + len(word), word
            at += max(1, len(word))

    def _known(self, word: tuple[str, ...]) -> bool:
        return word in self.polar or word in self.shifts or (len(word) == 1 and word[0] in _CLAUSE_END)


def units(text: str) -> list[str]:
    """What words are made of: Latin words, single Chinese characters, emoji and marks."""
    return _UNIT.findall(_plain(text))


def _situated(text: str) -> tuple[list[str], list[bool]]:
    """The units of a text, and whether each may be a word: the 美 of 美国 is none."""
    plain = _plain(text)
    at, inside = 0, set[int]()
    for word in cut_words(plain) if spoken(plain) == "zh" else ():
        inside |= set(range(at, at + len(word))) if len(word) > 1 and _HAN.match(word) else set()
        at += len(word)
    found = list(_UNIT.finditer(plain))
    return [unit[0] for unit in found], [unit.start() not in inside for unit in found]


def _plain(text: str) -> str:
    return normalize(text).lower().replace("’", "'")


def _factor(kinds: Sequence[Shift]) -> float:
    """What words before a polar one make of it."""
    if turns := kinds.count("negator"):
        return float(TURNED**turns)
    return prod(FACTORS.get(kind, 1.0) for kind in kinds)


def polarity(texts: Sequence[str]) -> Floats:
    """What the lexicon of each text's language says of it, shape (texts, 6).

    The sums of praise and of blame, their shares of the text, their balance, and the polarity of the last word.
    """
    rows = np.zeros((len(texts), DIMENSIONS), dtype=np.float32)
    for row, text in zip(rows, texts, strict=True):
        values = lexicon(spoken(text) or "en").weighed(text)
        good, bad = sum(v for v in values if v > 0), -sum(v for v in values if v < 0)
        room = 1 + sqrt(len(text))
        last = values[-1] / STRONGEST if values else 0.0
        row[:] = (log1p(good), log1p(bad), good / room, bad / room, (good - bad) / (good + bad + 1), last)
    return rows * np.float32(WEIGHT)


def lexicon_hash() -> str:
    """SHA-256 of the words, and of how they are weighed, to tell whether what was trained with them is current."""
    weighing = (REACH, TURNED, FACTORS, STRONGEST, AFTER_CONTRAST, WEIGHT, _UNIT.pattern)
    return files_hash(sorted(FOLDER.glob("*.tsv")), repr(weighing))


@cache
def lexicon(language: Spoken) -> Lexicon:
    """The one that comes with the product."""
    return Lexicon.load(language)


def _lines(path: Path) -> Iterator[tuple[int, str, str]]:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        value, tab, word = line.partition("\t")
        if not tab or not word.strip():
            raise DataFileError("write the value, a tab and the word", path, number)
        yield number, value.strip(), word.strip()


def _once(word: str, known: Container[tuple[str, ...]], path: Path, number: int) -> tuple[str, ...]:
    """The units of a word that is new."""
    key = tuple(units(word))
    if not key:
        raise DataFileError("no letters, characters or emoji in the word", path, number)
    if key in known:
        raise DataFileError(f"{word} stands there twice", path, number)
    return key
