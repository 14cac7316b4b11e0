"""Evaluation of drafting: how specific canvases are, how unlike each other, and whether a stranger could match them.

Measures, per language, over the briefs of `eval/canvas/briefs.yaml`:

- read: share of expected customers, products and prices that were read into their field;
- own: share of items that hold a content word of the founder's description;
- rare: share of items that, with the founder's words taken out, stand on at most `RARE` of the other canvases, so that
  they follow from this venture's trade, work or way to earn rather than from any venture;
- likeness: Jaccard index of the content words of two canvases, mean and largest over all pairs;
- matched: share of briefs whose own canvas is the most similar one by TF-IDF cosine, over all items and over the
  assumptions alone, which repeat no sentence of the founder's.
"""

from __future__ import annotations

import itertools
import math
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from assistant.canvas import Brief, Canvas, PatternLibrary, extract_brief, load_patterns
from assistant.canvas.draft import content, draft
from assistant.errors import DataFileError
from assistant.paths import EVAL

BRIEFS = EVAL / "canvas" / "briefs.yaml"
LANGUAGES = ("en", "zh")
RARE = 0.15
CAP = 0.5


@dataclass(frozen=True)
class Case:
    """One founder's description and words that must be read into fields."""

    id: str
    lang: str
    text: str
    expected: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Quality:
    """Measures of one language; shares between 0 and 1, `slowest` in milliseconds."""

    briefs: int
    read: float
    own: float
    rare: float
    likeness: float
    most_alike: float
    alike: tuple[str, str]
    matched: float
    matched_by_assumptions: float
    slowest: float
    misses: tuple[str, ...]


def load_cases(path: Path = BRIEFS) -> list[Case]:
    """The descriptions of a file.

    Raises:
        DataFileError: The file is not a list of descriptions with id, lang and text.
    """
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    rows = data.get("briefs") if isinstance(data, dict) else None
    if not isinstance(rows, list) or not all(isinstance(r, dict) and {"id", "lang", "text"} <= set(r) for r in rows):
        raise DataFileError("expected briefs: a list with id, lang and text", path, 1)
    fields = ("customer", "product", "price")
    return [
        Case(str(r["id"]), str(r["lang"]), str(r["text"]), {f: tuple(map(str, r.get(f) or ())) for f in fields})
        for r in rows
    ]


def measure(cases: Sequence[Case], patterns: PatternLibrary) -> Quality:
    """Draft a canvas for each case of one language and measure all of them."""
    briefs = [extract_brief(c.text, c.lang, patterns) for c in cases]
    canvases: list[Canvas] = []
    slowest = 0.0
    for brief in briefs:
        begun = time.perf_counter()
        canvases.append(draft(brief, patterns))
        slowest = max(slowest, (time.perf_counter() - begun) * 1000)
    texts = [[i.text for _, i in c.all_items()] for c in canvases]
    assumed = [[i.text for _, i in c.all_items() if i.status == "assumption"] for c in canvases]
    hits, misses = _read(cases, briefs)
    pairs = {
        (a, b): _jaccard(content("\n".join(texts[a])), content("\n".join(texts[b])))
        for a, b in itertools.combinations(range(len(cases)), 2)
    }
    worst = max(pairs, key=lambda pair: pairs[pair])
    return Quality(
        briefs=len(cases),
        read=hits,
        own=_own(cases, texts),
        rare=_rare(cases, texts),
        likeness=sum(pairs.values()) / len(pairs),
        most_alike=pairs[worst],
        alike=(cases[worst[0]].id, cases[worst[1]].id),
        matched=_matched(cases, texts),
        matched_by_assumptions=_matched(cases, assumed),
        slowest=slowest,
        misses=tuple(misses),
    )


def run(path: Path = BRIEFS, language: str | None = None) -> str:
    """The report on a file of descriptions.

    Args:
        path: The file.
        language: "en" or "zh"; both without it.
    """
    patterns = load_patterns()
    cases = load_cases(path)
    lines = []
    for lang in (language,) if language else LANGUAGES:
        chosen = [c for c in cases if c.lang == lang]
        if len(chosen) > 1:
            lines += _report(lang, measure(chosen, patterns))
    return "\n".join(lines)


def _report(lang: str, q: Quality) -> list[str]:
    return [
        f"{lang}: {q.briefs} briefs, slowest draft {q.slowest:.0f} ms",
        f"  fields read                          {q.read:6.1%}"
        + (f"  missed: {', '.join(q.misses)}" if q.misses else ""),
        f"  items with the founder's own words   {q.own:6.1%}",
        f"  items few other canvases have        {q.rare:6.1%}",
        f"  likeness of two canvases             {q.likeness:6.2f}  "
        f"largest {q.most_alike:.2f} ({' and '.join(q.alike)}; cap {CAP})",
        f"  canvas matched to its brief          {q.matched:6.1%}  by assumptions alone {q.matched_by_assumptions:.1%}",
    ]


def _read(cases: Sequence[Case], briefs: Sequence[Brief]) -> tuple[float, list[str]]:
    total, misses = 0, []
    for case, brief in zip(cases, briefs, strict=True):
        got = {"customer": f"{brief.customer} {brief.user}", "product": brief.product, "price": brief.pricing}
        for field, words in case.expected.items():
            if words:
                total += 1
                if not any(w.lower() in got[field].lower() for w in words):
                    misses.append(f"{case.id}.{field}")
    return 1 - len(misses) / max(total, 1), misses


def _own(cases: Sequence[Case], texts: Sequence[list[str]]) -> float:
    rows = [
        bool(content(text) & content(case.text)) for case, items in zip(cases, texts, strict=True) for text in items
    ]
    return sum(rows) / max(len(rows), 1)


def _rare(cases: Sequence[Case], texts: Sequence[list[str]]) -> float:
    """Share of items whose words other than the founder's stand together on few other canvases.

    An item of nothing but the founder's words could stand on no other canvas.
    """
    skeletons = [
        [frozenset(content(text) - content(case.text)) for text in items]
        for case, items in zip(cases, texts, strict=True)
    ]
    rare = total = 0
    for index, items in enumerate(skeletons):
        others = [o for i, o in enumerate(skeletons) if i != index]
        for skeleton in items:
            shared = sum(any(_jaccard(skeleton, s) >= 0.7 for s in other) for other in others)
            rare += not skeleton or shared <= RARE * len(others)
            total += 1
    return rare / max(total, 1)


def _jaccard(a: set[str] | frozenset[str], b: set[str] | frozenset[str]) -> float:
    return len(a & b) / len(a | b) if a or b else 1.0


def _matched(cases: Sequence[Case], texts: Sequence[list[str]]) -> float:
    """Share of briefs for which their own canvas is the nearest by TF-IDF cosine of content words."""
    documents = [Counter(u for text in items for u in content(text)) for items in texts]
    frequency = Counter(u for d in documents for u in d)
    weight = {u: math.log((1 + len(documents)) / (1 + n)) + 1 for u, n in frequency.items()}
    hits = 0
    for index, case in enumerate(cases):
        query = {u: weight.get(u, 0.0) for u in content(case.text)}
        scores = [_cosine(query, {u: n * weight[u] for u, n in d.items()}) for d in documents]
        hits += max(range(len(scores)), key=lambda i: scores[i]) == index
    return hits / max(len(cases), 1)


def _cosine(a: Mapping[str, float], b: Mapping[str, float]) -> float:
    norm = math.sqrt(sum(v * v for v in a.values()) * sum(v * v for v in b.values()))
    return sum(v * b.get(u, 0.0) for u, v in a.items()) / norm if norm else 0.0
