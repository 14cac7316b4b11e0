"""Reads what is asked of versions: "save this as v1", "what changed since v1", "另开一个分支试试做学校"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from assistant.planner.understand import version_words as words
from assistant.planner.understand.evidence import Evidence
from assistant.planner.understand.wishes import before_next

Action = Literal["save", "list", "diff", "restore", "branch", "switch", "delete"]


@dataclass(frozen=True)
class VersionTalk:
    """What is asked.

    Attributes:
        action: What to do.
        name: The version or branch meant; empty where none is named.
        other: The second one of a comparison.
        pivot: What is different on a new branch, as said: "we sell to schools instead".
        sure: Whether the words leave no doubt that versions are meant.
        pair: What a comparison of two unnamed things is of: "compare the two branches".
    """

    action: Action
    name: str = ""
    other: str = ""
    pivot: str = ""
    sure: bool = False
    pair: Literal["", "branches", "versions"] = ""


COMMON = {"main"}


def read_version_talk(text: str, known: Sequence[str] = ()) -> VersionTalk | None:
    """What the text asks of versions; None where it asks nothing of them.

    Args:
        text: A message, normalised.
        known: Names of the versions and branches there are.
    """
    quoted = words.QUOTED.findall(text)
    named = [name for name in sorted(known, key=len, reverse=True) if _mentions(text, name)]
    word = bool(re.search(words.WORD, text, re.IGNORECASE))
    for action, read in _READERS:
        found = read(text)
        if found is None:
            continue
        found = found if found.name or not quoted else VersionTalk(action, quoted[0], found.other, found.pivot)
        if quoted and action != "branch":
            found = VersionTalk(action, quoted[0], quoted[1] if len(quoted) > 1 else found.other, found.pivot)
        names = {found.name.casefold(), found.other.casefold()}
        told = any(name.casefold() in names or name not in COMMON for name in named)
        kept = action == "save" and found.name and re.search(r"画布|\bcanvas\b|这一?版|当前|现在", text, re.IGNORECASE)
        if found.pair and not (found.name or quoted):
            return VersionTalk(action, sure=True, pair=found.pair)
        told = told or (found.name == "main" and action in ("switch", "restore")) or bool(kept)
        sure = word or told or words.FORM.match(found.name) is not None
        return VersionTalk(action, found.name, found.other, found.pivot, sure)
    return None


def of_versions(seen: Evidence) -> str | None:
    """Going back to, or comparing with, what was saved, by a name or by the word version."""
    if "manage_versions" not in seen.context.tools or not seen.context.versions.get("saved") or seen.quantities:
        return None
    talk = read_version_talk(seen.text, names_of(seen.context.versions))
    return "manage_versions" if talk and talk.sure and talk.action in ("restore", "switch", "diff") else None


def names_of(versions: dict[str, Any]) -> list[str]:
    """Names of versions and branches in the state `versions`, and of the branch every conversation has."""
    saved = [str(v["name"]) for v in versions.get("saved") or ()]
    return [*saved, *(versions.get("heads") or {}), str(versions.get("branch") or "main")]


def _delete(text: str) -> VersionTalk | None:
    match = words.DELETE.search(text)
    return VersionTalk("delete", _name(_group(match))) if match else None


def _list(text: str) -> VersionTalk | None:
    asked = words.LIST.search(text) and not re.search(r"(?i)\bdiffer|\bcompar|区别|不同|对比|比较", text)
    return VersionTalk("list") if asked and not words.CHANGED.search(text) else None


def _diff(text: str) -> VersionTalk | None:
    if not re.search(
        r"\b(?:compare|compared|diff|differ\w*|chang\w+|new since)\b|对比|比较|比对|相比|比起|改了|变了|变化"
        r"|区别|不同|差别|差异|不一样|改动",
        text,
        re.IGNORECASE,
    ):
        return None
    both = words.BOTH.search(text)
    if both:
        branches = re.match(r"(?i)branch|分支", _group(both))
        return VersionTalk("diff", pair="branches" if branches else "versions")
    if since := words.WITH.search(text):
        return VersionTalk("diff", _name(since["a"]))
    pair = words.PAIR.search(text) or _two(text)
    if pair:
        first, second = [g for g in pair.groups() if g][:2]
        names = [_name(first), _name(second)]
        if words.NOW.fullmatch(names[0]) and names[1]:
            names = [names[1], ""]
        if names[0]:
            return VersionTalk("diff", names[0], "" if words.NOW.fullmatch(names[1]) else names[1])
    since = words.SINCE.search(text)
    if since:
        return VersionTalk("diff", _name(_group(since)))
    return VersionTalk("diff") if words.CHANGED.search(text) else None


def _two(text: str) -> re.Match[str] | None:
    match = words.SIDE_BY_SIDE.search(text)
    linked = match and re.fullmatch(r"(?i)with|to|against|vs\.?|it|this|now", match["a"])
    return None if linked else match


def _branch(text: str) -> VersionTalk | None:
    if words.ON_THIS.search(text) or re.search(
        r"\b(?:switch|go back|return|compare|delete)\b|切换|切回|回到|对比", text, re.IGNORECASE
    ):
        return None
    match = words.BRANCH.search(text)
    if not match:
        return None
    told = _group(match) or text[: match.start()]
    pivot = re.sub(
        r"^(?:and|let'?s|i want to|we want to|我们?(?:想|要)?|来)\s*",
        "",
        told.strip(" .。!！?？:：,，"),
        flags=re.IGNORECASE,
    )
    pivot = words.TAIL.sub("", pivot).strip(" .。!！?？:：,，")
    return VersionTalk("branch", pivot=pivot)


def _switch(text: str) -> VersionTalk | None:
    match = words.SWITCH.search(text)
    if not match or re.match(r"(?i)\W*go to", text):
        return None
    back = re.match(r"(?i)\bgo back to", match.group())
    return None if back else VersionTalk("switch", _name(_group(match)))


def _restore(text: str) -> VersionTalk | None:
    match = words.RESTORE.search(text)
    if not match or words.STEPS.match(_group(match)):
        return None
    return VersionTalk("restore", _name(_group(match)))


def _save(text: str) -> VersionTalk | None:
    match = words.CALLED.search(text) or words.SAVE_BA.search(text) or words.SAVE.search(text)
    return VersionTalk("save", _name(before_next(_group(match)))) if match else None


_READERS: tuple[tuple[Action, Any], ...] = (
    ("delete", _delete),
    ("list", _list),
    ("diff", _diff),
    ("branch", _branch),
    ("switch", _switch),
    ("restore", _restore),
    ("save", _save),
)


def _group(match: re.Match[str]) -> str:
    return next((g for g in match.groups() if g), "")


def _name(said: str) -> str:
    """A name as said, without courtesy, articles and the word "version"."""
    bare = words.TAIL.sub("", said).strip(" \t.。!！?？,，:：;；\"“”'‘’「」")
    bare = words.HEAD.sub("", bare)
    bare = (words.END.sub("", bare) or bare).strip(" \"“”'‘’「」")
    return "main" if words.MAIN.fullmatch(bare) else bare


def _mentions(text: str, name: str) -> bool:
    pattern = re.escape(name)
    return bool(re.search(rf"(?<![A-Za-z0-9]){pattern}(?![A-Za-z0-9])", text, re.IGNORECASE))
