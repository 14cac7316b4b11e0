"""One step of drafting in a conversation: merge the brief, draft or re-draft, say what is assumed."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from assistant.canvas.brief import Brief
from assistant.canvas.draft import chosen_patterns, draft, redraft, same_venture
from assistant.canvas.extract import complete_brief
from assistant.canvas.history import History
from assistant.canvas.modes import pricing_mode
from assistant.canvas.patterns import Pattern, PatternLibrary
from assistant.canvas.questions import questions
from assistant.errors import ToolInputError
from assistant.language.lazy_re import lazy_re


@dataclass(frozen=True)
class Drafted:
    """The outcome of a drafting step."""

    brief: Brief
    history: History
    questions: list[dict[str, str]]
    patterns: list[Pattern]


def draft_step(given: Brief, known: Brief, history: History, patterns: PatternLibrary) -> Drafted:
    """Draft the canvas from what was just given and what was known.

    A brief that only adds to the known one re-drafts what depends on it; a different venture starts afresh. Either way
    the result is one new, undoable entry of the history.

    Raises:
        ToolInputError: Idea or customer is unknown; a question.
    """
    fresh = complete_brief(given, patterns)
    continues = same_venture(known, fresh)
    brief = known.merge(fresh) if continues else fresh
    if not brief.industry:
        industry = patterns.industry(brief)
        brief = replace(brief, industry=industry.id if industry else "")
    if continues and fresh.customer and fresh.customer != known.customer and brief.industry in patterns.patterns:
        # The trade was read from the customers before; those of now may be in another.
        industry = patterns.industry(replace(brief, industry=""))
        brief = replace(brief, industry=industry.id if industry else "")
    brief = replace(brief, mode=pricing_mode(brief.pricing, brief.product, brief.idea))
    asked = questions(brief)
    if not (brief.idea or brief.product) or not brief.customer or too_thin(brief):
        raise ToolInputError(
            " ".join(q["en"] for q in asked),
            "".join(q["zh"] for q in asked),
            question=True,
            choices=tuple(q["field"] for q in asked),
        )
    if continues and known.customer and history.canvas.count:
        canvas = redraft(history.canvas, known, brief, patterns)
        label = {"en": "update the draft", "zh": "更新草稿"}
    else:
        canvas = draft(brief, patterns, history.canvas)
        label = {"en": "draft the canvas", "zh": "起草画布"}
    return Drafted(brief, history.push(label, canvas), asked, chosen_patterns(brief, patterns))


_BARE = lazy_re(
    r"(?:an? |the |our )?(?:ai |mobile |web |smart )?(?:app|application|tool|platform|software|website|service|"
    r"saas|bot|chatbot|system|ai)"
    r"|(?:AI|智能|一?个|一?款)?(?:平台|app|小程序|软件|工具|系统|网站|应用|产品|服务|机器人)",
    re.IGNORECASE,
)


def too_thin(brief: Brief) -> bool:
    """Whether so little is known, "an app for restaurants", that any canvas would be anybody's."""
    known = brief.job or brief.problem or brief.pricing or brief.differentiator
    return not known and (not brief.product or bool(_BARE.fullmatch(brief.product.strip())))
