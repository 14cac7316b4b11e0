"""Whether what is typical of a trade or a way of earning suits an offer: a bakery raises no alarms.

The library speaks of software, models and devices in many trades. Of an offer that is none of these such items are
nonsense and are left out; what fits any venture takes their place.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.canvas.brief import Brief
from assistant.canvas.kinds import is_software, runs_on
from assistant.canvas.pattern_types import Pattern, Template
from assistant.language.lazy_re import lazy_re

# Words of a template that only make sense of something that computes, measures or is plugged in.
_TECHNICAL = lazy_re(
    r"\b(?:alarms?|warn(?:s|ings?)?|wear, press|recorded|knows rain|tells? \{|tell it once|proposals?|output|outputs|"
    r"models?|inference|answers of|data|figures to show|statements?|cites?|switch|settings?|limits set|learns?|"
    r"generation runs|hardware|devices?|spare units|remote monitoring|installers|equipment dealers|firmware|"
    r"reception|connectivity|integrat\w+|interfaces?|dashboards?|software|wrong at|got wrong|misses|suggestions?|"
    r"proposed|from the first page|finding, not|flight of|faults?|machines and networks|stops a shift|line by line|"
    r"returns and hours|empty trips|before \{user\} do|guest's own language|through \{product\} a|import\w*|"
    r"systems? that \{|audit trail|first result|link|first run|in parallel|style|samples? of the style|contributed|"
    r"app stores?|engineering skills|certifying and servicing|contract manufacturer|batteries|metering|"
    r"medical (?:product|device))\b",
)

_OF_SOFTWARE = frozenset(
    "content_tool device_service vertical_copilot usage_api backend_service system_of_record data_network data_product "
    "white_label on_premise open_core platform plugin_store api_reseller freemium_app control forecasting inspection "
    "monitoring writing translating calls".split()
)


def is_plain(brief: Brief) -> bool:
    """Whether an offer is neither software, nor a device, nor anything that is said to compute."""
    return not any(runs_on(brief)) and not is_software(brief)


def for_offer(patterns: Sequence[Pattern], brief: Brief) -> list[Pattern]:
    """The patterns without those of software where the offer is none."""
    plain = is_plain(brief)
    return [pattern for pattern in patterns if not (plain and pattern.id in _OF_SOFTWARE)]


def suits(pattern: Pattern, template: Template, plain: bool) -> bool:
    """Whether a template may be filled for an offer."""
    if not plain or template.fact or pattern.kind == "base":
        return True
    return not _TECHNICAL.search(template.text["en"])
