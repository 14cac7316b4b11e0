"""What a message is about and how it is meant where the classifiers do not say: words of products and of finance."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal

from assistant.language.lazy_re import lazy_re

Feeling = Literal["negative", "neutral", "positive"]
_I = re.IGNORECASE
# id, names, words. The topic with most words in a message wins, the earlier one where two have as many.
_TOPICS: tuple[tuple[str, str, str, str], ...] = (
    (
        "security",
        "security and privacy",
        "安全与隐私",
        r"\b(?:secur\w+|privacy|hack\w*|leak\w*|breach\w*|fraud\w*|scam\w*|phish\w*|passwords?)\b|安全|"
        r"隐私|泄露|盗|诈骗|密码|风控",
    ),
    (
        "payment",
        "payment and refunds",
        "支付与退款",
        r"\b(?:refund\w*|charg\w+|billing|billed|invoic\w+|payments?|pay(?:ing)?|paid|fees?|"
        r"subscription)\b|退款|退钱|扣款|扣费|支付|付款|账单|发票|手续费|到账",
    ),
    (
        "delivery",
        "delivery",
        "物流配送",
        r"\b(?:deliver\w*|shipp\w+|courier|parcel|package|arriv\w+|late|delay\w*|packag\w+)\b|物流|快递|"
        r"配送|送货|发货|到货|包装|延误|骑手|送达",
    ),
    (
        "service",
        "customer service",
        "客户服务",
        r"\b(?:support|service|staff|agent|representative|helpdesk|repl(?:y|ied)|respon\w+|rude|helpful|"
        r"polite)\b|客服|服务|态度|人工|回复|售后|店员|前台",
    ),
    (
        "price",
        "price",
        "价格",
        r"\b(?:pric\w+|expensive|cheap\w*|overpriced|cost\w*|value for money|discount\w*|afford\w*)\b|"
        r"价格|贵|便宜|性价比|涨价|优惠|折扣|划算|收费",
    ),
    (
        "reliability",
        "reliability and bugs",
        "稳定与故障",
        r"\b(?:bug\w*|crash\w*|error\w*|down|outage|slow|lag\w*|freez\w+|broken|fail\w*|glitch\w*|load\w*|"
        r"stable|stability)\b|崩溃|闪退|卡顿|卡死|报错|故障|宕机|打不开|加载|慢|稳定|死机|bug",
    ),
    (
        "quality",
        "quality",
        "质量",
        r"\b(?:quality|defect\w*|damag\w+|scratch\w*|fake|material|durab\w+|broke|flimsy|sturdy|"
        r"well[- ]made|tast\w+|fresh|stale)\b|质量|做工|坏|破损|瑕疵|假货|材质|耐用|变形|口味|味道|新鲜|"
        r"异味",
    ),
    (
        "usability",
        "ease of use",
        "易用性",
        r"\b(?:eas\w+ to use|confus\w+|intuitive|interface|ui|ux|design|usab\w+|complicated|navigat\w+|"
        r"learn\w*)\b|界面|操作|好用|难用|上手|设计|体验|复杂|方便",
    ),
    (
        "features",
        "features",
        "功能",
        r"\b(?:feature\w*|integrat\w+|function\w*|export\w*|dashboard|report(?:s|ing)?|update\w*|api|"
        r"version)\b|功能|对接|导出|报表|更新|版本|接口|升级",
    ),
    (
        "account",
        "account and login",
        "账户与登录",
        r"\b(?:log ?in|login|sign(?:ed)? in|account\w*|verif\w+|locked)\b|登录|账号|账户|注册|验证码|实名",
    ),
    (
        "earnings",
        "results",
        "业绩",
        r"\b(?:profit\w*|revenue\w*|earnings|sales|loss(?:es)?|margin\w*|ebit\w*|turnover|quarter\w*|"
        r"income|guidance|forecast)\b|业绩|净利|营收|利润|亏损|财报|季度|收入|毛利|盈利",
    ),
    (
        "market",
        "share price and market",
        "股价与市场",
        r"\b(?:shares?|stock\w*|share price|market cap\w*|index|investors?|analysts?|rating|downgrad\w*|"
        r"upgrad\w* to|dividend\w*|ipo)\b|股价|股票|跌停|涨停|大盘|市值|投资者|分析师|评级|分红|上市|基金|"
        r"净值|理财",
    ),
    (
        "regulation",
        "regulation and law",
        "监管与法律",
        r"\b(?:regulat\w+|lawsuit\w*|fine[ds]?|court|antitrust|investigat\w+|compliance|sanction\w*|"
        r"penalt\w+|legal)\b|监管|处罚|罚款|诉讼|起诉|调查|合规|违规|立案|警示函|法院",
    ),
    (
        "management",
        "management and staff",
        "管理与人员",
        r"\b(?:ceo|cfo|chairman|management|board|executive\w*|layoffs?|laid off|resign\w*|appoint\w*|"
        r"employees?|job cuts?|strike)\b|高管|董事|总裁|管理层|裁员|辞职|离职|任命|员工|罢工",
    ),
    (
        "credit",
        "loans and credit",
        "信贷与债务",
        r"\b(?:loan\w*|credit\w*|debt\w*|default\w*|bond\w*|mortgage\w*|interest rates?|bankrupt\w*|"
        r"insolven\w*)\b|贷款|信贷|债务|违约|债券|利率|房贷|破产|逾期|坏账",
    ),
    (
        "deals",
        "orders and deals",
        "订单与交易",
        r"\b(?:contract\w*|acqui\w+|merger\w*|takeover|agreement\w*|deal\w*|orders? (?:worth|from|for)|"
        r"tender\w*|partnership\w*|stake)\b|收购|并购|合同|中标|签约|合作|入股|订单",
    ),
)
_READ = [(id_, lazy_re(words, _I)) for id_, _, _, words in _TOPICS]
TITLES: Mapping[str, Mapping[str, str]] = {
    **{id_: {"en": en, "zh": zh} for id_, en, zh, _ in _TOPICS},
    "other": {"en": "other", "zh": "其他"},
}
_BAD = lazy_re(
    r"\b(?:fell|falls?|fallen|drop\w*|declin\w+|decreas\w+|los(?:s|ses|t)|plung\w+|slump\w*|weak\w*|"
    r"miss(?:ed|es)? (?:estimates|expectations|targets?)|"
    r"cut(?:s|ting)?|layoffs?|lawsuit\w*|fined|investigat\w+|default\w*|bankrupt\w*|warn\w*|"
    r"downgrad\w*|halt\w*|recall\w*|fraud\w*|"
    r"terrible|awful|worst|bad|poor|broken|useless|disappoint\w*|hate|rude|slow|never again|scam|waste|refund)\b|"
    r"下跌|下滑|下降|亏损|暴跌|跌停|大跌|走弱|不及预期|裁员|处罚|罚款|违约|破产|预警|下调|召回|造假|违规|踩雷|爆雷|"
    r"差|烂|坏|垃圾|失望|难用|骗|坑|慢|退款|投诉|糟糕|崩溃|后悔",
    _I,
)
_GOOD = lazy_re(
    r"\b(?:rose|rises?|risen|gr(?:ew|ow|owth|own|owing)|increas\w+|gain\w*|surg\w+|jump\w*|beat(?:s|"
    r"ing)?|record (?:high|profit|sales)|profitab\w+|strong\w*|"
    r"upgrad\w*|win(?:s|ning)?|won|awarded|approv\w+|expand\w*|improv\w+|rebound\w*|outperform\w*|"
    r"great|good|excellent|love|perfect|amazing|awesome|fast|friendly|helpful|recommend\w*|best|happy|thank\w*)\b|"
    r"上涨|增长|上升|大涨|涨停|盈利|超预期|创新高|中标|获批|上调|回升|改善|扭亏|利好|"
    r"好用|满意|喜欢|推荐|赞|棒|快(?!递|件|照|捷方式)|不错|优秀|感谢|值得|贴心|给力|完美",
    _I,
)
_NOT = lazy_re(r"(?:\bnot|n't|\bno|\bnever|\bhardly|\bwithout|不|没|未|无|别)\s*(?:\w+\s)?$", _I)


def topic_by_words(text: str) -> str | None:
    """The topic that most words of a message belong to; None where no word tells."""
    counts = [(len({m.group().lower() for m in words.finditer(text)}), id_) for id_, words in _READ]
    best = max(count for count, _ in counts)
    return next(id_ for count, id_ in counts if count == best) if best else None


def feeling_by_words(text: str) -> Feeling | None:
    """How a message is meant by its plain words, a negation turning one round; None where they do not tell."""
    score = sum(-_turned(text, m) for m in _BAD.finditer(text)) + sum(_turned(text, m) for m in _GOOD.finditer(text))
    return "negative" if score < 0 else "positive" if score > 0 else None


def _turned(text: str, match: re.Match[str]) -> int:
    return -1 if _NOT.search(text[max(0, match.start() - 14) : match.start()]) else 1
