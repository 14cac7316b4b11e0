from __future__ import annotations

from pathlib import Path

import pytest

from assistant import paths
from assistant.finance import load_models
from assistant.threads import ThreadList
from ui.testing import ScriptedBackend


@pytest.fixture
def backend(tmp_path: Path) -> ScriptedBackend:
    models = load_models(paths.KNOWLEDGE / "models")
    return ScriptedBackend(models, ThreadList(tmp_path / "threads.db"), tmp_path / "exports")
