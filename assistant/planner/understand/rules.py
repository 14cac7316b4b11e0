"""Rules that name an intent where the words show more than the classifier can know.

Each looks at the evidence and names an intent or passes. Rules exist for what a bag of n-grams cannot see: names of the
model in use, numbers, the open topic.
"""

from __future__ import annotations

import re

from assistant.planner.lexicon import (
    ADVICE,
    AS_BEFORE,
    ASKS_RESULT,
    BENCHMARK,
    BREAK_EVEN,
    BUDGET,
    CHANGE,
    CORRECTED_CUSTOMER,
    DEFINITION,
    FILE_FORMAT,
    HAND_OVER,
    HOW_MANY,
    HYPOTHETICAL,
    IDEA,
    KEEP,
    MAKE_CANVAS,
    ORDERING,
    PERMANENT,
    QUESTION,
    SEEKING,
    SOLVE,
    STACKING,
    SURELY_HYPOTHETICAL,
    WHEN,
    ZERO,
)
from assistant.planner.plans.canvas import awaits_answer, corrects_brief, tells_venture
from assistant.planner.plans.documents import asks_documents
from assistant.planner.plans.goal import seeks_input, seeks_output
from assistant.planner.understand.analysis_talk import analysis_talk
from assistant.planner.understand.beyond import asks_beyond, fills_rest, harms
from assistant.planner.understand.blocks_asked import shows_block
from assistant.planner.understand.evidence import Evidence
from assistant.planner.understand.finance_talk import asked_result, finance_talk
from assistant.planner.understand.forecast_talk import forecast_talk
from assistant.planner.understand.goes_on import goes_on
from assistant.planner.understand.groups import (
    DOCUMENT_TALK,
    EDITS,
    NUMBERS_TOLD,
    NUMERIC,
    PART_OF_DESCRIPTION,
    TALK,
)
from assistant.planner.understand.heard_wrong import (
    abbreviation_explained,
    column_in_currency,
    corrected_what_if,
    drafts_from_upload,
    duplicates,
    exports,
    names_saas_metric,
    of_assumptions,
    of_scenarios,
    one_value,
    rates_a_metric,
    term_explained,
)
from assistant.planner.understand.in_talk import in_talk
from assistant.planner.understand.just_now import just_now, redone
from assistant.planner.understand.on_canvas import advises, on_canvas, ordered, quotes_item
from assistant.planner.understand.own_numbers import own_numbers, uncertain_numbers
from assistant.planner.understand.rule import Rule
from assistant.planner.understand.story import story
from assistant.planner.understand.told_metrics import told_metrics
from assistant.planner.understand.whole_canvas import of_items, of_versions, of_view, one_more, pasted, starts_over

SHORT = 40
# What is surely said of the business goes on from no run of the model.
STORIES = frozenset({"guidance", "describe_venture", "record_evidence"})
# Runs that ask more of a result than its value.
OTHER_RUNS = frozenset({"simulate", "sensitivity", "what_if_table", "forecast_revenue", "saas_metrics", "check_claim"})


def _documents(seen: Evidence) -> str | None:
    """Uploaded documents are asked about."""
    if tells_venture(seen.text, seen.context):
        return None  # "lawyers upload their contracts" is what the product does
    asked = asks_documents(seen.text, seen.context) and not (seen.inputs and seen.quantities)
    return "guidance" if asked and (seen.unsure or seen.intent in DOCUMENT_TALK) else None


def _brief(seen: Evidence) -> str | None:
    """An answer to a question about the venture, unless it is plainly an order of another kind."""
    if seen.sure and seen.intent not in PART_OF_DESCRIPTION - {"chitchat", "guidance"} | {"replace_item"}:
        return None  # "who will pay?", "we talked to 20 clinics", "right": no words for the canvas
    corrected = CORRECTED_CUSTOMER.search(seen.text) or corrects_brief(seen.text, seen.context)
    if corrected and seen.context.brief:
        return "answer_brief"
    if not awaits_answer(seen.context) or (seen.intent in EDITS and seen.edit):
        return None
    if QUESTION.search(seen.text) or ORDERING.search(seen.text) or any(m.ids != ("price",) for m in seen.inputs):
        return None
    return "answer_brief" if seen.intent in PART_OF_DESCRIPTION | {"out_of_scope"} else None


