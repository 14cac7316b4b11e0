"""The sources of a reply, for the terminal."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

HEAD = {"en": "Sources", "zh": "来源"}


def sources(record: Mapping[str, Any]) -> str:
    """The passages that a reply cites as [n], one a line: number, title, heading, path; empty where it cites none."""
    cited = {int(n) for n in re.findall(r"\[(\d+)\]", str(record.get("reply") or ""))}
    found: Sequence[Mapping[str, Any]] = [c for c in record.get("citations") or [] if int(c["n"]) in cited]
    if not found:
        return ""
    lines = [
        f"[{c['n']}] {' — '.join(str(c[k]) for k in ('title', 'heading') if c.get(k))} ({c['path']})" for c in found
    ]
    return "\n".join([f"{HEAD['zh' if record.get('language') == 'zh' else 'en']}:", *lines])
