"""Groups of intents that are treated alike."""

from __future__ import annotations

EDITS = {"add_item": "add", "replace_item": "replace", "remove_item": "remove", "move_item": "move"}
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