def _definition(seen: Evidence) -> str | None:
    """A question what a term means, not what it is for this venture."""
    if seen.ours or re.search(r"\d", seen.text) or not (DEFINITION.search(seen.text) or BENCHMARK.search(seen.text)):
        return None
    near = NUMERIC | {"unit_economics", "show_model", "explain_figure", "guidance", "show_view", "saas_metrics"}
    return "guidance" if (seen.unsure or seen.intent in near) and not seen.hypothetical else None


def _asks_advice(seen: Evidence) -> bool:
    """A question about ventures at large: 访谈客户时怎样才能不诱导对方？."""
    return seen.intent == "guidance" and bool(QUESTION.search(seen.text)) and not seen.ours


def _venture(seen: Evidence) -> str | None:
    """A description with prices and other numbers in it is still a description."""
    numbers_first = (seen.intent in NUMBERS_TOLD or seen.unsure) and not (
        seen.context.brief or seen.hypothetical or CHANGE.search(seen.text)
    )
    if _asks_advice(seen):
        return None
    told = seen.intent == "describe_venture" or numbers_first
    return "describe_venture" if told and tells_venture(seen.text, seen.context) else None


def _keep(seen: Evidence) -> str | None:
    """Taking the what-if in hand as the plan."""
    if seen.view.scenario and not seen.quantities and KEEP.search(seen.text) and seen.intent not in EDITS:
        return "reset_scenario" if AS_BEFORE.search(seen.text) else "keep_scenario"
    return None


def _goal(seen: Evidence) -> str | None:
    """A question for the value of an input."""
    if not seen.inputs or seen.hypothetical or not (seen.unsure or seen.intent in NUMERIC | {"show_model"}):
        return None
    break_even = BREAK_EVEN.search(seen.text)
    asked = seeks_input(seen.text, seen.view) or SOLVE.search(seen.text)
    aimed = bool(break_even or (seen.quantities and (seen.outputs or seen.intent == "goal_seek")))
    if asked and SEEKING.search(seen.text) and not seen.quantities and not seen.outputs:
        aimed = bool(aimed or SOLVE.search(seen.text))  # "which price do we need?": for what, is asked back
    return "goal_seek" if aimed and (asked or (break_even and not seen.view.scenario)) else None


def _asks_case(seen: Evidence) -> bool:
    """Asks what comes of a value that is not said to hold, or adds it to the what-if in hand."""
    asked = ASKS_RESULT.search(seen.text) and not PERMANENT.search(seen.text)
    return bool(asked or (seen.view.scenario and STACKING.search(seen.text)))


def _value(seen: Evidence) -> str | None:
    """A value said of an input: a supposition, or part of the plan."""
    if not (seen.inputs and seen.quantities):
        return None
    if seen.intent == "set_inputs":
        supposed = seen.hypothetical and (not seen.sure or SURELY_HYPOTHETICAL.match(seen.text))
        return "what_if" if supposed or _asks_case(seen) else None
    if seen.intent == "goal_seek" and seeks_output(seen.text, seen.view):
        supposed = seen.unsure and SURELY_HYPOTHETICAL.search(seen.text)  # "work out our profit if the price were 49"
        return None if (SOLVE.search(seen.text) or BREAK_EVEN.search(seen.text)) and not supposed else "what_if"
    if seen.intent == "sensitivity" and any(q.relation in ("change_by", "multiply") for q in seen.quantities):
        return "what_if"  # "conversion falls 3 points, how much does that matter"
    if seen.intent == "allocate_budget" and not BUDGET.search(seen.text):
        return "set_inputs"
    if seen.intent == "show_model":
        return "what_if" if seen.hypothetical or ASKS_RESULT.search(seen.text) else "set_inputs"
    if seen.intent in EDITS:
        return "what_if" if seen.hypothetical else None
    if seen.intent in NUMERIC:
        return None if seen.found.understood else seen.intent
    if seen.intent in TALK or (seen.unsure and not seen.edit):
        return "what_if" if _asks_case(seen) or HYPOTHETICAL.search(seen.text) else "set_inputs"
    return None


def _follow_up(seen: Evidence) -> str | None:
    """A bare value goes to the input the talk is about: "and at 20%?"."""
    if seen.inputs or not seen.quantities or len(seen.text) > SHORT or not seen.topic:
        return None
    if seen.intent == "set_inputs":
        return "what_if" if HYPOTHETICAL.search(seen.text) else None
    open_to_it = not seen.found.understood or seen.intent in TALK | {"answer_brief", "goodbye", "thanks"}
    return "what_if" if open_to_it else None


