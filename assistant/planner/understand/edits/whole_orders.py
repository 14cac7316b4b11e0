"""Messages each clause of which does something to the canvas: 甲去掉，换成乙和丙, "rename A to B and delete C".

Read only where every clause is understood and names what stands there, so that no half of a message is lost.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.canvas import Canvas, find_blocks
from assistant.language.lazy_re import lazy_re
from assistant.language.quantities import find_quantities
from assistant.planner.lexicon import SURELY_HYPOTHETICAL
from assistant.planner.understand.edits.canvas_edits import IMPLIED, Edit, edit_op
from assistant.planner.understand.edits.clause_forms import act_of, bare_clause
from assistant.planner.understand.edits.item_lists import listed
from assistant.planner.understand.edits.item_words import unled
from assistant.planner.understand.edits.order_state import MARK, State
from assistant.planner.understand.edits.order_steps import STEPS, TOLD_OF
from assistant.planner.understand.edits.several_edits import HIDDEN, QUOTED

LONGEST = 220  # characters
LONGEST_REMARK = 60
_CLAUSE = lazy_re(
    r"\s*[,，;；。!！?？\n]\s*|\.\s+|\.$|\s+(?:and|but)\s+(?=(?:also |then |please |instead |rather )*"
    r"(?:add|remove|delete|drop|rename|change|replace|swap|put|leave|take|write|we also)\b)|"
    r"\s+and\s+(?=(?:the other|another)\b)|\s+[-–—]+\s+|"
    r"(?=顺便(?:把|再|也)?|然后(?:把|再)?)",
    re.IGNORECASE,
)
_DETAIL = lazy_re(r"(?P<who>.{2,12}?)(?:主要|大多|大部分|多|都|就)*是(?P<what>.+的)")
_GOES_ON = lazy_re(r"(?:\W|还有|以及|外加|另外|\band\b|\bplus\b)*(?:还有|以及|外加|\band\s|\bplus\s)", re.IGNORECASE)
_ONE_TEXT = frozenset(("revenue_streams", "value_propositions", "cost_structure", "customer_relationships"))
# A colon behind these leads over to the words themselves.
_COLON = lazy_re(r"(?:(?<=[成为是写])|(?<=\bsay)|(?<=\bread)|(?<=\bbe))[:：]\s*", re.IGNORECASE)
_NAME = r"(?!(?:add|remove|delete|drop|we|they|it|not|but|put|use)\b)[\w'’&-]+(?: [\w'’&-]+){0,3}"
# "Are A, B and C": no clauses.
_LIST = lazy_re(
    r"(?:(?<=\bbe )|(?<=\bis )|(?<=\bto )|(?<=\bare )|(?<=\buse )|(?<=\badd )|(?<=\bwith ))"
    rf"(?:{_NAME}, )+{_NAME},? and {_NAME}",
    re.IGNORECASE,
)
_SIDES = lazy_re(r"(?<![a-z])(?P<what>split[^:：]{0,60}|.{0,12}[拆分][开成为][^:：]{0,8})[:：]\s*", re.IGNORECASE)
_STEP = lazy_re(r"\W*(?:undo|redo|revert|export|save|撤销|撤回|撤掉上|重做|恢复|导出|保存|存)", re.IGNORECASE)
_ASKED = lazy_re(
    r"[?？]\s*$|(?:^|[.!;,]\s*)(?:what|how|when|who|which|where)\b[^?]*\?|(?:多久|多少|几)[^?？]*[?？]",
    re.IGNORECASE,
)


def read_whole(text: str, canvas: Canvas) -> list[Edit]:
    """The edits of a message that is nothing but edits; empty where one clause is something else."""
    asks = _ASKED.search(text) or SURELY_HYPOTHETICAL.search(text.replace("主要", ""))  # 主要是 is no 要是
    if not canvas.count or len(text) > LONGEST or asks:
        return []
    quotes: list[str] = []

    def hide(match: re.Match[str]) -> str:
        quotes.append(next(group for group in match.groups() if group))
        return chr(HIDDEN + len(quotes) - 1)

    state = State()
    for clause in _CLAUSE.split(_SIDES.sub(r"\g<what>,", _listed_by_marks(_COLON.sub(" ", QUOTED.sub(hide, text))))):
        after = _step(state, clause, canvas, quotes) if bare_clause(clause) else state
        if after is None:
            return []
        state = after
    complete = state.edits and state.kind not in {"split", "wrong"} and (state.acts > 1 or state.settles)
    return [replace(e, text=_plain(e.text, quotes)) for e in state.edits] if complete else []


def _listed_by_marks(text: str) -> str:
    """A list with one mark between its items, so that it is not cut into clauses: "are A, B and C", 改成甲；乙."""
    text = _LIST.sub(lambda found: re.sub(r",? and |, ", MARK, found.group()), text)
    return re.sub(r"(?<=[改换写][成为])[^，,。]*$", lambda tail: re.sub(r"[；;]\s*", MARK, tail.group()), text)


def _plain(words: str, quotes: Sequence[str]) -> str:
    for number, quote in enumerate(quotes):
        words = words.replace(chr(HIDDEN + number), quote.strip())
    return words


def _step(state: State, said: str, canvas: Canvas, quotes: Sequence[str]) -> State | None:
    """The state after a clause; None where the message says something that is no edit."""
    if _STEP.match(said):
        return None
    clause = bare_clause(said)
    act = act_of(clause, after=state.kind)
    if act is None:
        return _goes_on(state, said, clause) or _told(state, said) or _remarked(state, clause)
    act = replace(act, old=_plain(act.old, quotes))
    done = STEPS[act.kind](state, act, canvas)
    return replace(done, acts=state.acts + (act.kind != "mends")) if done else None


def _goes_on(state: State, said: str, clause: str) -> State | None:
    """More of what was written last: one more of a list, or the rest of its words."""
    if state.kind not in {"is", "swap", "on", "side"} or not state.edits:
        return None
    last = state.edits[-1]
    match = _DETAIL.fullmatch(clause)
    if match and match["who"] == last.text:  # 小公司主要是做电商的
        return replace(state, edits=(*state.edits[:-1], replace(last, text=f"{match['what']}{last.text}")))
    if _GOES_ON.match(said) and not find_blocks(clause):
        more = tuple(Edit("add", state.block, "", unled(item)) for item in listed(clause, state.block))
        return replace(state, edits=state.edits + more)
    if state.kind == "on" and not state.settles or state.block not in _ONE_TEXT or find_blocks(clause):
        return None
    joint = ", " if clause.isascii() else "，"
    return replace(state, edits=(*state.edits[:-1], replace(last, text=f"{last.text}{joint}{clause}")))


def _told(state: State, said: str) -> State | None:
    """An addition told rather than ordered, after one that was ordered: "… and we also sell through resellers"."""
    told = TOLD_OF.fullmatch(bare_clause(said)) if state.kind in {"on", "is", "swap"} else None
    block = next((b for pattern, b in IMPLIED if re.search(pattern, said, re.IGNORECASE)), "") if told else ""
    if not told or not block:
        return None
    added = tuple(Edit("add", block, "", unled(item)) for item in listed(told["en"] or told["zh"], block))
    return replace(state, edits=state.edits + added, acts=state.acts + 1, kind="on")


def _remarked(state: State, clause: str) -> State | None:
    """A remark between orders; one alone, and of nothing that an order may mean."""
    orders = edit_op(clause, of_known_item=True) or find_quantities(clause)
    return None if state.remark or orders or len(clause) > LONGEST_REMARK else replace(state, remark=clause)
