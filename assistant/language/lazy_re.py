"""Regular expressions that are compiled when they are first used.

The planner reads with over a thousand patterns; compiling all of them at import costs every command most of a second
(Python compiles patterns in Python), and one message needs a part of them.
"""

from __future__ import annotations

import re
from typing import Any, cast


class _LazyPattern:
    """Stands for `re.compile(source, flags)`; becomes it at the first use of a method."""

    __slots__ = ("_compiled", "_flags", "pattern")

    def __init__(self, source: str, flags: int) -> None:
        self.pattern = source
        self._flags = flags
        self._compiled: re.Pattern[str] | None = None

    def __getattr__(self, name: str) -> Any:
        if self._compiled is None:
            self._compiled = re.compile(self.pattern, self._flags)
        return getattr(self._compiled, name)

    def __repr__(self) -> str:
        return f"lazy_re({self.pattern!r})"


def lazy_re(source: str, flags: int = 0) -> re.Pattern[str]:
    """`re.compile`, put off until the first match.

    Raises:
        re.error: at the first use, not here, if `source` is no regular expression.
    """
    return cast("re.Pattern[str]", _LazyPattern(source, flags))
