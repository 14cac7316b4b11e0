"""Takes personal data out of texts and puts it back."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from assistant.service.privacy.find import PLACEHOLDER, apart, find_personal
from assistant.service.privacy.kinds import Found, Kind


class Vault:
    """What was taken out of the texts of one exchange.

    The same value gets the same placeholder, `[NAME_1]`, in every text that passes through the same vault.
    """

    def __init__(self) -> None:
        self._placeholders: dict[tuple[Kind, str], str] = {}
        self._values: dict[str, str] = {}
        self._counts: Counter[str] = Counter()

    def redact(self, text: str) -> str:
        """`text` with a placeholder for each piece of personal data."""
        parts, done = [], 0
        for found in apart([*find_personal(text), *self._known(text)]):
            parts += [text[done : found.start], self._placeholder(found.kind, text[found.start : found.end])]
            done = found.end
        return "".join([*parts, text[done:]])

    def restore(self, text: str) -> str:
        """`text` with the values again; placeholders this vault never gave out stay."""
        return PLACEHOLDER.sub(lambda m: self._values.get(f"[{m[1].upper()}_{m[2]}]", m.group()), text)

    def redact_json(self, value: Any) -> Any:
        """The same for every text in lists and objects of plain JSON; keys stay."""
        return _each(value, self.redact)

    def restore_json(self, value: Any) -> Any:
        """Inverse of `redact_json`."""
        return _each(value, self.restore)

    @property
    def counts(self) -> dict[str, int]:
        """How many different values of each kind were taken out."""
        return dict(self._counts)

    def _known(self, text: str) -> Iterator[Found]:
        """What was personal in another text; a surname alone is too short to be looked for."""
        for kind, value in self._placeholders:
            if len(value) > 1 and value in text and kind != "literal":
                word = re.escape(value)
                edged = rf"(?<![A-Za-z0-9]){word}(?![A-Za-z0-9])" if value.isascii() else word
                yield from (Found(m.start(), m.end(), kind) for m in re.finditer(edged, text))

    def _placeholder(self, kind: Kind, value: str) -> str:
        key = (kind, value)
        if key not in self._placeholders:
            self._counts[kind] += 1
            placeholder = f"[{kind.upper()}_{self._counts[kind]}]"
            self._placeholders[key] = placeholder
            self._values[placeholder] = value
        return self._placeholders[key]


def redact(text: str) -> str:
    """`text` without personal data, where it need not be restored: for a log."""
    return Vault().redact(text)


def _each(value: Any, change: Any) -> Any:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, dict):
        return {key: _each(item, change) for key, item in value.items()}
    if isinstance(value, list):
        return [_each(item, change) for item in value]
    return value
