"""The finance model that a founder says the business is: "this is hardware", "as a marketplace", 按项目收费."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from assistant.finance import FinanceModel
from assistant.language.lazy_re import lazy_re

# Ways of charging that no model is named after. Who is paid by the project is paid once for it, like for a licence.
_CHARGED: Mapping[str, re.Pattern[str]] = {
    "licence": lazy_re(
        r"\b(?:bill|charge|paid|pay|price[ds]?|sell)\w*\b[^.;!?]{0,20}\b(?:by|per|for each) (?:the )?project\b|"
        r"\bproject(?:-based)? (?:business|fees?|model|pricing|work)\b|\bper-project\b|"
        r"\b(?:an?|each|every|one) project (?:is|costs (?!us)|sells for|goes for|brings(?: in)?)(?: about|"
        r" around)? ?\W?\d|"
        r"按(?:照)?项目(?:来)?(?:收|卖|算|计|付|报|签)|项目制|是一个项目|[一每]个项目(?:大概|大约|约|一般|就|是|收|卖|报价?|要价?)+\d",
        re.IGNORECASE,
    ),
    "usage": lazy_re(
        r"\b(?:bill|charge|paid|pay|price[ds]?|sell)\w*\b[^.;!?]{0,20}\b(?:by|per) (?:the )?(?:\w+ )?"
        r"(?:minute|hour|call|request|page|document|image|scan|message|transaction|second)\b|\busage[- ]based\b|"
        r"按(?:照)?(?:分钟|小时|次数?|用量|量|调用|页|条|张|秒|份)(?:来)?(?:收|卖|计费|付)|"
        r"是按(?:分钟|小时|次数?|用量|调用|页|条|张|秒|份)(?:来)?(?:算|计|的)*(?=$|[,，。!！])",
        re.IGNORECASE,
    ),
}
_SAYS = (
    r"\b(?:this|it|that|ours|mine|we|i)(?:'?s| is| are|'?re|'?m| am|'s)(?: really| actually| just| clearly| simply)?|"
    r"\b(?:as|over as|treat (?:it|this|us) as|switch (?:us |it )?to|go (?:back )?to|run(?:ning)?|use|make (?:it|"
    r"this|us)|"
    r"should be|business is|model is)"
)
_SAYS_ZH = (
    r"(?:(?<!不)(?<!不算)是|按照?|用|换成|改成|改为|改用|算成|当成?|当作|属于|走)"
    r"(?:一?[个家种]|做|卖)?(?:典型|普通|标准|纯)?的?"
)
_ENDS = (
    r"(?=\s*(?:$|[,.:;!?]|(?:business|model|company|startup|start-up|venture|pricing|sales|template|here|one|plus|with|"
    r"and|not|instead|please|now|where|for|that)\b))"
)
_ENDS_ZH = r"(?=的?(?:$|[,，.。:：;；!！?？\s]|生意|模式|模型|业务|公司|项目|来算|算|吧|啊|呀|了|收费|，))"
_KIND = r"(?:business|model|company|start-?up|venture)\b"
_KIND_ZH = r"(?:生意|模式|模型|业务|公司)"
SHORTEST, SHORTEST_ZH = 3, 2  # letters that a name must have more of
_AFRESH = lazy_re(
    r"\b(?:start|begin|do)\b.{0,20}\b(?:over|again|afresh)\b|\bfrom scratch\b|从头|重新(?:来|算|做|开始)|重来", re.I
)


def model_wished(text: str, models: Mapping[str, FinanceModel]) -> str:
    """The one model that a text says the business is, by its name or by how is charged; empty where it says none.

    Args:
        text: The message or a part of it.
        models: All finance models by id.
    """
    said = [(found.end() - found.start(), id_) for id_, m in models.items() if (found := _named(m).search(text))]
    if said:
        return max(said)[1]
    charged = [id_ for id_, words in _CHARGED.items() if id_ in models and words.search(text)]
    return charged[0] if len(charged) == 1 else ""


def begins_afresh(text: str) -> bool:
    """Whether a text wants the numbers from the start, rather than those there are under another model."""
    return bool(_AFRESH.search(text))


def by_the_piece(text: str) -> bool:
    """Whether a text says that one is paid by a use other than a token."""
    return bool(_CHARGED["usage"].search(text))


def by_project(text: str) -> bool:
    """Whether a text says that one is paid by the project."""
    return bool(_CHARGED["licence"].search(text))


@lru_cache(maxsize=32)
def _pattern(title: str, names: tuple[str, ...]) -> re.Pattern[str]:
    english = [n for n in names if n.isascii()]
    chinese = [n for n in names if not n.isascii() and not n.endswith("费")]
    kind = r"(?:an? |the |our |pure |simple |normal |plain |classic |usual |regular )*"
    # One word may as well name a thing or a fee that is told of: "it's a device", 那是佣金.
    full = _any(n for n in english if n == title or " " in n or "-" in n)
    word = _any(n for n in english if len(n) > SHORTEST)
    full_zh, word_zh = _any(n for n in chinese if len(n) > SHORTEST_ZH), _any(chinese)
    return re.compile(
        rf"(?:{_SAYS})\s+{kind}(?:(?:{full}){_ENDS}|(?:{word})\s+{_KIND})|"
        rf"{_SAYS_ZH}(?:(?:{full_zh}){_ENDS_ZH}|(?:{word_zh})的?{_KIND_ZH})",
        re.IGNORECASE,
    )


def _any(names: Iterable[str]) -> str:
    return "|".join(re.escape(n) for n in sorted(names, key=len, reverse=True))


def _named(model: FinanceModel) -> re.Pattern[str]:
    return _pattern(model.title.en, (model.title.en, model.title.zh, *model.aliases.all))
