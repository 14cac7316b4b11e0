"""Steps of the canvas in other words: 这两步都撤了, back to how it was at the start, what was changed just now."""

from __future__ import annotations

import re

from assistant.canvas import History, canvas_json
from assistant.language.lazy_re import lazy_re
from assistant.planner.context import Context
from assistant.planner.understand.edits.brought_back import names_nothing, read_back
from assistant.planner.understand.edits.canvas_edits import edit_op
from assistant.planner.understand.edits.in_view import repeated
from assistant.planner.understand.edits.one_of_several import taken_back
from assistant.planner.understand.edits.order_proper import proper
from assistant.planner.understand.evidence import Evidence
from assistant.planner.understand.splitting import LEADS_IN

LONGEST = 60  # characters
STEPS_BACK = lazy_re(
    r"(?:这|那|刚才|前面|上面|最近|连着|往回|再)*(?:的)?(?:\d|[一两三四五])(?:步|次(?:修改|改动)?|处(?:修改|"
    r"改动))(?:操作)?(?:都|全|一起|给我|也)*"
    r"(?:撤|退|取消|收回|不算|回退)|(?:刚刚?|刚才|上|前|最后|那|这)(?:的|做的)?(?:那|这)?一?步(?:操作|修改|改动)?(?:给我|也|先|都)*"
    r"(?:还原|撤|退|取消|收回|不算)|(?:撤|退|回退|收回)(?:销|回|掉)?(?:这|那|刚才|前面|最近)?(?:的)?(?:\d|"
    r"[一两三四五])步|"
    r"\b(?:undo|take back|reverse|revert|roll back)\b.{0,20}\b(?:last|both|these|those|two|three|four|\d)\b.{0,12}\b"
    r"(?:steps?|changes?|edits?)?\b",
    re.IGNORECASE,
)
_UNDO = lazy_re(
    r"\W*(?:please |just |then |let'?s )*undo(?: (?:it|that|this))?(?: please)?\W*|\W*(?:请|就|先)?撤销(?:它|"
    r"这个)?(?:吧|一下)?\W*",
    re.I,
)
AT_FIRST = lazy_re(
    r"\b(?:(?:at|from|to) the (?:very )?(?:start|beginning)|originally|the original (?:canvas|state|one)|"
    r"as (?:it was )?(?:at first|originally|i gave it)|before (?:all|any) (?:of )?(?:that|this|these|"
    r"the (?:edits|changes)))\b|"
    r"最初|最开始|一开始|最早|起初|原先给",
    re.IGNORECASE,
)
_RETURNS = lazy_re(
    r"\b(?:back|undo|revert|restore|return|reset)\b|回到|回去|恢复|还原|退回|撤|变回|改回", re.IGNORECASE
)
_ONE_BACK = lazy_re(
    r"\W*(?:(?:too|太)\S{0,12}[,，]\s*)?(?:please |ok(?:ay)?,? |no,? |then |just |那|就|先|请|还是|我要)*"
    r"(?:(?:go |put it |take it |change it |turn it )?back to (?:how|what|the way) (?:it|things|we) (?:was|were|"
    r"had)(?: it)?(?: before)?|"
    r"restore (?:it|that|this|things) to (?:how|what|the way) (?:it|they|we) (?:was|were|had)(?: before)?|"
    r"back to before (?:that|this|the (?:edit|change))|"
    r"(?:回到|恢复到?|还原到?|退回到?)(?:刚才|这次)?(?:修)?改(?:动)?之?前(?:的样子|的状态)?)(?:吧|了)?\W*",
    re.IGNORECASE,
)
_ASKED = lazy_re(
    r"\bwhat (?:did|have) (?:i|we|you) (?:just )?(?:change|edit|do|touch)\w*\b|\bwhat (?:was|has been|"
    r"got) (?:just )?changed\b|"
    r"\bwhat(?:'s| has| is)? changed\b|\bwhich (?:one|item) (?:did|was)\b.{0,20}\bchange|\bwhat'?s different\b|"
    r"(?:改|动|变)(?:的|了|过)(?:是)?(?:哪|什么|啥)|都?(?:有|做了)?(?:哪些|什么|啥)(?:变化|改动|修改)|"
    r"改了些?(?:啥|什么|哪)|变了(?:哪|什么)",
    re.IGNORECASE,
)
# What was taken back or done again last is to be so once more.
_ONE_MORE = lazy_re(
    r"\W*(?:(?:and|now|then|also|ok(?:ay)?|please|so)\b\W*)*(?:the |that )?(?:other|next|remaining|last|second|"
    r"one more|"
    r"another|once more|again|same again)(?: one| step| change| thing)?(?: too| as well| please| again)*\W*|"
    r"(?:那|然后|再|还|也|请|就|[,，])*(?:来|退|撤|做|弄)?(?:一(?:步|次|个|下)|另外?一?个|剩下的?那?一?个|下一步|还有一个|上一步)"
    r"(?:也|都|一样|同样|恢复|撤|回来|[,，])*(?:吧|了|呢)?\W*|(?:再来|继续)(?:吧)?\W*",
    re.IGNORECASE,
)
_JUST_NOW = lazy_re(r"\b(?:just now|just|a moment ago|last|so far)\b|刚才|刚刚|刚|上一步|最近", re.IGNORECASE)
_NAMED = lazy_re(r"\b(?:version|branch|since v|v\d)\b|版本|分支|那版|数字|\bnumbers?\b|模型|\bmodel\b", re.IGNORECASE)


def steps_back(seen: Evidence) -> str | None:
    """Undo, or what was changed, where the words speak of steps of the canvas in other words than "undo"."""
    text = seen.text
    history = History.from_json(seen.context.canvas)
    if len(text) > LONGEST or not any(canvas_json({"canvas": seen.context.canvas}).values()) or _NAMED.search(text):
        return None
    if again := _step_again(text, history, seen.context):
        return again
    if seen.quantities and not STEPS_BACK.search(text):
        return None
    words = [clause for clause in re.split(r"[,，;；]", text) if not LEADS_IN.fullmatch(clause)]
    # "Undo that, the channels are wrong now": what is said besides is why, unless it orders something.
    if words and _UNDO.fullmatch(words[0]) and not any(edit_op(more, of_known_item=True) for more in words[1:]):
        return "undo"
    if (
        _ASKED.search(text)
        and (AT_FIRST.search(text) or _JUST_NOW.search(text))
        and not seen.context.versions.get("saved")
    ):
        return "show_changes"
    changed = (seen.context.seen.get("last_change") or {}).get("canvas")
    if history.position and AT_FIRST.search(text) and _RETURNS.search(text):
        return "undo"
    if STEPS_BACK.search(text) or (changed and _ONE_BACK.fullmatch(text)):
        return "undo"
    if changed and names_nothing(text) and not read_back(text, history):
        return "undo"
    return None


def _step_again(text: str, history: History, context: Context) -> str | None:
    """The step of the turn before once more, or back from it: "and the other", 再来一步, "bring one of them back"."""
    if repeated(text, context) or taken_back(proper(text), context):
        return "remove_item"  # "and the first channel" goes too, the second of several edits is taken back
    step = str(context.focus.get("step") or "")
    able = {"undo": history.position > 0, "redo": history.position < len(history.entries) - 1}
    if step == "undo" and able["redo"] and names_nothing(text) and not read_back(text, history):
        return "redo"
    return step if able.get(step) and _ONE_MORE.fullmatch(text) else None


def first_state(history: History) -> int:
    """The position of the first state that holds anything."""
    return next((n for n, entry in enumerate(history.entries) if entry.canvas.count), 0)
