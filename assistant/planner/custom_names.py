"""What numbers that founders add are called in both languages, and the words around such a request."""

from __future__ import annotations

import re

from assistant.language.lazy_re import lazy_re

# English and Chinese of the same thing; the first pair that fits names it in both languages.
NAMES: tuple[tuple[str, str], ...] = (
    ("payment processing fee", "支付通道费"), ("payment fee", "支付手续费"), ("payment fees", "支付手续费"),
    ("processing fee", "支付处理费"), ("card fee", "刷卡手续费"), ("card fees", "刷卡手续费"),
    ("transaction fee", "交易手续费"), ("bank fee", "银行手续费"), ("bank fees", "银行手续费"),
    ("app store fee", "应用商店抽成"), ("app store commission", "应用商店抽成"), ("platform fee", "平台服务费"),
    ("handling fee", "手续费"), ("insurance", "保险费"), ("insurance", "保险"), ("liability insurance", "责任险"),
    ("reseller commission", "代理商佣金"), ("sales commission", "销售提成"), ("commission", "佣金"),
    ("referral bonus", "推荐奖励"), ("referral fee", "推荐费"), ("affiliate fee", "联盟佣金"),
    ("sms fee", "短信费"), ("sms cost", "短信成本"), ("text messages", "短信费"), ("welcome gift", "新客礼品"),
    ("gift", "礼品"), ("gift", "礼品费"), ("gift", "礼物"), ("setup fee", "开通费"), ("onboarding fee", "实施费"),
    ("onboarding cost", "实施成本"), ("training fee", "培训费"), ("add-ons", "增值服务"), ("add-ons", "增值服务收入"),
    ("add-on revenue", "附加收入"), ("royalty", "版税"), ("royalties", "版税"), ("patent fee", "专利费"),
    ("licence fee", "授权费"), ("licensing fee", "授权费"), ("sales tax", "销售税"), ("vat", "增值税"),
    ("tax", "税费"), ("legal fee", "律师费"), ("legal fees", "律师费"), ("lawyer", "律师费"), ("audit fee", "审计费"),
    ("accountant", "代账费"), ("accounting", "代账费"), ("trademark", "商标注册费"), ("office deposit", "办公室押金"),
    ("deposit", "押金"), ("shipping", "快递费"), ("shipping", "运费"), ("shipping cost", "快递费"),
    ("packaging", "包装费"), ("storage", "仓储费"), ("customer support", "客服费用"), ("support cost", "客服成本"),
    ("annotation", "标注费"), ("data annotation", "数据标注费"), ("data cost", "数据成本"),
    ("cloud credits", "云资源费"),
    ("hosting", "服务器托管费"), ("website", "网站建设费"), ("furniture", "家具"), ("consulting income", "咨询收入"),
    ("consulting", "咨询收入"), ("sponsorship", "赞助收入"), ("grant", "补贴"), ("subsidy", "政府补贴"),
    ("advertising income", "广告收入"), ("interest", "利息"), ("loan interest", "贷款利息"), ("refunds", "退款"),
    ("refund", "退款"), ("bad debt", "坏账"), ("coupon", "优惠券"), ("coupons", "优惠券"), ("rebate", "返利"),
    ("identity check", "实名认证费"), ("fee", "费用"),
)  # fmt: skip

