"""What a message asks for where it stands: the same words mean one thing here and another there."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest

from assistant.canvas import history_of
from assistant.learned.linear import Linear, read_facts
from assistant.learned.marks import marks_hash
from assistant.planner.brain import Brain
from assistant.planner.context import Context
from assistant.planner.finance_view import FinanceViews
from assistant.planner.in_place.features import features
from assistant.planner.in_place.reader import NAME, PARAMETERS, TALKS, InPlace
from assistant.planner.intents.labels import INTENTS
from assistant.planner.intents.model import Prediction
from assistant.planner.understand.evidence import Evidence
from assistant.planner.understand.settle import settle

CANVAS = history_of({"channels": ["Farm visits", "The county show"], "key_partners": ["Two dairies"]})
TOOLS = frozenset(
    "what_if goal_seek set_finance_model unit_economics search_guidance draft_canvas edit_canvas undo_canvas "
    "explain_figures forecast_revenue explain_drivers clear_canvas import_canvas".split()
)


def place(views: FinanceViews, text: str, **known: Any) -> Context:
    language = "zh" if any("\u4e00" <= c <= "\u9fff" for c in text) else "en"
    model = known.pop("model", None)
    finance = {"template": model, "inputs": dict(views.models[model].defaults)} if model else {}
    if known.pop("supposing", False):
        change = {"variable": "conversion", "relation": "set", "value": 0.15}
        finance["scenario"] = {"name": "what-if 1", "changes": [change]}
        known |= {"last": ("what_if",), "focus": {"variable": "conversion"}}
        known["seen"] = {"what_if": {"tool": "what_if", "data": {}}}
    return Context(text, language, finance=finance, tools=TOOLS, **known)


def asks_for(brain: Brain, context: Context) -> str:
    return brain.reader.hear(context).intent


def test_the_reader_was_taught_the_talks_there_are() -> None:
    assert read_facts(PARAMETERS, NAME)["data"] == marks_hash(TALKS), "run `python -m eval.planning.teach`"


def test_the_encoder_was_tuned_on_the_talks_there_are() -> None:
    facts = json.loads((PARAMETERS / "encoder.json").read_text(encoding="utf-8"))
    assert facts["data"] == marks_hash(TALKS), "run `python -m eval.tuning.places`"


@pytest.mark.parametrize("text", ["and with 22%?", "how about a quarter?", "那22%呢", "改成四分之一呢"])
def test_a_bare_value_after_a_supposition_is_the_next_one(brain: Brain, views: FinanceViews, text: str) -> None:
    assert asks_for(brain, place(views, text, model="subscription", supposing=True)) == "what_if"


@pytest.mark.parametrize("text", ["14 euros a jar", "mostly care homes", "每罐十四块", "主要是养老院"])
def test_after_a_question_about_the_venture_it_is_the_answer(brain: Brain, views: FinanceViews, text: str) -> None:
    brief = {"idea": "sourdough starters", "product": "sourdough starters"}
    context = place(views, text, brief=brief, asked={"kind": "brief"})
    assert asks_for(brain, context) == "answer_brief"


@pytest.mark.parametrize("text", ["our churn is 4%, not 5", "流失率其实是4%，不是5%"])
def test_a_fact_of_the_business_is_set(brain: Brain, views: FinanceViews, text: str) -> None:
    assert asks_for(brain, place(views, text, model="subscription")) == "set_inputs"


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("the county show was cancelled, take it off", "remove_item"),
        ("put the vet school under partners too", "add_item"),
        ("县里的展会取消了，拿掉吧", "remove_item"),
        ("合作伙伴里再写上兽医学院", "add_item"),
    ],
)
def test_what_is_said_of_the_canvas_edits_it(brain: Brain, views: FinanceViews, text: str, intent: str) -> None:
    assert asks_for(brain, place(views, text, canvas=CANVAS)) == intent


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("with utilisation at 80%, what gross margin do we get", "what_if"),
        ("what utilisation takes the gross margin to 60%", "goal_seek"),
        ("利用率要是到80%，毛利率有多少", "what_if"),
        ("毛利率想做到60%，利用率要多高", "goal_seek"),
        ("we break even in month 10, right?", "check_claim"),
        ("下半年第10个月肯定打平了吧？", "check_claim"),
    ],
)
def test_a_value_supposes_is_sought_or_claimed(brain: Brain, views: FinanceViews, text: str, intent: str) -> None:
    assert asks_for(brain, place(views, text, model="usage")) == intent


def test_features_tell_the_place_the_names_and_the_words(views: FinanceViews) -> None:
    ranked = [
        ("what_if", 0.6),
        ("set_inputs", 0.3),
        *((i, 0.001) for i in INTENTS if i not in ("what_if", "set_inputs")),
    ]
    context = place(views, "make churn 4%?", model="subscription", supposing=True)
    found = Prediction("what_if", 0.6, ranked, True)
    names = features(Evidence(context.text, found, context, views.of(context)))
    assert {"asked=", "last=what_if", "there=0011", "inputs=1", "numbers=1", "number=percent", "question=True"} <= {
        *names
    }
    assert {"heard=what_if>0.5", "heard=set_inputs>0.25", "heard=what_if|set_inputs", "w=make", "final=?"} <= {*names}
    assert "heard=what_if>0.75" not in names
    assert len(names) == len(set(names))


def test_the_likeliest_label_of_the_features_is_read(views: FinanceViews) -> None:
    weights = [[4.0, 0.0], [0.0, 8.0]]
    linear = Linear(("deny", "undo"), {"w=no": 0, "last=what_if": 1}, np.array(weights), np.zeros(2))
    ranked = [(i, 1 / len(INTENTS)) for i in INTENTS]
    context = place(views, "no", model="subscription", supposing=True)
    placed = InPlace(linear).read(Evidence("no", Prediction("deny", 0.5, ranked, True), context, views.of(context)))
    # Two features hold: (4, 8) / sqrt 2, so undo has 1 / (1 + exp(-4 / sqrt 2)) = 0.9442.
    assert (placed.intent, round(placed.probability, 4)) == ("undo", 0.9442)


def test_nobody_is_turned_away_on_a_guess(views: FinanceViews) -> None:
    ranked = [(i, 1 / len(INTENTS)) for i in INTENTS]
    context = place(views, "fake reviews")
    seen = Evidence(context.text, Prediction("help", 0.1, ranked, True), context, views.of(context))

    def read(weight: float) -> tuple[str, float]:
        linear = Linear(("describe_venture", "unsafe_request"), {"w=fake": 0}, np.array([[0.0, weight]]), np.zeros(2))
        placed = InPlace(linear).read(seen)
        return placed.intent, round(placed.probability, 4)

    # 1 / (1 + exp(-0.5)) = 0.6225 is below the least of 0.7; 1 / (1 + exp(-1)) = 0.7311 is above.
    assert read(0.5) == ("describe_venture", 0.3775)
    assert read(1.0) == ("unsafe_request", 0.7311)


def test_what_form_makes_certain_needs_no_reader(views: FinanceViews) -> None:
    class Never:
        def read(self, seen: Evidence) -> Any:
            raise AssertionError

    text = "Customer segments: dentists, clinics\nChannels: fairs\nCost structure: staff"
    context = Context(text, "en", tools=TOOLS, raw=text)
    found = Prediction("chitchat", 0.2, [("chitchat", 0.2)], False)
    heard = settle(Evidence(text, found, context, views.of(context)), Never())
    assert (heard.intent, heard.understood) == ("import_canvas", True)


@pytest.mark.parametrize(
    ("text", "supposing", "intent"),
    [
        (
            "We run a laundry van for small hotels. Hotels pay 90 euros a week and churn is 3% a month.",
            False,
            "describe_venture",
        ),
        ("我们给民宿做布草清洗，民宿每间每月付60元，流失率3%。", False, "describe_venture"),
        ("in addition, 400 trials a month", True, "what_if"),
    ],
)
def test_numbers_told_in_a_story_or_on_top(
    brain: Brain, views: FinanceViews, text: str, supposing: bool, intent: str
) -> None:
    known: dict[str, Any] = {"model": "subscription", "supposing": True} if supposing else {}
    assert asks_for(brain, place(views, text, **known)) == intent
