"""Who is being answered: industry, size and need, as people say them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from assistant.errors import ToolInputError
from assistant.language.lazy_re import lazy_re

_I = re.IGNORECASE
INDUSTRIES = {
    "saas": r"\bsaas\b|\bsoftware\b|\bapps?\b|\btech(?:nology)?\b|\bsubscription tools?\b|\bIT\b|软件|互联网|"
    r"科技|系统|平台",
    "retail": r"\bretail\w*\b|\be-?commerce\b|\bshops?\b|\bstores?\b|\bonline shop\b|\bfashion\b|"
    r"\brestaurants?\b|\bgrocer\w*\b|"
    r"零售|电商|门店|商店|店铺|超市|餐饮|网店|商场",
    "finance": r"\bfinanc\w+\b|\bbank\w*\b|\binsur\w+\b|\bfintech\b|\bpayments?\s+compan\w+\b|\bbroker\w*\b|"
    r"\bwealth\b|"
    r"金融|银行|保险|证券|基金|理财|支付公司|券商",
    "healthcare": r"\bhealth ?care\b|\bhospitals?\b|\bclinics?\b|\bdoctors?'?\b|\bmedical\b|\bpharma\w*\b|"
    r"\bdent\w+\b|\bpatients?\b|"
    r"医疗|医院|诊所|医生|药|牙科|患者|健康",
    "education": r"\beducation\w*\b|\bschools?\b|\buniversit\w+\b|\bteachers?\b|\bcolleges?\b|\bcourses?\b|"
    r"\btutor\w*\b|\bstudents?\b|"
    r"教育|学校|大学|培训|老师|课程|学生|机构",
    "manufacturing": r"\bmanufactur\w+\b|\bfactor(?:y|ies)\b|\bplants?\b|\bindustrial\b|\bmachin\w+\b|制造|工厂|厂|"
    r"生产|工业|设备",
}
SIZES = {
    "small": r"\bsmall\b|\btiny\b|\bsole\b|\bfreelanc\w+\b|\bstart-?ups?\b|\bone[- ]person\b|\bmicro\b|"
    r"\blittle\b|小型|小微|小公司|小店|小企业|"
    r"个体|初创|创业公司|微型",
    "medium": r"\bmedium\b|\bmid[- ]?(?:size\w*|market)\b|\bSMEs?\b|\bgrowing\b|中型|中等|中小",
    "large": r"\blarge\b|\bbig\b|\benterprises?\b|\bcorporat\w+\b|\bgroup\b|\bmultinational\b|\bkey account\b|"
    r"大型|大企业|大公司|集团|大客户|企业级",
}
NEEDS = {
    "speed": r"\bspeed\b|\bfast(?:er)?\b|\bquick\w*\b|\burgent\w*\b|\basap\b|\bin a hurry\b|\bsoon\b|"
    r"\bright away\b|速度|快|急|尽快|赶时间|马上|立刻",
    "cost": r"\bcosts?\b|\bcheap\w*\b|\bprices?\b|\bbudget\b|\bsav(?:e|ing)\b|\bafford\w*\b|\bexpensive\b|"
    r"\bprice[- ]sensitive\b|成本|便宜|价格|"
    r"预算|省钱|实惠|贵|费用",
    "quality": r"\bquality\b|\breliab\w+\b|\bbest\b|\baccura\w+\b|\bcareful\w*\b|\bpremium\b|\bthorough\w*\b|"
    r"质量|品质|可靠|稳定|精准|高端|专业",
}
_SETS = {"industry": INDUSTRIES, "size": SIZES, "need": NEEDS}
_READ = {kind: {id_: lazy_re(words, _I) for id_, words in names.items()} for kind, names in _SETS.items()}
_PEOPLE = lazy_re(r"(\d[\d,]*)\s*(?:employees|people|staff|seats|人|名员工|个员工|员工)", _I)
_SMALL, _MEDIUM = 50, 250  # employees: the European Commission's limits of a small and a medium-sized enterprise
_SELF = lazy_re(
    r"\b(?:we are|we're|we run|i run|i own|i work (?:at|for|in)|on behalf of|as) "
    r"(?P<v>(?:a|an|the|our)\b[^,.;!?]{3,40})",
    _I,
)
_SELF_ZH = lazy_re(r"(?:我们?是|我们?这边是|我们?这里是|我开了?|作为)(?:一[家个所])?(?P<v>[^，。；！？,.;!?]{2,16})")
_URGENT = lazy_re(r"\burgent\w*\b|\basap\b|\bright away\b|\bimmediately\b|紧急|加急|着急|尽快|赶紧", _I)
ZH = {
    **{
        "saas": "软件",
        "retail": "零售",
        "finance": "金融",
        "healthcare": "医疗",
        "education": "教育",
        "manufacturing": "制造",
    },
    **{
        "small": "小型",
        "medium": "中型",
        "large": "大型",
        "speed": "重视速度",
        "cost": "重视成本",
        "quality": "重视质量",
    },
}
EN = {"saas": "software", "speed": "wants speed", "cost": "watches cost", "quality": "wants quality"}


@dataclass(frozen=True)
class Customer:
    """Who is being answered; an empty field is unknown."""

    industry: str = ""
    size: str = ""
    need: str = ""

    def filled_from(self, other: Customer) -> Customer:
        """This customer with what is unknown taken from `other`."""
        return Customer(self.industry or other.industry, self.size or other.size, self.need or other.need)


def read_customer(text: str) -> Customer:
    """What a text says of the customer's industry, size and need."""
    return Customer(_first("industry", text), _size(text), _first("need", text))


def read_writer(message: str) -> Customer:
    """What the writer of a message says of themselves: "we are a hospital", 我们是一家小店, "it is urgent"."""
    clauses = " ".join(m["v"] for pattern in (_SELF, _SELF_ZH) for m in pattern.finditer(message))
    return replace(read_customer(clauses), need="speed" if _URGENT.search(message) else "")


def customer_of(industry: str | None, size: str | None, need: str | None) -> Customer:
    """The customer as arguments give it, in ids or in words.

    Raises:
        ToolInputError: Size or need is none that answers differ by; an unknown industry only gets the general answers.
    """
    return Customer(
        _first("industry", industry or "") or (industry or "").strip().lower(),
        _known("size", size, _size(size or "")),
        _known("need", need, _first("need", need or "")),
    )


def label(id_: str) -> dict[str, str]:
    """An id in words."""
    return {"en": EN.get(id_, id_), "zh": ZH.get(id_, id_)}


def _known(kind: str, said: str | None, found: str) -> str:
    if said and said.strip() and not found:
        names = tuple(_SETS[kind])
        raise ToolInputError(
            f"“{said}” is no {kind} I know. Choose {', '.join(names)}.",
            f"无法识别“{said}”，请选择：{'、'.join(ZH[name] for name in names)}。",
            question=True,
            choices=names,
        )
    return found


def _first(kind: str, text: str) -> str:
    """The id that is named first in `text`; empty where none is."""
    if text.strip().lower() in _SETS[kind]:
        return text.strip().lower()
    places = {id_: m.start() for id_, pattern in _READ[kind].items() if (m := pattern.search(text))}
    return min(places, key=lambda id_: places[id_], default="")


def _size(text: str) -> str:
    people = _PEOPLE.search(text)
    if people:
        count = int(people[1].replace(",", ""))
        return "small" if count < _SMALL else "medium" if count < _MEDIUM else "large"
    return _first("size", text)
