"""The lexicon of polar words: what is found, what shifts it, what is refused."""

from __future__ import annotations

from math import log1p, sqrt
from pathlib import Path

import pytest

from assistant.errors import DataFileError
from assistant.service.features import Spoken
from assistant.service.polarity import DIMENSIONS, WEIGHT, Lexicon, lexicon, polarity

SMALL = {
    "en": (
        "2\tgood\n-2\tbad\n-3\tfalls apart\n1\t:)\n",
        "negator\tnot\nbooster\tvery\ndamper\ta bit\ncontrast\tbut\nnone\tnot only\n",
    ),
    "zh": ("2\t好\n-2\t差\n3\t好评如潮\n-1\t好不到哪去\n", "negator\t不\nbooster\t很\ndamper\t有点\ncontrast\t但\n"),
}


@pytest.fixture
def small(tmp_path: Path) -> dict[str, Lexicon]:
    found = {}
    languages: tuple[Spoken, ...] = ("en", "zh")
    for language in languages:
        polar, shifts = SMALL[language]
        (tmp_path / f"{language}.tsv").write_text(polar, encoding="utf-8")
        (tmp_path / f"{language}_shift.tsv").write_text(shifts, encoding="utf-8")
        found[language] = Lexicon.load(language, tmp_path)
    return found


@pytest.mark.parametrize(
    ("language", "text", "values"),
    [
        ("en", "Good.", [2.0]),
        ("en", "not good", [-1.6]),
        ("en", "not very good", [-1.6]),
        ("en", "a bit bad :)", [-1.2, 1.0]),
        ("en", "It falls apart", [-3.0]),
        ("en", "bad, but very good", [-2.0, 4.5]),
        ("en", "not that. good", [2.0]),
        ("en", "not one of the five here is good", [2.0]),
        ("en", "goodness, badly", []),
        ("en", "not only good", [2.0]),
        ("en", "bad but good. Good", [-2.0, 3.0, 2.0]),
        ("en", "see https://dx.org :)", [1.0]),
        ("zh", "好", [2.0]),
        ("zh", "不好", [-1.6]),
        ("zh", "有点差，但很好", [-1.2, 4.5]),
        ("zh", "好评如潮", [3.0]),
        ("zh", "好不到哪去", [-1.0]),
        ("zh", "很，好", [2.0]),
        ("zh", "出差", []),  # no word of its own
    ],
)
def test_words_are_weighed(small: dict[str, Lexicon], language: str, text: str, values: list[float]) -> None:
    assert small[language].weighed(text) == pytest.approx(values)


@pytest.mark.parametrize(
    ("name", "line", "hint"),
    [
        ("en.tsv", "good", "tab"),
        ("en.tsv", "0\tgood", "polarity"),
        ("en.tsv", "4\tgood", "polarity"),
        ("en.tsv", "--2\tgood", "polarity"),
        ("en.tsv", "2\t+", "no letters"),
        ("en.tsv", "2\tFine", "twice"),
        ("en_shift.tsv", "turner\tnot", "negator"),
    ],
)
def test_a_line_of_another_form_is_named(tmp_path: Path, name: str, line: str, hint: str) -> None:
    for path, text in (("en.tsv", "1\tfine\n"), ("en_shift.tsv", "negator\tnot\n")):
        (tmp_path / path).write_text(text + (line + "\n" if path == name else ""), encoding="utf-8")
    with pytest.raises(DataFileError, match=hint) as error:
        Lexicon.load("en", tmp_path)
    assert f"{name}:2" in str(error.value)


def test_numbers_of_a_text() -> None:
    text = "A superb hotel with a filthy bathroom"
    good, bad = lexicon("en").weighed(text)
    assert good > 0 > bad
    room = 1 + sqrt(len(text))
    expected = [log1p(good), log1p(-bad), good / room, -bad / room, (good + bad) / (good - bad + 1), bad / 3]
    assert polarity([text])[0] == pytest.approx([WEIGHT * value for value in expected], abs=1e-6)


def test_a_text_without_polar_words_says_nothing() -> None:
    assert polarity(["", "The 14:30 from platform two", "十四点三十分"]).tolist() == [[0.0] * DIMENSIONS] * 3


@pytest.mark.parametrize(
    ("praise", "blame"),
    [
        ("Spotless rooms and charming staff", "Filthy rooms and rude staff"),
        ("profits surged and margins improved", "profits plunged and margins shrank"),
        ("房间干净，服务热情", "房间肮脏，服务恶劣"),
        ("业绩超预期，扭亏为盈", "业绩暴雷，由盈转亏"),
        ("房間乾淨，服務熱情", "房間骯髒，服務惡劣"),
    ],
)
def test_the_shipped_lexicons_tell_praise_from_blame(praise: str, blame: str) -> None:
    balance = polarity([praise, blame])[:, 4]
    assert balance[0] > 0 > balance[1]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_no_word_is_both_polar_and_a_shift_nor_of_two_polarities(language: Spoken) -> None:
    found = lexicon(language)
    lines = (Path(__file__).parents[2] / "knowledge/service/polarity" / f"{language}.tsv").read_text("utf-8")
    assert len(found.polar) == len(lines.splitlines()), "two lines say the same word"
    assert not set(found.polar) & set(found.shifts)
