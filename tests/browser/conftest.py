from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from assistant import paths
from assistant.config import Settings
from assistant.finance import load_models
from assistant.threads import ThreadList
from ui.testing import ScriptedBackend, served

CHROMIUM = "/usr/bin/chromium"
QUIET = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"]


# Not for the whole session: while Playwright runs, no other test can run an event loop of its own.
@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    if not shutil.which(CHROMIUM):
        pytest.skip("no Chromium")
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as running:
        browser = running.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    home: Path = tmp_path_factory.mktemp("page")
    backend = ScriptedBackend(
        load_models(paths.KNOWLEDGE / "models"), ThreadList(home / "threads.db"), home / "exports"
    )
    with served(backend, Settings(data_dir=home)) as url:
        yield url
