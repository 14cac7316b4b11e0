"""Views of the finance models for planner tests."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from assistant import paths
from assistant.finance import load_models
from assistant.planner.brain import Brain
from assistant.planner.context import Context
from assistant.planner.finance_view import FinanceView, FinanceViews
from assistant.planner.in_place.reader import InPlace
from assistant.planner.intents.model import IntentClassifier

View = Callable[..., FinanceView]


@pytest.fixture(scope="session")
def views() -> FinanceViews:
    return FinanceViews(load_models(paths.KNOWLEDGE / "models"))


@pytest.fixture(scope="session")
def brain(views: FinanceViews) -> Brain:
    return Brain(views.models, IntentClassifier.load(), InPlace.load())


@pytest.fixture(scope="session")
def view(views: FinanceViews) -> View:
    def of(template: str = "subscription", **inputs: float) -> FinanceView:
        finance: dict[str, Any] = {"template": template, "inputs": {**views.models[template].defaults, **inputs}}
        return views.of(Context("", "en", finance=finance))

    return of
