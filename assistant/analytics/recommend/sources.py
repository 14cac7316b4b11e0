"""Which of the uploaded tables tells of behaviour, and which describes the items."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.analytics.recommend.behaviour import Behaviour, plain, read_behaviour
from assistant.analytics.recommend.roles import Roles, roles_of
from assistant.analytics.tables import Table
from assistant.errors import ToolInputError

MOST_NAMED = 8  # columns


def behaviour_of(tables: Sequence[Table], user_column: str = "", item_column: str = "") -> Behaviour:
    """The behaviour that one or two tables tell of; the latest table counts where several do.

    Args:
        tables: What was uploaded, the latest last.
        user_column: Column of the user, where it was named; else it is recognised.
        item_column: Column of the item, likewise.

    Raises:
        ToolInputError: No table says who did something with what.
    """
    read = [(table, roles_of(table, user_column, item_column)) for table in tables]
    events = next(((t, r) for t, r in reversed(read) if r.is_behaviour), None)
    if events is None:
        raise _no_roles(tables)
    table, roles = events
    described = next(
        ((t, r) for t, r in reversed(read) if t is not table and r.is_catalogue and _fits(table, roles, t, r)), None
    )
    if described is None:
        return read_behaviour(table, roles)
    return read_behaviour(table, roles, *described)


def _no_roles(tables: Sequence[Table]) -> ToolInputError:
    """The question which columns say who and what; their names are all the answer needs."""
    names = ", ".join(t.source for t in tables)
    columns = [c.name for t in tables for c in t.columns if c.kind != "empty"][:MOST_NAMED]
    return ToolInputError(
        f"In {names} I cannot tell the column of the user from that of the item. Which of {', '.join(columns)} says "
        "who, and which says what was bought, clicked or viewed? For example: “x is the user, y is the item”.",
        f"{names}里分不清哪一列是用户、哪一列是商品。{'、'.join(columns)}之中，哪一列是用户，"
        "哪一列是被购买、点击或浏览的东西？例如：“x是用户，y是商品”。",
        question=True,
    )


def _fits(events: Table, roles: Roles, catalogue: Table, described: Roles) -> bool:
    """Whether a catalogue knows items of the events."""
    names = {plain(v) for v in catalogue.frame[described.item].unique()}
    seen = {plain(v) for v in events.frame[roles.item].unique()}
    return bool(names & seen - {None})
