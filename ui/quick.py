"""A quicker first import of gradio."""

from __future__ import annotations

import inspect
import os
import sys
from typing import Any


def import_gradio() -> None:
    """Import gradio in half the time, with its telemetry off.

    At every import gradio parses the source of each of its components and rewrites type stubs beside them in
    site-packages. That is half of the page's start-up time, and two processes that start at once step on each other.
    It leaves out classes that have no source file, so while it is imported its own classes have none.
    """
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
    os.environ["HF_HUB_OFFLINE"] = "1"
    if "gradio" in sys.modules:
        return
    original = inspect.getfile

    def getfile(thing: Any) -> str:
        if isinstance(thing, type) and thing.__module__.startswith("gradio."):
            raise OSError("no stubs")
        return original(thing)

    inspect.getfile = getfile  # type: ignore[assignment]
    try:
        import gradio  # noqa: F401
    finally:
        inspect.getfile = original
