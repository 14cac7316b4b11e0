"""The planner's bench: files read as their authors wrote them, forms keep the meaning, what is counted is right."""

from __future__ import annotations

import sys
from pathlib import Path
from random import Random

import numpy as np
import pytest

from assistant import paths
from assistant.errors import DataFileError
from assistant.finance import load_models
from assistant.planner.in_place.reader import TALKS as TAUGHT
from assistant.planner.intents.labels import INTENTS
from assistant.planner.plan import Call, Plan, Say
from eval.planner_bench import main
from eval.planning.forms import FORMS
from eval.planning.lines import Asking, Change, Utterance, read_lines
from eval.planning.measure import Answered, Planned, Reached, deed, leads_to, same
from eval.planning.report import asking_report, changes_report, forms_report, pairs, tools_report
from eval.planning.scenes import KINDS, Desk, read_kinds
from eval.planning.talks import TALKS, Talk, read_talks, talked
from eval.planning.teach import NOT_TAUGHT, Taught, held_out, played

DATA = KINDS.parent


def typed(form: str, text: str, language: str = "en") -> str:
    return FORMS[form](text, language, Random(3))


def test_every_kind_of_the_planner_is_measured_in_both_languages() -> None:
    _, kinds = read_kinds()
    lines = read_lines(sorted(path for path in DATA.glob("*.yaml") if path != KINDS))
    assert set(kinds) == set(INTENTS)
    for language in ("en", "zh"):
        assert {u.kind for u in lines.utterances if u.language == language} == set(INTENTS)
        assert sum(c.language == language for c in lines.changes) >= 60
        assert sum(a.language == language for a in lines.asking) >= 60


def test_what_ifs_name_inputs_that_there_are() -> None:
    models = load_models(paths.KNOWLEDGE / "models")
    for change in read_lines(sorted(DATA.glob("what_if_*.yaml"))).changes:
        assert set(change.leads_to) <= {item.id for item in models[change.template].inputs}, change.text