def _metric(seen: Evidence) -> str | None:
    """A question for a result of the venture as it stands."""
    if seen.inputs or seen.quantities or seen.hypothetical or not seen.ours or seen.intent == "saas_metrics":
        return None
    # "What does CAC mean, and what is ours?": the name stands in the sentence before.
    if not (seen.outputs or (len(seen.text) <= SHORT and seen.view.find_outputs(seen.context.text))):
        return None
    near = seen.unsure or seen.intent in ("what_if", "set_inputs", "goal_seek", "show_model")
    return "unit_economics" if near else None


def _bare_change(seen: Evidence) -> str | None:
    """An input to be changed, without a value: to be asked for."""
    bare = seen.inputs and not seen.quantities and not seen.found.understood and seen.edit is None
    return "set_inputs" if bare and CHANGE.search(seen.text) else None


def _break_even(seen: Evidence) -> str | None:
    """When, or with how many customers, the venture breaks even, whatever input would change that."""
    asked = WHEN.search(seen.text) or HOW_MANY.search(seen.text)
    bare = not seen.quantities and not seen.hypothetical and not seen.inputs
    return "unit_economics" if bare and asked and BREAK_EVEN.search(seen.text) else None


def _zero(seen: Evidence) -> str | None:
    """A supposition that something stops: "what if nobody churned"."""
    stops = seen.inputs and not seen.quantities and seen.hypothetical and ZERO.search(seen.text)
    return "what_if" if stops else None


def _file(seen: Evidence) -> str | None:
    """A file format is named, or advice is asked for, where the classifier hears "show the canvas"."""
    if seen.intent == "show_canvas" and ADVICE.search(seen.text):
        return "guidance"
    wanted = seen.intent in ("show_canvas", "describe_venture") or seen.unsure
    wanted = wanted or (seen.intent == "import_canvas" and bool(HAND_OVER.search(seen.text)))
    named = len(seen.text) <= SHORT * 2 and FILE_FORMAT.search(seen.text)
    return "export_canvas" if wanted and named and not tells_venture(seen.text, seen.context) else None


def _new_venture(seen: Evidence) -> str | None:
    """Wanting a canvas, or having an idea, however vaguely said."""
    if MAKE_CANVAS.search(seen.text) and (seen.unsure or seen.intent in ("describe_venture", "review_canvas")):
        return "describe_venture"
    advised = seen.intent == "guidance" and seen.sure
    if IDEA.search(seen.text) and (seen.intent in TALK and not advised or not seen.found.understood):
        return "describe_venture"
    told = seen.unsure and not _asks_advice(seen) and tells_venture(seen.text, seen.context)
    return "describe_venture" if told else None


RULES = (
    Rule(harms),
    Rule(exports, of_words=True),
    Rule(drafts_from_upload),
    Rule(column_in_currency),
    Rule(term_explained, of_words=True),
    Rule(pasted),
    Rule(just_now),
    Rule(abbreviation_explained),
    Rule(goes_on, yields_to=STORIES),
    Rule(asked_result, yields_to=OTHER_RUNS),
    Rule(asks_beyond, of_words=True),
    Rule(fills_rest, of_words=True),
    Rule(shows_block),
    Rule(one_more),
    Rule(in_talk),
    Rule(quotes_item),
    Rule(advises),
    Rule(of_items, of_words=True),
    Rule(told_metrics),
    Rule(finance_talk, of_words=True),
    Rule(story),
    Rule(_documents),
    Rule(of_assumptions, of_words=True),
    Rule(duplicates),
    Rule(of_versions, of_words=True),
    Rule(of_view, of_words=True),
    Rule(starts_over, of_words=True),
    Rule(analysis_talk),
    Rule(forecast_talk),
    Rule(own_numbers),
    Rule(uncertain_numbers),
    Rule(corrected_what_if),
    Rule(of_scenarios),
    Rule(names_saas_metric, of_words=True),
    Rule(rates_a_metric, of_words=True),
    Rule(_brief),
    Rule(on_canvas),
    Rule(_definition, of_words=True),
    Rule(_venture),
    Rule(_keep),
    Rule(_break_even),
    Rule(_goal, of_words=True),
    Rule(one_value, of_words=True),
    Rule(_value, of_words=True),
    Rule(_follow_up),
    Rule(_metric, of_words=True),
    Rule(_zero, of_words=True),
    Rule(_bare_change),
    Rule(redone),
    Rule(_file, of_words=True),
    Rule(ordered),
    Rule(_new_venture),
)
