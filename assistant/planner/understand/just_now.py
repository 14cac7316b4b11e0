"""What a short message means by the turn just before it: the same step again, the canvas in the place of a view."""

from __future__ import annotations

import re

from assistant.canvas import canvas_json, find_blocks
from assistant.language.lazy_re import lazy_re
from assistant.planner.lexicon import QUESTION, REDO
from assistant.planner.understand.evidence import Evidence
from assistant.planner.understand.same_topic import refers_back
from assistant.planner.understand.steps_back import steps_back

LONGEST = 60  # characters
_AGAIN = lazy_re(
    r"\W*(?:(?:and|ok(?:ay)?|yes|now|please|pls)\b[\s,]*)*(?:(?:do (?:it|that) )?(?:once|one) more(?: (?:time|step))?|"
    r"(?:do (?:it|that) )?again|same again|another (?:one|step|time)|(?:one step )?further(?: back)?|keep going)"
    r"(?:[\s,]*(?:please|pls))?\W*|"
    r"(?:好的?|嗯|那|请)?[,，\s]*(?:再来|再|继续)(?:一次|一步|一下|退一步|一遍|来一次|退|撤)?(?:吧)?\W*",
    re.IGNORECASE,
)
_WHOLE = lazy_re(
    r"\b(?:back to|return to|switch back|go back|show|again|rather)\b.{0,20}\b(?:normal|usual|regular|standard|"
    r"ordinary|full|plain|whole|nine|business model|big)\b"
    r".{0,20}\b(?:box(?:es)?|blocks|canvas|view|board|one|picture|layout)\b|"
    r"(?:回到?|换回|切回|还是|显示|恢复成?).{0,6}(?:普通|正常|标准|完整|九|常规|商业模式).{0,6}(?:格|画布|视图|"
    r"模块|宫)",
    re.IGNORECASE,
)
_OF_VERSIONS = lazy_re(r"\b(?:versions?|branch(?:es)?|saved|v\d+)\b|版本?|分支|存", re.IGNORECASE)
# The last change was a slip of the hand.
_SLIP = lazy_re(
    r"手快|手滑|手误|手抖|点错|按错|删错|"
    r"\b(?:oops|whoops|by mistake|by accident|slipped|too rash|too hasty|misclick\w*)\b",
    re.IGNORECASE,
)
_RETURNS = lazy_re(
    r"还(?:给)?我|还回来|还原|拿回来|退回|撤|恢复|\b(?:give|put|bring|take|get) (?:it|that|them|those) back\b|"
    r"\b(?:revert|undo|restore)\b",
    re.IGNORECASE,
)


def _asks_on(seen: Evidence) -> bool:
    """A question right after one that the guidance answered, and about the same: "how do I know it is right?"."""
    own = seen.inputs or seen.outputs or seen.quantities or seen.edit or find_blocks(seen.text)
    return bool(QUESTION.search(seen.text) and not own and refers_back(seen.text))


def just_now(seen: Evidence) -> str | None:
    """The intent that the turn before gives a short message; None where it gives none."""
    if len(seen.text) > LONGEST:
        return steps_back(seen)
    if seen.context.focus.get("question") and _asks_on(seen):
        return "guidance"
    step = str(seen.context.focus.get("step") or "")
    if step and _AGAIN.fullmatch(seen.text):
        return step
    viewed = seen.context.focus.get("viewed") and any(canvas_json({"canvas": seen.context.canvas}).values())
    if viewed and _WHOLE.search(seen.text) and not _OF_VERSIONS.search(seen.text):
        return "show_canvas"
    slipped = seen.context.seen.get("last_change") and _SLIP.search(seen.text) and _RETURNS.search(seen.text)
    return "undo" if slipped else steps_back(seen)


def redone(seen: Evidence) -> str | None:
    """What was taken back is wanted again, where the classifier hears but that something is taken back."""
    return "redo" if seen.intent == "undo" and REDO.search(seen.text) else None
