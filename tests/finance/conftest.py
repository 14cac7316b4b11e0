from __future__ import annotations

import pytest

from assistant.finance import FinanceModel, load_models
from assistant.paths import KNOWLEDGE


@pytest.fixture(scope="session")
def models() -> dict[str, FinanceModel]:
    return load_models(KNOWLEDGE / "models")


@pytest.fixture(scope="session")
def subscription(models: dict[str, FinanceModel]) -> FinanceModel:
    return models["subscription"]


@pytest.fixture(scope="session")
def venture(models: dict[str, FinanceModel]) -> FinanceModel:
    return models["venture"]
