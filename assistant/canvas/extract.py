"""From a founder's free description to a brief."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.canvas.brief import Brief
from assistant.canvas.brief_spans.hints import broken
from assistant.canvas.brief_spans.passes import load_passes
from assistant.canvas.brief_spans.reader import BriefReading
from assistant.canvas.brief_spans.revise import opinion, revised
from assistant.canvas.patterns import PatternLibrary, load_patterns
from assistant.canvas.reading.chinese import read_chinese
from assistant.canvas.reading.english import read_english
from assistant.canvas.reading.sanity import sane_customer, sane_problem, sane_product
from assistant.language.lazy_re import lazy_re


def extract_brief(text: str, language: str, patterns: PatternLibrary | None = None) -> Brief:
    """The brief that a description states, in the founder's words; what it does not say stays empty.

    Args:
        text: A description of any shape: prose, fragments, "Customer: …" lists.
        language: "en" or "zh" of the conversation; text that is plainly in the other one is read in that.
        patterns: Library whose industries are recognised; the built-in one by default.
    """
    spoken = language_of(text, language)
    text = broken(text.strip())
    fields = revised(text, grammar_fields(text, spoken), load_passes(spoken))
    brief = without_emptiness(Brief.from_json({**fields, "idea": text, "language": spoken}))
    industry = (patterns or load_patterns()).industry(brief)
    return replace(brief, industry=industry.id) if industry else brief


_ASIDE = 0.6  # how sure the taggers must be of what is said by the way
_LIKELY = 0.4  # how sure where the message is known to tell something of the venture
_TEAM = "team"  # no field of the brief: who works there


def surely_told(text: str, language: str, group: str) -> dict[str, str]:
    """What a message in the middle of a talk surely tells of the venture, by the taggers alone.

    Args:
        text: The message.
        language: "en" or "zh" of the conversation.
        group: "answer" to a question, or "remark".
    """
    return opinion(_tagged(text, language, group, _ASIDE), {})


def likely_told(text: str, language: str) -> dict[str, str]:
    """What a message that tells something of the venture most likely tells, by the taggers alone; also the "team"."""
    reading = _tagged(text, language, "answer", _LIKELY)
    team = next((span.text.strip(" ,，.。!！") for span in reading.spans if span.tag == _TEAM), "")
    return {**opinion(reading, {}), **({_TEAM: team} if team else {})}


def _tagged(text: str, language: str, group: str, least: float) -> BriefReading:
    """A message with the spans that the taggers are sure enough of."""
    spoken = language_of(text, language)
    text = broken(text.strip())
    reading = BriefReading(text, grammar_fields(text, spoken), load_passes(spoken), group)
    reading.spans = [span for span in reading.spans if span.sureness >= least]
    return reading


def grammar_fields(text: str, language: str) -> dict[str, str]:
    """The fields that grammar reads out of a text, without what no founder can have meant."""
    return _sane(read_chinese(text) if language == "zh" else read_english(text), language)


_ORDINARY = lazy_re(r"(?:have|are|am|need|want|think|know|see|use|sell|charge|start|hate|like|plan)\b", re.IGNORECASE)


def _sane(fields: dict[str, str], language: str) -> dict[str, str]:
    """The fields without what grammar found but no founder can have meant."""
    kept = dict(fields)
    if language == "en" and "product" in kept:
        named = re.sub(
            r"^(?:it's|it is|this is|that's|we're|we are)\s+(?=an?\b|the\b)", "", kept["product"], flags=re.I
        )
        acts = re.match(r"(?:we|i)\s+(?P<vp>[a-z]+\s.+)", named, re.IGNORECASE)
        kept["product"] = f"service to {acts['vp']}" if acts and not _ORDINARY.match(acts["vp"]) else named
    if not sane_product(kept.get("product", "it"), language):
        kept.pop("product", None)
    for field in ("customer", "user"):
        if field in kept and not sane_customer(kept[field], language):
            del kept[field]
    if "customer" not in kept and (user := kept.get("user")):
        kept["customer"] = user
        del kept["user"]
    if not sane_problem(kept.get("problem", "?"), kept.get("product", ""), language):
        kept.pop("problem", None)
    return kept


def complete_brief(given: Brief, patterns: PatternLibrary) -> Brief:
    """A brief whose unknown fields are read out of its idea."""
    if not given.idea:
        return given
    read = extract_brief(given.idea, given.language, patterns)
    filled = given.filled_from(read)
    return filled if read.idea or filled.product else replace(filled, idea="")


def without_emptiness(brief: Brief) -> Brief:
    """The brief without an offer or a customer that could be anybody's: "something with AI", "businesses".

    A description that names no offer of its own has no idea either, so that it is asked for.
    """
    empty_product = not brief.product or _nothing(brief.product)
    anybody = brief.customer.strip().lower() in _ANYBODY or _nothing(brief.customer)
    told = brief.problem and brief.problem not in brief.idea[: len(brief.problem) + 4] or brief.pricing
    if not empty_product or (brief.customer and not anybody and told):
        return brief
    customer = "" if anybody else brief.customer
    if brief.product or _nothing(brief.idea) or (anybody and not told):
        return replace(brief, idea="", product="", job="", problem="", customer=customer)
    return replace(brief, customer=customer)


_NOTHING = frozenset(
    "a an the my our some new tech great cool good this that i we have has had got want would like to do make build "
    "start create launch "
    "am is are thinking about of idea ideas startup start-up startups business businesses company companies "
    "venture project product "
    "thing things something anything stuff ai tech technology with in using based related llm llms gpt solution "
    "concept for".split()
)
_NOTHING_ZH = lazy_re(
    r"(?:我们?|自己|有|想|要|打算|准备|做|搞|弄|开|创业|创个业|AI|ai|人工智能|大模型|科技|互联网|相关|有关|跟|方面|一?个|"
    r"一点|点|些|款|的|了|和|跟|与|结合|"
    r"想法|点子|项目|产品|东西|主意|创意|生意|公司|业务|事情|事|方向|领域|给|企业|用户|用)+"
)
_ANYBODY = frozenset(
    "business businesses company companies startup startups people everyone anyone users customers clients "
    "consumers enterprises "
    "企业 公司 用户 客户 人 大家 消费者 个人 所有人 我 我们".split()
)


# What is said of not knowing yet tells of no offer either.
_UNKNOWN = lazy_re(
    r"(?:可是?|但是?|不过|就是)?(?:我|我们)?(?:还|也|都|完全|根本)*(?:不(?:知道|清楚|懂|会|晓得)|没(?:想好|头绪|方向))[^,，。？?！!；;]*|"
    r"(?:你|您)?(?:能|可以|能不能|可不可以)?(?:帮|教|指导)(?:帮|教)?(?:我|一下|忙)*(?:吗|么|吧)?|(?:该|要)?怎么(?:开始|办|做)"
)


def _nothing(text: str) -> bool:
    text = _UNKNOWN.sub("", text)
    words = re.findall(r"[a-z][a-z'-]*", text.lower())
    if re.search(r"[\u4e00-\u9fff]", text):
        return bool(_NOTHING_ZH.fullmatch(re.sub(r"[\W_]+", "", text)))
    return bool(words) and set(words) <= _NOTHING


def language_of(text: str, language: str) -> str:
    """The language of a text, `language` where it could be either."""
    han = len(re.findall(r"[\u4e00-\u9fff]", text))
    latin = len(re.findall(r"[A-Za-z]+", text))
    if han and han >= latin:
        return "zh"
    return "en" if latin and not han else language