def test_files_are_read_strictly(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(
        "utterances:\n  undo:\n    en: |\n      take it back\n\n      undo\n    zh: 撤销\n", encoding="utf-8"
    )
    assert [u.text for u in read_lines([path]).utterances] == ["take it back", "undo", "撤销"]
    assert [u.text for u in read_lines([path], ["zh"]).utterances] == ["撤销"]
    path.write_text("utterances:\n  undo:\n    fr: annuler\n", encoding="utf-8")
    with pytest.raises(DataFileError, match="fr"):
        read_lines([path])


def test_forms() -> None:
    assert typed("lower case", "What about $49?") == "what about $49?"
    assert typed("no marks", 'Set the price to "$4.50", please!') == "Set the price to $4.50 please"
    assert typed("no marks", "如果转化率是15%，会怎样？", "zh") == "如果转化率是15% 会怎样"
    assert typed("full width", "49%") == "４９％"
    assert typed("code switch", "lower the churn") == "lower the 流失率"
    assert typed("code switch", "流失率降到3%", "zh") == "churn rate 降到3%"
    assert typed("traditional", "利润", "zh") == "利潤"
    assert typed("traditional", "profit") == "profit"
    assert typed("typos", "a b 12") == "a b 12"  # nothing long enough to mistype


def test_typos_touch_one_word_of_a_short_message_and_no_number() -> None:
    plain = "raise the conversion to 15%"
    for seed in range(30):
        wrong = FORMS["typos"](plain, "en", Random(seed))
        changed = [a for a, b in zip(plain.split(), wrong.split(), strict=True) if a != b]
        assert len(changed) <= 1
        assert "15%" in wrong


def test_changes_are_compared_by_the_values_they_lead_to() -> None:
    model = load_models(paths.KNOWLEDGE / "models")["subscription"]
    up = {"variable": "conversion", "relation": "change_by", "value": 0.05}
    half = {"variable": "trials", "relation": "multiply", "value": 0.5}
    got = leads_to(Plan(calls=(Call("what_if", {"changes": [up, half]}),)), model)
    assert got is not None
    assert same(got, {"conversion": 0.15, "trials": 500})
    assert not same(got, {"conversion": 0.15})
    assert not same(got, {"conversion": 0.16, "trials": 500})
    assert leads_to(Plan(calls=(Call("goal_seek", {}),)), model) is None
    assert leads_to(Plan(calls=(Call("set_finance_model", {"inputs": {"price": 49}}),)), model) == {"price": 49.0}


def test_a_search_for_want_of_understanding_is_no_answer() -> None:
    search = Call("search_guidance", {"query": "x"})
    assert deed(Plan(calls=(search,))) == "search_guidance"
    assert deed(Plan(calls=(search,), says=(Say("not_understood"),))) == "says not_understood"
    assert deed(Plan(says=(Say("ask_value"),), asked={"kind": "value"})) == "asks value"
    assert deed(Plan(says=(Say("thanks"),))) == "says thanks"


def test_reports_count() -> None:
    line, asked = Utterance("undo it", "en", "undo"), Asking("raise it", "en", None, asks=True)
    plain, lost = (
        Planned(line, "as written", "undo_canvas", True, 10, 5),
        Planned(line, "typos", "what_if", False, 10, 5),
    )
    other = Planned(line, "as written", "redo_canvas", False, 20, 5)
    found = [plain, lost, other]
    assert "| en | 1/2 = 50.0% | " in tools_report(found)
    assert "| en | undo | 1/2 | redo_canvas 1 |" in tools_report(found)
    assert "| en | typos | 0/1 = 0.0% | 1/1 = 100.0% | 1 | 0 |" in forms_report(found, pairs(found))
    change = Change("x", "en", "subscription", {"price": 1})
    reached = [Reached(change, "what_if", {"price": 1}, True), Reached(change, "asks value", None, False)]
    assert "| en | 1/2 = 50.0% | 0 | 0 | 1 |" in changes_report(reached)
    answered = [Answered(asked, True, ""), Answered(Asking("price 4", "en", None, asks=False), True, "")]
    assert "| en | 1/1 = 100.0% | 1/2 = 50.0% | 0/1 = 0.0% |" in asking_report(answered)


@pytest.mark.slow
def test_the_command(
    data_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(
        "utterances: {what_if: {en: what if conversion is 15%?, zh: 如果转化率是15%呢？}}\n"
        "changes: {subscription: {en: [{say: what if churn is 3%?, leads_to: {churn: 0.03}}]}}\n"
        "asking: {subscription: {zh: {ask: 如果涨价呢？, act: 如果价格是49美元呢？}}}\n",
        encoding="utf-8",
    )
    monkeypatch.setattr(sys, "argv", ["planner_bench", str(path), "--forms", "lower case", "--show", "3"])
    main()
    shown = capsys.readouterr().out
    assert "| en | 1/1 = 100.0% |" in shown
    assert "| zh | 1/1 = 100.0% | 1/1 = 100.0% | 1/1 = 100.0% |" in shown


def test_talks_are_read_as_their_authors_wrote_them(tmp_path: Path) -> None:
    path = tmp_path / "talks.yaml"
    path.write_text(
        "talks:\n- language: en\n  model: licence\n  canvas: {channels: [the fair, a stall]}\n  turns:\n"
        "  - {say: what if renewal is 70%?, means: what_if}\n"
        "  - {say: thanks, means: [thanks, undo]}\n",
        encoding="utf-8",
    )
    talk = Talk(
        "en",
        "licence",
        {"channels": ["the fair", "a stall"]},
        (),
        (("what if renewal is 70%?", ("what_if",)), ("thanks", ("thanks", "undo"))),
    )
    assert read_talks([path]) == [talk]
    assert read_talks([path], ["zh"]) == []


async def test_a_talk_goes_on_from_what_was_made_of_it() -> None:
    talk = Talk(
        "en",
        "subscription",
        {},
        (),
        (("what if churn is 2%?", ("what_if",)), ("and at 3%?", ("what_if",)), ("write a poem", ("what_if",))),
    )
    async with Desk() as desk:
        found = await talked(desk, [talk], read_kinds()[1])
    assert [f.right for f in found] == [True, True, False]
    assert [f.tool for f in found][:2] == ["what_if", "what_if"]


async def test_a_courtesy_before_a_wish_is_not_what_is_judged() -> None:
    talk = Talk("en", "subscription", {}, (), (("thanks! what if churn is 2%?", ("thanks", "what_if")),))
    async with Desk() as desk:
        (found,) = await talked(desk, [talk], read_kinds()[1])
    assert (found.line.kind, found.right) == ("what_if", True)


async def test_a_taught_talk_goes_as_its_labels_say_whatever_the_words() -> None:
    turns = (("zebra", ("what_if",)), ("what if churn is 2%?", ("unit_economics",)), ("hi, undo", ("greeting", "undo")))
    async with Desk() as desk:
        rows = await played([Talk("en", "subscription", {}, (), turns)], "somebody", desk)
    assert [(row.intent, row.author, row.language) for row in rows] == [
        ("what_if", "somebody", "en"),
        ("unit_economics", "somebody", "en"),
    ]
    assert rows[1].heard == "what_if"
    assert "w=zebra" in rows[0].names
    assert "last=unit_economics" not in rows[1].names


def test_the_estimate_is_of_authors_not_met() -> None:
    meant = {"x": "undo", "y": "redo", "z": "help"}
    rows = [Taught([f"w={w}", f"l={w}"], "", intent, "help", "en", a) for a in "abc" for w, intent in meant.items()]
    rows += [Taught(["w=only c"], "", "deny", "deny", "en", "c")] * 3
    labels = ["deny", "help", "redo", "undo"]
    tested, scores = held_out(rows, ["a", "c"], labels)
    assert [row.author for row in tested] == [*"aaa", *"cccccc"]
    assert [labels[i] for i in scores.argmax(axis=1)[:6]] == ["undo", "redo", "help"] * 2
    assert set(scores[3:, 0]) == {-np.inf}  # nobody else ever said so


def test_talks_use_kinds_that_there_are() -> None:
    talks = read_talks([*sorted(TALKS.glob("*.yaml")), *sorted(TAUGHT.glob("*.yaml"))])
    kinds = {kind for talk in talks for _, means in talk.turns for kind in means}
    told_by_form = {"fill_canvas", "show_changes"}  # read by rules before the classifier is asked
    assert kinds - NOT_TAUGHT - told_by_form <= {*INTENTS}
    assert all(path.is_file() for talk in talks for path in talk.files)
    assert {talk.language for talk in talks} == {"en", "zh"}
