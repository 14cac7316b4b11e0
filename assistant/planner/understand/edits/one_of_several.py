"""Takes back one of the several edits that a message made: "undo the second one", 第2件撤掉，其余保留."""

from __future__ import annotations

import re

from assistant.canvas import History
from assistant.language.lazy_re import lazy_re
from assistant.planner.context import Context
from assistant.planner.understand.edits.canvas_edits import Edit

_NUMBERS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "一": 1, "二": 2, "三": 3, "四": 4, "五": 5}
_TAKEN_BACK = lazy_re(
    r"\W*(?:(?:actually|please|no|just|so)\b\W*)*(?:undo|take back|revert|cancel|reverse|forget|"
    r"drop)\s+(?:just\s+|only\s+)?"
    r"(?:the\s+)?(?P<en>first|second|third|fourth)(?:\s+(?:one|change|edit|thing|point))?(?:\s+of (?:them|"
    r"those|these))?\W*|"
    r"\W*(?:只|请|就|把|那)*第(?P<zh>[一二三四五\d])(?:件|处|步|个(?:修改|改动))(?:事|修改|改动)?(?:给我|也|先|还是)*"
    r"(?:撤|取消|不算|不做|退|别做|收回)(?:掉|回|了|销|吧)*\W*",
    re.IGNORECASE,
)


def taken_back(text: str, context: Context) -> list[Edit]:
    """The edit that undoes one of the edits made together last; empty where the text means none of them."""
    match = _TAKEN_BACK.fullmatch(text)
    changes = ((context.seen.get("edit_canvas") or {}).get("data") or {}).get("changes") or []
    if not match or len(changes) < 2 or not context.focus.get("in_view_now"):
        return []
    said = match["en"] or match["zh"]
    place = int(said) if said.isdigit() else _NUMBERS[said.lower()]
    if not 0 < place <= len(changes):
        return []
    change = changes[place - 1]
    stands = History.from_json(context.canvas).canvas.find(str(change["id"])) is not None
    if change["op"] == "add" and stands:
        return [Edit("remove", "", str(change["id"]), "")]
    if change["op"] == "replace" and stands:
        return [Edit("replace", "", str(change["id"]), str(change["before"]))]
    return [Edit("add", str(change["block"]), "", str(change["before"]))] if change["op"] == "remove" else []
