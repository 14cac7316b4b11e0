"""Reads from a model file how numbers that the founder adds can enter the model."""

from __future__ import annotations

from assistant.finance.expression import Expr, ExpressionError, names, parse
from assistant.finance.fields import Fields
from assistant.finance.model import STEP, Way

# Stands for the added number in the terms of a model file.
ADDED = "x"


def read_ways(top: Fields, known: set[str]) -> tuple[Way, ...]:
    """The ways under `extend`; none where the key is missing.

    Args:
        top: The model file.
        known: Ids of its inputs and formulas.

    Raises:
        KnowledgeError: A way breaks the schema or names something unknown.
    """
    return tuple(_way(fields, known) for fields in top.children("extend"))


def _way(fields: Fields, known: set[str]) -> Way:
    fields.only({"id", "unit", "label", "cost"}, {"aliases", "income"})
    return Way(
        id=fields.identifier("id"),
        measure=fields.unit("unit"),
        label=fields.text("label"),
        aliases=fields.aliases("aliases"),
        cost=_terms(fields, "cost", known),
        income=_terms(fields, "income", known) if "income" in fields.data else (),
    )


def _terms(fields: Fields, key: str, known: set[str]) -> tuple[tuple[str, Expr], ...]:
    inner = fields.mapping(key)
    found: list[tuple[str, Expr]] = []
    for target in inner.data:
        try:
            term = parse(inner.string(target))
        except ExpressionError as error:
            raise inner.error(target, str(error)) from error
        used = set(names(term))
        if ADDED not in used:
            raise inner.error(target, f"the term must have {ADDED!r}, the added number")
        for name in sorted(used | {target}):
            if name not in known | {ADDED, STEP}:
                raise inner.error(target, f"{name!r} is no input and no formula of this file")
        found.append((target, term))
    return tuple(found)
