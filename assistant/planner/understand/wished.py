"""What a wish asks for that stands among others in a message: to keep what there is, to go back, to make a case."""

from __future__ import annotations

from assistant.language.lazy_re import lazy_re
from assistant.planner.plans.scenarios_kept import kept_names
from assistant.planner.understand.evidence import Evidence
from assistant.planner.understand.version_talk import read_version_talk
from assistant.planner.understand.version_words import FORM, OF_CANVAS
from assistant.planner.understand.wishes import COMPARES, GOES_BACK, MAKES_CASE, STORES

_AS_BASE = lazy_re(
    r"\b(?:as|called|named)\s+(?:the |our |my |a |new )*(?:base(?:line)?|standard)\b(?! \w+ \w+)|"
    r"(?:成|为|作|做)(?:新的?|我们的)?(?:基准|基础|基线)"
)


def of_wish(seen: Evidence) -> str | None:
    """By its form, only within a message of several wishes; alone such words have their place in the talk."""
    text = seen.text
    if "beside" not in seen.context.focus or text != seen.context.text:
        return None
    if MAKES_CASE.match(text) and seen.quantities:
        return "what_if"
    if GOES_BACK.match(text) and not seen.quantities:
        return "reset_scenario" if seen.view.scenario else None
    if COMPARES.match(text) and not seen.quantities and kept_names(seen.context):
        return "manage_scenarios"
    if not STORES.match(text) or seen.quantities:
        return None
    if _AS_BASE.search(text):
        return "keep_scenario"
    talk = read_version_talk(text)
    of_versions = talk and talk.action == "save" and (OF_CANVAS.search(text) or FORM.match(talk.name))
    return "manage_versions" if of_versions else "manage_scenarios"
