import datetime as dt
from pathlib import Path

import pytest

from assistant.errors import DataFileError
from eval.load import load_file, load_paths
from eval.schema import GivenModel, Reliability

FULL = """\
version: 1
defaults: {repeat: 2, timeout_s: 7.5}
cases:
- id: full
  tags: [what-if, gate]
  given:
    model: {template: subscription, inputs: {trials: 2000, price: 4.9e1}}
    canvas: fixtures/saas.json
    files: {orders: data/orders.csv}
    clock: 2026-01-15
    seed: 7
  turns:
  - user: {en: "what if conversion is 15%", zh: "如果转化率是15%呢"}
    expect: {reply: {contains_any: {en: [profit], zh: [利润]}, asks: false}}
  - user: "20%?"
  reliability: {trials: 8, min_pass: 6}
- id: plain
  repeat: 3
  turns:
  - user: 撤销
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "fixtures").mkdir()
    (tmp_path / "fixtures" / "saas.json").write_text("{}", encoding="utf-8")
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "orders.csv").write_text("a,b\n", encoding="utf-8")
    return tmp_path


def write(folder: Path, text: str) -> Path:
    path = folder / "cases.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_every_field_is_read(folder: Path) -> None:
    english, chinese, plain = load_file(write(folder, FULL))
    assert (english.id, chinese.id, plain.id) == ("full[en]", "full[zh]", "plain")
    assert (english.lang, chinese.lang, plain.lang) == ("en", "zh", "zh")
    assert english.tags == ("what-if", "gate")
    assert english.given.model == GivenModel("subscription", {"trials": 2000.0, "price": 49.0})
    assert english.given.canvas == folder / "fixtures" / "saas.json"
    assert english.given.files == {"orders": folder / "data" / "orders.csv"}
    assert english.given.clock == dt.datetime(2026, 1, 15, tzinfo=dt.UTC)
    assert english.given.seed == 7
    assert english.reliability == Reliability(8, 6)
    assert (english.repeat, english.timeout_s, english.line) == (2, 7.5, 4)
    assert (plain.repeat, plain.timeout_s) == (3, 7.5)
    assert [turn.user for turn in chinese.turns] == ["如果转化率是15%呢", "20%?"]
    assert [turn.language for turn in chinese.turns] == ["zh", "zh"]
    assert english.turns[0].line == 13
    assert [a.line for a in english.turns[0].assertions] == [14, 14]


def test_texts_for_each_language_are_told_apart(folder: Path) -> None:
    english, chinese, _ = load_file(write(folder, FULL))
    assert english.turns[0].assertions[0].texts == ("profit",)  # type: ignore[attr-defined]
    assert chinese.turns[0].assertions[0].texts == ("利润",)  # type: ignore[attr-defined]


def test_plain_turn_keeps_the_language_it_is_written_in(folder: Path) -> None:
    text = (
        "version: 1\ncases:\n- id: a\n  turns:\n  - user: {en: hello there, zh: 你好}\n  - user: show me the canvas\n"
    )
    english, chinese = load_file(write(folder, text))
    assert [t.language for t in english.turns] == ["en", "en"]
    assert [t.language for t in chinese.turns] == ["zh", "en"]


def test_scalars_stay_as_typed(folder: Path) -> None:
    text = "version: 1\ncases:\n- id: 7\n  turns:\n  - user: yes\n  - user: 15\n"
    (case,) = load_file(write(folder, text))
    assert case.id == "7"
    assert [t.user for t in case.turns] == ["yes", "15"]


def one(expect: str) -> str:
    return f"version: 1\ncases:\n- id: a\n  turns:\n  - user: hi\n    expect:\n      {expect}\n"


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("version: 2\ncases: []\n", 1, "only version 1"),
        ("cases: []\n", 1, "`version` is missing"),
        ("version: 1\ncases: []\nextra: 1\n", 3, "unknown `extra`"),
        ("version: 1\ndefaults: {repeats: 2}\ncases: []\n", 2, "did you mean `repeat`"),
        ("version: 1\ndefaults: {timeout_s: 0}\ncases: []\n", 2, "above 0"),
        ("version: 1\ncases:\n- id: a\n  turns: []\n", 4, "at least one turn"),
        ("version: 1\ncases:\n- turns: [{user: hi}]\n", 3, "`id` is missing"),
        ("version: 1\ncases:\n- id: a\n  turns: [{user: hi}]\n- id: a\n  turns: [{user: hi}]\n", 5, "line 3"),
        ("version: 1\ncases:\n- id: a\n  id: b\n  turns: [{user: hi}]\n", 4, "given twice"),
        ("version: 1\ncases:\n- id: a\n  tag: [x]\n  turns: [{user: hi}]\n", 4, "did you mean `tags`"),
        ("version: 1\ncases:\n- id: a\n  turns:\n  - user: hi\n    expects: {}\n", 6, "did you mean `expect`"),
        ("version: 1\ncases:\n- id: a\n  turns:\n  - user: {de: hallo}\n", 5, "unknown `de`"),
        (
            "version: 1\ncases:\n- id: a\n  turns:\n  - user: {en: a, zh: 好}\n  - user: {en: b}\n",
            6,
            "this one is in en",
        ),
        ("version: 1\ncases:\n- id: a\n  given: {modle: {}}\n  turns: [{user: hi}]\n", 4, "did you mean `model`"),
        ("version: 1\ncases:\n- id: a\n  given: {model: {inputs: {}}}\n  turns: [{user: hi}]\n", 4, "`template` is"),
        ("version: 1\ncases:\n- id: a\n  given: {canvas: no.json}\n  turns: [{user: hi}]\n", 4, "no file"),
        ("version: 1\ncases:\n- id: a\n  given: {canvas: data/orders.csv}\n  turns: [{user: hi}]\n", 4, ".json or .md"),
        ("version: 1\ncases:\n- id: a\n  given: {clock: tomorrow}\n  turns: [{user: hi}]\n", 4, "needs a date"),
        ("version: 1\ncases:\n- id: a\n  given: {seed: x}\n  turns: [{user: hi}]\n", 4, "whole number"),
        (
            "version: 1\ncases:\n- id: a\n  reliability: {trials: 2, min_pass: 3}\n  turns: [{user: hi}]\n",
            4,
            "2 trials",
        ),
        ("version: 1\ncases: [\n", 3, "is not YAML"),
        ("", 1, "is empty"),
        (one("reply: {contain_any: [a]}"), 7, "did you mean `contains_any`"),
        (one("reply: {language: fr}"), 7, "unknown `fr`"),
        (one("reply: {not_regex: ['(']}"), 7, "not a regular expression"),
        (one("reply: {grounded: maybe}"), 7, "true or false"),
        (one("reply: {citations: {minimum: 1}}"), 7, "unknown `minimum`"),
        (one("tools: {mode: exact}"), 7, "unknown `exact`"),
        (one("tools: {calls: [{args: {}}]}"), 7, "`name` is missing"),
        (one("tools: {calls: [{name: a, arg: {}}]}"), 7, "did you mean `args`"),
        (one("tools: {calls: [{name: a, args: {changes: [{var: x}]}}]}"), 7, "unknown `var`"),
        (one("tools: {calls: [{name: a, args: {changes: [{relation: add}]}}]}"), 7, "unknown `add`"),
        (one("tools: {calls: [{name: a, figures: {p: {approx: 1, within: 2}}}]}"), 7, "unknown `within`"),
        (one("tools: {calls: [{name: a, figures: {p: much}}]}"), 7, "needs a number"),
        (one("canvas: {revenue: {min_items: 1}}"), 7, "did you mean `revenue_streams`"),
        (one("canvas: {channels: {min: 1}}"), 7, "unknown `min`"),
        (one("canvas: {channels: {min_items: -1}}"), 7, "at least 0"),
        (one("model: {conversion: high}"), 7, "needs a number"),
        (one("latency_ms: {p95: 3}"), 7, "unknown `p95`"),
        (one("replies: {}"), 7, "did you mean `reply`"),
    ],
)
def test_mistakes_name_file_and_line(folder: Path, text: str, line: int, words: str) -> None:
    path = write(folder, text)
    with pytest.raises(DataFileError) as caught:
        load_file(path)
    assert words in str(caught.value)
    assert str(caught.value).startswith(f"{path}:{line}:")


def test_folders_are_searched_but_not_their_fixtures(folder: Path) -> None:
    write(folder, one("reply: {asks: false}"))
    (folder / "fixtures" / "other.yaml").write_text("anything: 1", encoding="utf-8")
    (folder / "more").mkdir()
    (folder / "more" / "b.yml").write_text(one("reply: {asks: true}"), encoding="utf-8")
    assert [case.path.name for case in load_paths([folder, folder / "cases.yaml"])] == ["cases.yaml", "b.yml"]


def test_missing_paths_and_empty_folders_are_refused(tmp_path: Path) -> None:
    with pytest.raises(DataFileError, match=r"nowhere\.yaml"):
        load_paths([tmp_path / "nowhere.yaml"])
    with pytest.raises(DataFileError, match="holds no dialogue file"):
        load_paths([tmp_path])
