"""Whether a message that follows a question of ours is a request of its own and no answer to it."""

from __future__ import annotations

from assistant.planner.context import Context
from assistant.planner.intents.normalise import tokens
from assistant.planner.lexicon import BOTH, ORDINALS, SEEKING, SURELY_HYPOTHETICAL
from assistant.planner.understand.evidence import Named, is_sure
from assistant.planner.understand.follow_ups import MEANT
from assistant.planner.understand.groups import EDITS

SHORTEST_REQUEST = 3  # words, or Chinese characters; "price", 第二个 are answers whatever they sound like
LONGEST_MEANT = 40  # characters
LONGEST_CHOICE = {"en": 5, "zh": 8}  # words or characters: "the second one, please"
OF_ANY_TEXT = {"customer_message", "messages"}  # what was asked for may be any text, of any length
# What is asked about an edit is answered by names of blocks and items, which sound like anything.
OF_CANVAS = {"block", "edit"}
# A question that only numbers or names of the model answer.
OF_NUMBERS = {"variable", "value", "lever", "target", "new_input", "currency", "budget", "movements"}
OF_GOALS = {"lever", "target"}
# What an answer to a question may sound like: a value, a name, yes, no.
ANSWERS = {
    "affirm",
    "allocate_budget",
    "answer_brief",
    "chitchat",
    "choose_model",
    "define_input",
    "deny",
    "describe_table",
    "goal_seek",
    "goodbye",
    "greeting",
    "out_of_scope",
    "saas_metrics",
    "set_currency",
    "set_inputs",
    "what_if",
    "what_if_table",
}
# The intent that a question of this kind goes on with.
OWN = {
    "assumption": {"record_evidence", "next_test"},
    "drivers": {"explain_drivers"},
    "fix": {"apply_fix", "review_canvas"},
    "forecast": {"forecast_revenue"},
    "held": set(EDITS),
    "import": {"import_canvas", "import_workbook"},
    "recommend": {"recommend_items"},
}


def is_new_request(context: Context, found: Named) -> bool:
    """Whether the message in `context` leaves the open question aside, as far as it is surely heard."""
    kind = str(context.asked.get("kind"))
    if kind in OF_ANY_TEXT or kind in OF_CANVAS:
        return False
    if kind in OF_NUMBERS and SURELY_HYPOTHETICAL.match(context.text) and len(tokens(context.text)) > SHORTEST_REQUEST:
        return True
    if kind in OF_NUMBERS and MEANT.search(context.text) and len(context.text) <= LONGEST_MEANT:
        return False  # "I meant the fixed cost", 我说的是固定成本
    seeks = found.intent == "goal_seek" and kind not in OF_GOALS and SEEKING.search(context.text)
    if seeks and is_sure(found) and len(tokens(context.text)) > SHORTEST_REQUEST:
        return True  # "what price would I need to break even in month 12"
    if not is_sure(found) or found.intent in ANSWERS | OWN.get(kind, set()):
        return False
    length = len(tokens(context.text))
    chooses = BOTH.search(context.text) or any(pattern.search(context.text) for pattern in ORDINALS)
    return length > SHORTEST_REQUEST and not (chooses and length <= LONGEST_CHOICE[context.language])
