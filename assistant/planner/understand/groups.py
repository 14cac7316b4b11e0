"""Groups of intents that rules treat alike."""

from __future__ import annotations

EDITS = {"add_item": "add", "replace_item": "replace", "remove_item": "remove", "move_item": "move"}
TALK = {"out_of_scope", "chitchat", "guidance", "greeting", "affirm", "deny"}
NUMERIC = {"what_if", "set_inputs", "goal_seek", "choose_model"}
# A sentence of these kinds inside a founder's description is part of the description.
PART_OF_DESCRIPTION = {
    "describe_venture",
    "answer_brief",
    "set_inputs",
    "add_item",
    "chitchat",
    "guidance",
    "choose_model",
}
# What a question about a document may be taken for.
DOCUMENT_TALK = TALK | {
    "show_canvas",
    "show_model",
    "check_claim",
    "explain_figure",
    "describe_venture",
    "answer_brief",
}
# What a first description full of numbers may be taken for.
NUMBERS_TOLD = {"set_inputs", "choose_model", "show_model", "set_currency"}