REMOVE = lazy_re(
    r"\b(?:drop|remove|delete|take out|take away|get rid of|without|leave out|forget|scrap|cancel|exclude)\b|"
    r"去掉|删掉|删除|去除|取消|不要|移除|撤掉|拿掉|剔除|不算",
    re.IGNORECASE,
)
INCOME = lazy_re(
    r"\b(?:earn\w*|income|revenues?|sell|sells|selling|charge (?:them|customers|users|each|every|clients|our)|"
    r"customers? (?:also )?pays?|users? (?:also )?pays?|clients? (?:also )?pays?|pays? us|brings? (?:us )?in|"
    r"we (?:also )?(?:get|receive|make|collect|charge)|grants?|subsid\w+|sponsor\w*)\b|"
    r"收入|赚|进账|卖|向.{0,6}收|补贴|赞助|额外收|多收|还能收|还收|再收",
    re.IGNORECASE,
)
COLLECTED = lazy_re(r"(?:我们|服务|增值|另外|还).{0,14}收\s*\d")
# Whoever collects it from us.
COLLECTOR = lazy_re(r"手续费|佣金|抽成|税|银行|平台|支付宝|微信|物业|保险|通道")
# A share of revenue is how a cost is measured, not an income.
OF_REVENUE = lazy_re(
    r"\b(?:of|on|from)\s+(?:the |our |total |all |net |gross )?(?:revenues?|sales|turnover|income|what we take in)\b|"
    r"(?:占|按)?(?:总)?(?:收入|营收|销售额|营业额|流水)的?|\brevenue shares?\b",
    re.IGNORECASE,
)
# Left of a verb or a particle around a name: 作佣金, 当佣金, 审计费没, 小时.
LOOSE_ZH = lazy_re(
    r"^(?:当作?|作为?|做|走|抽走?|拿走?|拿出|收走|要|来|被|让|由|还|再|就)+(?=.{2})|(?:没有?|呢|吗|吧|了|着|掉|"
    r"走|到)+$"
)
UNITS = lazy_re(
    r"^(?:ones?|hours?|days?|minutes?|times?|things?|pieces?|units?|people|months?|each|half|小时|分钟|天|次|件|个|台|人|钱|半|家)$",
    re.IGNORECASE,
)
# Words of the request that are no part of the name.
FILLER_EN = lazy_re(
    r"\b(?:add|adding|include|including|put|plus|also|we|i|you|us|our|my|their|have|has|had|to|want|need|needs|must|"
    r"should|could|would|can|will|please|pls|let|let's|lets|pay|pays|paying|paid|spend|spending|there|there's|is|are|"
    r"was|be|it|its|it's|a|an|the|of|at|in|into|on|for|from|as|and|with|by|per|another|extra|additional|new|some|"
    r"every|each|all|gets?|getting|give|gives|receive|receives|cost|costs|costing|expense|expenses|top|model|numbers?|"
    r"calculation|plan|factor|account|consider|assume|take|takes|taken|goes|go|that|this|which|so|then|now|not|"
    r"forgot|forget|earn|earns|earning|income|revenues?|sales|make|makes|making|charge|charges|charging|collect|"
    r"customers?|users?|subscribers?|clients?|month|monthly|months|year|yearly|annual|annually|week|weekly|day|"
    r"daily|quarter|quarterly|once|fixed|about|around|roughly|too|well|else|thing|item|line|input|metric|variable|"
    r"called|named|ourselves|them|they|when|joins?|signing|comes?|amount|amounts|amounting|worth|sell|selling|"
    r"through|via|out|up|front|start|beginning|one|time|off|percent|percentage|share|dollars?|usd|eur|euros?|yuan|"
    r"rmb|cny|cents?|bucks?|hey|ok|okay|hi|just|still|actually|brings?|say|flat)\b",
    re.IGNORECASE,
)
FILLER_ZH = lazy_re(
    r"麻烦|请|帮我|帮忙|把|给|我们|咱们|我|还有|还要|还得|还需要?|另外|此外|再加上?|加上?|加入|加进去?|加一[个项笔条]|增加|新增|"
    r"添加|计入|算上|算进去?|考虑进?去?|模型里?|里面|里|一[个项笔条]|每个月|每月|每年|每季度?|每周|每天|每日|一个月|一年|月度|年度|"
    r"每|月|年|客户|用户|会员|支付给|需要|要|得|多出|多|付出|交|花费|花|付给|大约|大概|约|左右|固定|额外的?|一次性|期初|"
    r"作为|叫做?|名为|的话|的|了|吧|呢|是|为|有|会|都|也|从|向|按|占|收入|营收|销售额|流水|赚取?|卖|到|用|送出?|赠送|成本|支出|"
    r"费用项|块钱|元|块|人民币|美元|比例|一份|一个|个|份|笔|人|获得|收取|收|忘了|别忘|输入项?|指标|变量|前期|启动时|启动",
)


def both_names(said: str) -> tuple[str, str]:
    """The name in English and in Chinese; what is not known stands in both languages as it was said."""
    wanted = said.strip().lower()
    for en, zh in NAMES:
        if wanted in (en, zh):
            return en, zh
    return said.strip(), said.strip()


def known_name(text: str) -> str:
    """The longest known name in a text; empty where it has none."""
    lowered = text.lower()
    hits = [n for pair in NAMES for n in pair if n not in ("fee", "费用", "tax") and _has(lowered, n)]
    return max(hits, key=len, default="")


def _has(text: str, name: str) -> bool:
    return bool(re.search(rf"\b{re.escape(name)}\b", text)) if name.isascii() else name in text
