"""What a user message can ask for: the labels of the intent classifier."""

from __future__ import annotations

from typing import Literal, get_args

Intent = Literal[
    "describe_venture",
    "answer_brief",
    "add_item",
    "replace_item",
    "remove_item",
    "move_item",
    "undo",
    "redo",
    "show_canvas",
    "export_canvas",
    "review_canvas",
    "set_inputs",
    "choose_model",
    "show_model",
    "what_if",
    "goal_seek",
    "unit_economics",
    "explain_figure",
    "keep_scenario",
    "reset_scenario",
    "sensitivity",
    "simulate",
    "compare_pricing",
    "segment_customers",
    "forecast_revenue",
    "explain_drivers",
    "recommend_items",
    "classify_messages",
    "answer_customer",
    "monitor_opinion",
    "assess_feasibility",
    "allocate_budget",
    "guidance",
    "greeting",
    "thanks",
    "goodbye",
    "help",
    "affirm",
    "deny",
    "check_claim",
    "chitchat",
    "out_of_scope",
]

INTENTS: tuple[Intent, ...] = get_args(Intent)
"""Every label, in the order of the columns of the stored parameters."""
