"""Chinese words as features of their characters: which word each stands in, of which class, and those around it.

The class is that of jieba's dictionary. `python -m assistant.learned.word_features` writes the classes of its common
words: all 350,000 with jieba's tagger would take a second to load.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

from assistant.language.lazy_re import lazy_re
from assistant.language.words_zh import cut_words
from assistant.learned.tokens import Token

CLASSES = Path(__file__).resolve().parent / "parameters" / "word_classes_zh.txt"
COMMON = 50  # occurrences in jieba's corpus: 52,000 words
UNKNOWN = "?"  # class of a word that is not common
_CHINESE = lazy_re(r"[\u3400-\u9fff]")
_CLASS_STEPS = (-3, -2, -1, 1, 2, 3)
_WORD_STEPS = (-2, -1, 1, 2)


def word_features(tokens: Sequence[Token]) -> list[list[str]]:
    """Names of the features of each token; none where no token is Chinese."""
    if not any(_CHINESE.match(token.text) for token in tokens):
        return [[] for _ in tokens]
    words = list(_words(tokens))
    classes = [_class(word) for word, _, _ in words]
    rows, own = [], 0
    for token in tokens:
        while words[own][2] <= token.start:
            own += 1
        _, start, end = words[own]
        edge = f"{'B' if token.start == start else ''}{'E' if token.end == end else ''}"
        rows.append(list(_named([word for word, _, _ in words], classes, own, edge)))
    return rows


def _words(tokens: Sequence[Token]) -> Iterator[tuple[str, int, int]]:
    """The words of tokens, and where they stand in the text that the tokens are from."""
    text, end = "", 0
    for token in tokens:
        text += " " * (token.start - end) + token.text
        end = token.end
    at = 0
    for word in cut_words(text):
        yield word, at, at + len(word)
        at += len(word)


def _class(word: str) -> str:
    if _CHINESE.match(word):
        return _classes().get(word, UNKNOWN)
    return "0" if word[0].isdigit() else "a-z" if word[0].isalpha() else "sign"


@cache
def _classes() -> Mapping[str, str]:
    lines = CLASSES.read_text(encoding="utf-8").splitlines()
    return {word: name for name, *words in map(str.split, lines) for word in words}


def _named(words: Sequence[str], classes: Sequence[str], own: int, edge: str) -> Iterator[str]:
    """Features of a character at this edge of its word, or within it."""

    def class_of(step: int) -> str:
        return classes[own + step] if 0 <= own + step < len(words) else "^"

    def word(step: int) -> str:
        return words[own + step] if 0 <= own + step < len(words) else "^"

    yield f"word:{word(0)}/{edge}"
    yield f"class:{class_of(0)}/{edge}"
    yield f"class-1/0/1:{class_of(-1)}/{class_of(0)}/{class_of(1)}/{edge}"
    yield f"class0/1/2:{class_of(0)}/{class_of(1)}/{class_of(2)}/{edge}"
    yield f"class-2/-1/0:{class_of(-2)}/{class_of(-1)}/{class_of(0)}/{edge}"
    yield from (f"class{step}:{class_of(step)}" for step in _CLASS_STEPS)
    yield from (f"word{step}:{word(step)}/{edge}" for step in _WORD_STEPS)


def write_classes(path: Path = CLASSES) -> None:
    """Write the common words of jieba's dictionary, one line a class."""
    import jieba

    found: dict[str, list[str]] = {}
    for line in (Path(jieba.__file__).parent / "dict.txt").read_text(encoding="utf-8").splitlines():
        word, count, name = line.split()
        if int(count) >= COMMON:
            found.setdefault(name, []).append(word)
    path.parent.mkdir(exist_ok=True)
    path.write_text("".join(f"{name} {' '.join(sorted(words))}\n" for name, words in sorted(found.items())), "utf-8")


if __name__ == "__main__":
    write_classes()
