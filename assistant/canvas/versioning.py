"""What can be done with versions: save, find, branch, switch, restore, delete. Every step returns new `Versions`."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from assistant.canvas.versions import KEPT, MAIN, Snapshot, Version, Versions
from assistant.errors import ToolInputError
from assistant.language.lazy_re import lazy_re

Bilingual = dict[str, str]
NOW = "now"
LONGEST_NAME = 60
ALIKE = 0.75
_NOW = lazy_re(
    r"(?:the\s+)?(?:now|current(?:ly)?|present|today|this|current (?:one|canvas|version|state)|what we have(?: now)?)"
    r"|现在(?:的|这[版个])?|目前|当前(?:的|画布|版本)?|如今|这[一个]?版?",
    re.IGNORECASE,
)
_MAIN = lazy_re(
    r"(?:the\s+)?(?:main|master|original|trunk)(?:\s+(?:one|branch|line))?|主|主线|主分支|主干|原来的分支",
    re.IGNORECASE,
)
_QUOTES = " \t\n\"'“”‘’「」『』《》`.。,，!！?？:：;；"
_NOISE = lazy_re(
    r"^(?:the\s+)?(?:version|branch|版本|分支)\s+|\s+(?:version|branch)$|(?:这个|那个)?(?:版本|分支|那版|这版)$",
    re.IGNORECASE,
)


_COUNTING = (
    "one two three four five six seven eight nine ten",
    "first second third fourth fifth",
    "一 二 三 四 五 六 七 八 九 十",
)
_DIGITS = {word: str(n) for words in _COUNTING for n, word in enumerate(words.split(), start=1)}
_COUNTED = lazy_re(
    rf"(?:the\s+)?(?:v|ver|version|版本|第)?\.?\s*(?P<number>\d+|{'|'.join(_DIGITS)})\s*(?:version|个?版本?|号)?",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Found:
    """A snapshot that a name stands for: the present state, a version or a branch."""

    name: str
    kind: str  # "now", "version" or "branch"
    snapshot: Snapshot


def clean_name(name: str) -> str:
    """A name without quotes, spaces around it and the word "version"."""
    bare = " ".join(name.strip(_QUOTES).split())
    return (_NOISE.sub("", bare).strip(_QUOTES) or bare)[:LONGEST_NAME]


def find(versions: Versions, present: Snapshot, name: str) -> Found:
    """What `name` stands for: exactly, then by likeness.

    Raises:
        ToolInputError: Nothing is called so; a question that lists what there is.
    """
    wanted = clean_name(name)
    known = _known(versions, present)
    exact = next((f for f in known if f.name.casefold() == wanted.casefold()), None)
    exact = exact or next((f for f in known if _counted(wanted) and _counted(f.name) == _counted(wanted)), None)
    if exact:
        return exact
    if _NOW.fullmatch(wanted):
        return Found(NOW, "now", present)
    if _MAIN.fullmatch(wanted) and (found := next((f for f in known if f.name == MAIN), None)):
        return found
    near = [(max(_likeness(wanted, f.name), _contained(wanted, f.name)), f) for f in known]
    near.sort(key=lambda row: -row[0])
    if near and near[0][0] >= ALIKE and (len(near) == 1 or near[0][0] > near[1][0]):
        return near[0][1]
    raise unknown(versions, name)


def save(versions: Versions, present: Snapshot, name: str) -> tuple[Versions, str, list[Bilingual]]:
    """Keep the present state under a name; without one, the next of v1, v2, v3.

    A name that is taken moves on to the new state; the older one is kept under a longer name.

    Returns:
        The versions, the name used, and what a reply has to say of it.

    Raises:
        ToolInputError: There is nothing to keep, or no room for more.
    """
    if present.empty:
        raise ToolInputError(
            "There is nothing to save yet: describe your venture first.", "还没有可以保存的内容：请先描述您的项目。"
        )
    wanted = clean_name(name) or _next_number(versions)
    notes: list[Bilingual] = []
    taken = next((v for v in versions.saved if v.name.casefold() == wanted.casefold()), None)
    if taken and taken.snapshot.same_as(present):
        said = {"en": f"“{taken.name}” holds exactly this already.", "zh": f"“{taken.name}”里已经是同样的内容。"}
        return versions, taken.name, [said]
    if _is_branch(versions, wanted):
        raise ToolInputError(
            f"“{wanted}” is the name of a branch; choose another name for the version.",
            f"“{wanted}”是分支名，请给这个版本换个名字。",
            question=True,
        )
    if taken:
        older = _free(versions, f"{taken.name} (older)")
        renamed = tuple(replace(v, name=older) if v is taken else v for v in versions.saved)
        versions = replace(versions, saved=renamed)
        notes.append({
            "en": f"There was a “{taken.name}” before; it is kept as “{older}”.",
            "zh": f"之前已有“{taken.name}”，旧的那份改名为“{older}”保留。",
        })
    return _keep(versions, Version(wanted, versions.branch, False, present)), wanted, notes


def keep_aside(versions: Versions, present: Snapshot, name: str) -> tuple[Versions, str]:
    """Keep the present state under `name` before something replaces it; nothing where it is empty or kept already.

    Returns:
        The versions and the name under which the present state can be found again; empty where there is nothing.
    """
    if present.empty:
        return versions, ""
    held = next((v for v in versions.saved if v.snapshot.same_as(present)), None)
    if held:
        return versions, held.name
    free = _free(versions, name[:LONGEST_NAME])
    return _keep(versions, Version(free, versions.branch, True, present)), free


def branch(versions: Versions, present: Snapshot, name: str) -> tuple[Versions, str]:
    """Leave the branch in work as it is and go on from here on a new one.

    Raises:
        ToolInputError: The name is taken.
    """
    wanted = clean_name(name) or _free(versions, "branch", numbered=True)
    if _is_branch(versions, wanted) or any(v.name.casefold() == wanted.casefold() for v in versions.saved):
        raise ToolInputError(
            f"“{wanted}” exists already. Give the new branch another name, or say “switch to {wanted}”.",
            f"“{wanted}”已经存在。请给新分支换个名字，或说“切换到{wanted}”。",
            question=True,
        )
    return Versions(versions.saved, wanted, {**versions.heads, versions.branch: present}), wanted


def switch(versions: Versions, present: Snapshot, name: str) -> tuple[Versions, Snapshot]:
    """Go to another branch, leaving the one in work as it is; the versions and the state to take up.

    Raises:
        ToolInputError: There is no other branch of that name.
    """
    found = find(versions, present, name)
    if found.kind != "branch" or found.name not in versions.heads:
        raise unknown(versions, name)
    heads = {**versions.heads, versions.branch: present}
    snapshot = heads.pop(found.name)
    return Versions(versions.saved, found.name, heads), snapshot


def delete(versions: Versions, present: Snapshot, name: str) -> tuple[Versions, Found]:
    """Without a version or a branch.

    Raises:
        ToolInputError: Nothing is called so, or it is the branch in work.
    """
    found = find(versions, present, name)
    if found.kind == "now" or found.name == versions.branch:
        raise ToolInputError(
            "What you are working on cannot be deleted; switch to another branch first, or say “start over”.",
            "正在使用的内容不能删除；请先切换到别的分支，或说“重新开始”。",
        )
    saved = tuple(v for v in versions.saved if v.name != found.name) if found.kind == "version" else versions.saved
    heads = {n: s for n, s in versions.heads.items() if found.kind != "branch" or n != found.name}
    return Versions(saved, versions.branch, heads), found


def unknown(versions: Versions, name: str) -> ToolInputError:
    """Nothing is called so; the message says what there is."""
    names = [*(v.name for v in versions.saved), *versions.heads]
    if not names:
        return ToolInputError(
            "No version is saved yet. Say “save this version as v1” first.",
            "还没有保存过版本。请先说“把当前画布存成v1”。",
        )
    told_en, told_zh = "; ".join(f"“{n}”" for n in names), "、".join(f"“{n}”" for n in names)
    asked = clean_name(name)
    en = f"There is no version or branch “{asked}”. " if asked else ""
    zh = f"没有名为“{asked}”的版本或分支。" if asked else ""
    return ToolInputError(
        f"{en}Which one: {told_en}?", f"{zh}要哪一个：{told_zh}？", question=True, choices=tuple(names)
    )


def _known(versions: Versions, present: Snapshot) -> list[Found]:
    saved = [Found(v.name, "version", v.snapshot) for v in reversed(versions.saved)]
    heads = [Found(name, "branch", snapshot) for name, snapshot in versions.heads.items()]
    return [*saved, *heads, Found(versions.branch, "branch", present)]


def _keep(versions: Versions, version: Version) -> Versions:
    saved = [*versions.saved, version]
    while len(saved) > KEPT and any(v.auto for v in saved):
        saved.remove(next(v for v in saved if v.auto))
    if len(saved) > KEPT:
        raise ToolInputError(
            f"{KEPT} versions are saved, which is all there is room for. Delete one first, such as “{saved[0].name}”.",
            f"已经保存了{KEPT}个版本，没有空位了。请先删除一个，例如“{saved[0].name}”。",
        )
    return replace(versions, saved=tuple(saved))


def _next_number(versions: Versions) -> str:
    return _free(versions, "v", numbered=True)


def _free(versions: Versions, name: str, numbered: bool = False) -> str:
    """A name that nothing has yet, with a number where one is needed."""
    taken = {v.name.casefold() for v in versions.saved} | {b.casefold() for b in [*versions.heads, versions.branch]}
    if not numbered and name.casefold() not in taken:
        return name
    joint = " " if name[-1:].isascii() and len(name) > 1 else ""
    number = 1 if numbered else 2
    while f"{name}{joint}{number}".casefold() in taken:
        number += 1
    return f"{name}{joint}{number}"


def _is_branch(versions: Versions, name: str) -> bool:
    return name.casefold() in {b.casefold() for b in [*versions.heads, versions.branch]}


def _likeness(wanted: str, name: str) -> float:
    return (
        SequenceMatcher(None, _letters(wanted), _letters(name)).ratio() if _numbers(wanted) == _numbers(name) else 0.0
    )


def _contained(wanted: str, name: str) -> float:
    """Words of the name within the name asked for, or the other way round: "the schools one"."""
    short, long = sorted((_letters(wanted), _letters(name)), key=len)
    return 0.9 if len(short) >= 2 and short in long and _numbers(wanted) == _numbers(name) else 0.0


def _letters(name: str) -> str:
    return re.sub(r"[\W_]+", "", name.casefold())


def _counted(name: str) -> str:
    """The number of a name that is nothing but one: v1, "version one", 版本一, 第一版."""
    match = _COUNTED.fullmatch(name.strip())
    word = match["number"].lower() if match else ""
    return _DIGITS.get(word, word)


def _numbers(name: str) -> list[str]:
    """v1 and v2 resemble one another and are not the same."""
    return re.findall(r"\d+", name)
