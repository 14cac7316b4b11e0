"""Offers named by the grammar of a Chinese clause: what is put up, supplied, taken over, or called by a name."""

from __future__ import annotations

from assistant.language.lazy_re import lazy_re

_PUT_UP = lazy_re(
    r"^(?:我们?|咱们?|就|会|先)*(?:装|放|架|挂|贴|埋|戴)(?:上|了)?(?:一个|一台|一套|个|台|套)(?P<what>[^，]{2,12})$"
)
_SUPPLIES = lazy_re(
    r"^(?:我们?|咱们?|想|打算|准备|专门)*(?:给|为|向)(?P<who>[^，]{2,16}?)"
    r"(?:出租|租赁|租|卖|销售|提供|供应|配送|定制|供)(?P<what>[^，给]{2,20})$"
)
_TAKEN = lazy_re(r"(?:贴牌|转售|代理|采购|使用|内置|接入|用上|用)我们的(?P<what>[^，]{2,16})$")
_HAND_MADE = lazy_re(
    r"^(?:我|我家|我妈|我爸|我奶奶|我外婆|自家|自己)[^，的]{0,4}?(?:腌|做|种|养|烤|织|酿|熬|缝|编|磨|烘)的(?P<what>[^，]{2,10})$"
)
_QUOTED = lazy_re(r"^(?P<name>[^“”，\s]{2,8})”(?=帮|让|给|替|为|用|是|能|可以|每|自动|把|$)")


def named_offers(clause: str) -> list[tuple[float, str]]:
    """Offers of a clause with their weights, untrimmed."""
    found = [(3.4, m["what"]) for p in (_PUT_UP, _SUPPLIES, _TAKEN, _HAND_MADE) if (m := p.search(clause))]
    quoted = _QUOTED.match(clause)
    return [*found, (3.6, quoted["name"])] if quoted else found
