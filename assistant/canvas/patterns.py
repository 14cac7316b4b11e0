"""The pattern library, and which of it fits a brief: industry x business pattern x work x region."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from assistant.canvas.brief import Brief
from assistant.canvas.kinds import is_consumer, is_software, runs_on
from assistant.canvas.modes import pricing_mode
from assistant.canvas.pattern_files import read_pattern
from assistant.canvas.pattern_types import Pattern, PatternKind, Template
from assistant.errors import KnowledgeError
from assistant.language.lazy_re import lazy_re
from assistant.paths import KNOWLEDGE

__all__ = ["Pattern", "PatternLibrary", "Template", "load_patterns"]

_FALLBACK = "direct_offer"
_TELLING = 3.0
_CERTAIN = 5.0
_DEVICES = frozenset({"device_service", "hardware_as_service", "razor_blade"})
# Ways of charging that many patterns share say little about which one it is.
_COMMON = frozenset({"subscription", "usage", "licence", "project", "unit_sale", "one_off", "device_subscription"})
_MET = 2.0


@dataclass(frozen=True)
class PatternLibrary:
    """All patterns by id, in the order of their files."""

    patterns: Mapping[str, Pattern]

    def of_kind(self, kind: PatternKind) -> list[Pattern]:
        """Patterns of one kind."""
        return [p for p in self.patterns.values() if p.kind == kind]

    def business(self, brief: Brief) -> list[Pattern]:
        """The one or two business patterns that fit best; what the offer runs on decides where no words do."""
        _, device = runs_on(brief)
        mode = pricing_mode(brief.pricing, brief.product, brief.idea)
        scored = [
            (p.score(brief) + _mode_score(p, mode, said=p.score(brief) > 0), p)
            for p in self.of_kind("pattern")
            if _possible(p, brief, device, mode)
        ]
        scored.sort(key=lambda row: -row[0])
        natural = self.patterns.get(_natural(brief, device, mode), self.patterns[_FALLBACK])
        best = scored[0][0] if scored else 0.0
        fitting = [p for score, p in scored if score >= max(_MET, best * 0.6)][:2]
        if device and "device_service" in self.patterns and not any(p.id in _DEVICES for p in fitting):
            both = [self.patterns["device_service"], *fitting[:1]]
            return both[::-1] if best >= _CERTAIN else both
        if fitting and best < _TELLING and natural not in fitting and natural.id != _FALLBACK:
            return [natural, fitting[0]]
        return fitting or [natural]

    def industry(self, brief: Brief) -> Pattern | None:
        """The industry: the one the brief names, else the one whose cues it holds."""
        named = brief.industry.strip().lower()
        for pattern in self.of_kind("industry"):
            if named and (named in {pattern.id, *(t.lower() for t in pattern.title.values())}):
                return pattern
        probe = Brief(
            brief.idea,
            product=brief.product,
            customer=f"{brief.customer} {brief.industry}",
            user=brief.user,
            language=brief.language,
        )
        # One word in a story ("every bank asked") is no trade; two, or one in customer or product, are.
        return self._best("industry", replace(probe, idea=probe.idea.replace("农民工", "务工者")), _MET)

    def work(self, brief: Brief) -> Pattern | None:
        """What the product does for a living: answering calls, watching, drafting ..."""
        told = Brief(product=f"{brief.product} {brief.job}", idea=brief.idea, language=brief.language)
        return self._best("work", told, _MET)

    def region(self, brief: Brief) -> Pattern | None:
        """The region whose law applies; a description in Chinese alone says nothing of the place."""
        return self._best("region", Brief(brief.region, language=brief.language), 1.0) if brief.region else None

    def _best(self, kind: PatternKind, brief: Brief, least: float) -> Pattern | None:
        scored = [(p.score(brief), p) for p in self.of_kind(kind)]
        score, pattern = max(scored, key=lambda row: row[0], default=(0.0, None))
        return pattern if score >= least else None


_PERIODIC = lazy_re(
    r"\b(?:per|a|/) ?(?:mo|month|year)\b|monthly|yearly|annual|每月|月费|每年|一年|年费|包月|包年", re.IGNORECASE
)
_HARDWARE = lazy_re(r"hardware|device|设备|硬件|一台|每台", re.IGNORECASE)
_API = lazy_re(r"\b(?:apis?|sdk|endpoint|models?|inference|gateway|plugin)\b|接口|API|SDK|模型|调用", re.IGNORECASE)
# Patterns that hold only where the description says so, whatever else fits.
_SAID_SO = {
    "franchise": r"franchis|加盟",
    "mutual_cover": r"insur|cover|warrant|mutual|premium|保险|保障|互助|延保",
    "royalty": r"royalt|patent|material|film|ingredient|licens|专利|许可|材料|薄膜|起订",
    "white_label": r"white|brand|label|贴牌|白标|品牌",
    "plugin_store": r"plug-?in|extension|add-?on|app store|shopify|wordpress|插件|扩展|应用市场",
    "public_tender": r"tender|procure|government|municipal|council|ministry|招标|投标|采购|政府|财政|中标",
}
_CANONICAL = frozenset({
    "savings_share", "outcome_pricing", "franchise", "royalty", "lead_fees", "mutual_cover", "transaction_fee",
    "freemium_app", "advertising", "cohort_course",
})  # fmt: skip


def _mode_score(pattern: Pattern, mode: str, *, said: bool) -> float:
    if mode not in pattern.modes:
        return 0.0
    # A share of something says "transaction fee" by itself, but "buying group" only beside a word for it.
    return 3.0 if mode not in _COMMON and (pattern.id in _CANONICAL or said) else 0.5


def _possible(pattern: Pattern, brief: Brief, device: bool, mode: str) -> bool:
    """Whether a pattern may apply at all: no spare units without a device, no metering of a monthly fee."""
    said = _SAID_SO.get(pattern.id)
    if said and not re.search(said, f"{brief.idea} {brief.product} {brief.pricing}", re.IGNORECASE):
        return False
    if pattern.id in _DEVICES:
        return device or bool(_HARDWARE.search(f"{brief.pricing} {brief.idea}"))
    if pattern.id in {"savings_share", "outcome_pricing"} and brief.pricing:
        return mode in {"savings_share", "success_fee", "project", "outcome"}
    if pattern.id in {"usage_api", "api_reseller", "backend_service"}:
        return bool(_API.search(f"{brief.product} {brief.idea}")) and not _PERIODIC.search(brief.pricing)
    if pattern.id == "sharing_pool" and brief.pricing:
        return mode == "usage"
    return True


def _natural(brief: Brief, device: bool, mode: str) -> str:
    """The pattern of an offer whose words point to none: by what it runs on and who buys."""
    ai, _ = runs_on(brief)
    if device:
        return "device_service"
    if mode == "course_fee":
        return "cohort_course"
    if is_consumer(brief) and (ai or is_software(brief)):
        return "consumer_subscription"
    return "vertical_copilot" if ai or is_software(brief) else _FALLBACK


@lru_cache(maxsize=4)
def load_patterns(folder: Path = KNOWLEDGE / "patterns") -> PatternLibrary:
    """The library of a folder of YAML files.

    Raises:
        KnowledgeError: A file breaks the schema; names file and line.
    """
    patterns: dict[str, Pattern] = {}
    for path in sorted(folder.glob("*.yaml")):
        pattern = read_pattern(path)
        if pattern.id in patterns:
            raise KnowledgeError(f"the id {pattern.id} is taken by another file", path, 1)
        patterns[pattern.id] = pattern
    for needed in ("base", _FALLBACK):
        if needed not in patterns:
            raise KnowledgeError(f"the pattern {needed} is missing", folder)
    return PatternLibrary(patterns)
