"""English number words and their worth."""

from __future__ import annotations

UNITS = {w: i for i, w in enumerate("zero one two three four five six seven eight nine".split())} | {
    "nought": 0,
    "naught": 0,
}
TEENS = {
    w: i
    for i, w in enumerate(
        "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(), start=10
    )
}
TENS = {w: i * 10 for i, w in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2)} | {
    "fourty": 40
}
SCALES = {
    "thousand": 10**3,
    "thousands": 10**3,
    "grand": 10**3,
    "lakh": 10**5,
    "lakhs": 10**5,
    "million": 10**6,
    "millions": 10**6,
    "mil": 10**6,
    "crore": 10**7,
    "crores": 10**7,
    "billion": 10**9,
    "billions": 10**9,
    "bln": 10**9,
    "trillion": 10**12,
    "trillions": 10**12,
    "tln": 10**12,
}
SMALL_SCALES = {"hundred": 100, "dozen": 12, "dozens": 12, "dzs": 12, "dozs": 12}
SHORT_SCALES = {
    "k": 10**3,
    "m": 10**6,
    "mm": 10**6,
    "mn": 10**6,
    "mio": 10**6,
    "mil": 10**6,
    "bln": 10**9,
    "tln": 10**12,
    "g": 10**9,
    "b": 10**9,
    "bn": 10**9,
    "t": 10**12,
    "tn": 10**12,
}
DENOMINATORS = {
    "half": 2,
    "halves": 2,
    "third": 3,
    "quarter": 4,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
    "hundredth": 100,
    "thousandth": 1000,
}
DENOMINATORS |= {f"{w}s": n for w, n in DENOMINATORS.items() if w not in {"half", "halves"}}
NUMBER_WORDS = {**UNITS, **TEENS, **TENS}
VOCABULARY = {*NUMBER_WORDS, *SCALES, *SMALL_SCALES, *DENOMINATORS, "a", "an", "and", "point", "of"}
START_WORDS = sorted(
    {*NUMBER_WORDS, "half", "quarter", "hundred", "thousand", "million", "a", "an", "dozen"}, key=len, reverse=True
)
