"""How a Chinese description says it charges: the founder's own words."""

from __future__ import annotations

import re

from assistant.canvas.reading.zh_text import clean, strip_lead
from assistant.language.lazy_re import lazy_re

_NUMBER = r"(?:\d[\d,]*(?:\.\d+)?|[一二两三四五六七八九十百千万几半]+)"
_MONEY = lazy_re(
    rf"\d[\d.]*\s?万起|\d[\d.]*\s?(?:块|元)?(?:一个月|每月|/月)|[￥¥$€]\s?\d[\d,.]*\s?[万千kK]?|\d[\d.]*万?一(?:个|台|套|只|件|年|月|次|份|亩|条|张|篇|节)(?!月)|"
    rf"{_NUMBER}\s?(?:多|来)?(?:万|千|百)?\s?(?:元|块钱?|毛钱?|角|分钱|美元|"
    rf"美金|刀|欧元|欧|日元|港币|人民币|英镑|新币)(?!素|化|件)"
    r"|(?:每|一)(?:年|月|次|台|套|家店?|个|单)(?:收|交|付)?[一二两三四五六七八九十百千万]{2,}"
    r"|(?:每|一)(?:台|套|年|个|人|家|月|次|份|集|店|块|条|款|座|间|辆|亩|单|区|户|季|科室|产区|岗|天|周|节课?|"
    r"站|柜)[^，\d]{0,5}\d[\d.]*\s?[万千]?(?![\d人家条次个台年月%])|(?:硬件|设备|软件|会员|机器|"
    r"服务)[^，\d]{0,4}\d+[万千]?$"
)
_MODEL = lazy_re(
    r"(?:首付|版税|月费|年费|季费|周费|包月|包年|月卡|年卡|订阅(?!盒|号)|会员|抽成|抽佣|佣金|提成|分成|授权费?|许可证?费|一次性|"
    r"买断|服务费|手续费|押金|租金|加盟费|入驻费|广告费?|"
    r"另?付\s?\d+(?:\.\d+)?\s?%|按.{1,6}?签[^，]{0,2}约|按.{1,8}?(?:收费|收钱|计费|付费|结算|收|算|付)|付[^，]{0,4}费|免费|增值服务|打赏|平?台?抽取?\s?\d|收取?\s?\d|"
    r"每\S{1,3}收|抽[^，]{0,4}[一二两三四五六七八九]成|(?:抽|拿|分)(?:取|成)?[^，\d]{0,6}\d+(?:\.\d+)?\s?%|给(?:我们?|平台)\s?[\d一二两三四五六七八九十]+|"
    r"收费|付费|收\s?\d|定价|售价|单价|\d+(?:\.\d+)?\s?(?:%|个点|个百分点)|百分之[一二三四五六七八九十]+|"
    r"基础版|专业版|高级版|续费|客单价|月租|年租|租赁)"
)
_SURE = lazy_re(
    r"收费|收钱|计费|付费|首付|版税|月费|年费|包月|包年|订阅|抽成|抽佣|佣金|提成|分成|[一二两三四五六七八九]成|授权|许可|买断|服务费|定价|售价|另?付\s?\d|\d万起|"
    r"单价|一次性|会员|月租|租金|(?:抽|拿|分)[^，\d]{0,6}\d|给(?:我们?|平台)\s?[\d一二两三四五六七八九十]|企业版|卖\s?[\d一二两三四五六七八九十]|"
    r"每(?:个?月|年|次|条|单|人|家|台|份|套|亩|辆|张|户|小时|分钟|天|周|页|篇|店|校|床|科室|席位|账号|位|千|"
    r"万)|/|一个?月|一年|一次|一单|一份|一台|一条|免费|收\s?\d|价格|按|广告|增值|起"
)
_NOT_PRICE = lazy_re(
    r"亏|损失|浪费|白花|工资|月薪|薪水|融资|市场规模|亿|营收|营业额|罚款?|补贴|注册资金|启动资金|预算|"
    r"成本(?!价)|省下?|要花|得花|花费|花了?|月入|年入|贷款|债|流水|雇|每[周天]要[\d一二三四五六七八九十]|在免费试用|^(?:广告|推广|投放|市场|房租|人工|服务器)(?:费用?)?每?(?:个)?月|请(?:一)?个|请人|找人|外包|付费(?:客户|"
    r"用户)|会员(?:流失|管理|运营|复购)|投入|太贵"
)
_PRICE_LEAD = lazy_re(
    r"^(?:我们|我|平台|打算|准备|计划|想|的?(?:收费|定价|价格|盈利|商业|收入|变现)(?:方式|模式|来源)?(?:是|为|"
    r"靠|主要是|主要靠|上|就是)?|靠|目前|先|然后|也|并|采用|采取|通过|只|就|主要|每次?只收|以|大概|大约|初步|"
    r"暂定|预计|用|软件|产品)+"
)


def read_price(clause: str) -> str:
    """The pricing words of one clause, or an empty string."""
    money, model = _MONEY.search(clause), _MODEL.search(clause)
    if not (money or model) or re.search(r"(?:授权|租|卖)给[^\d]+$", clause):
        return ""
    if re.search(r"定价|售价|价格", clause) and not re.search(
        r"\d|[一二两三四五六七八九十百千]+(?:元|块|万|成)|按", clause
    ):
        return ""  # "仓位定价不对" is a complaint about prices, not ours
    sure = _SURE.search(clause)
    if _NOT_PRICE.search(clause) and not re.search(
        r"收费|抽成|佣金|月费|年费|按.{1,8}收|分成|订阅|收\s?\d|定价|服务费|卖\s?\d|抽[^，\d]{0,6}\d|退货少", clause
    ):
        return ""
    if not sure and not (money and len(clause) <= 14):
        return ""
    if model and money is None and clause.endswith(model.group()) and re.fullmatch(r"收费|付费", model.group()):
        return strip_lead(_PRICE_LEAD.sub("", clean(clause)))
    first = min(
        m.start()
        for m in (money, model, re.search(r"按|每|一次|基础|前|首|第一|向|从", clause), re.search(r"免费", clause))
        if m
    )
    text = clause if money and len(clause) <= 12 else clause[first:]
    return strip_lead(_PRICE_LEAD.sub("", clean(text))) or clean(text)


def has_amount(clause: str) -> bool:
    """Whether a clause beside a price is one more price: "硬件699", "一个产区一年5万"."""
    return (
        bool(_MONEY.search(clause) or re.search(r"\d+万?起?$", clause))
        and len(clause) <= 16
        and not _NOT_PRICE.search(clause)
    )
