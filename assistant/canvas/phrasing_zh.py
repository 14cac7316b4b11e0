"""Chinese phrases of a draft: what the founder said, in the form that reads well in a sentence."""

from __future__ import annotations

import re

from assistant.canvas.reading.cues import pattern
from assistant.language.lazy_re import lazy_re

# What can be said of the offer from the complaint alone; what it detects or prevents is for the founder to claim.
_RELIEFS: tuple[tuple[str, str], ...] = (
    (r"不知道|凭感觉|凭经验|拍脑袋|看不懂|听不懂|算不清|搞不清|弄不清|说不清|靠经验", "给出看得懂的答案"),
    (
        r"小时|半夜|通宵|熬夜|(?:要|花|等|得|写|改|看)[^，]{0,4}(?:一天|[两三几]天|[一两三几]周)|整天|耗时|费时|太耗人|手工|手动|手写|表格|抄|反复|重复|加班|折腾",
        "把这些时间省下来",
    ),
    (r"慢|排队|等", "把等待时间压下来"),
    (r"亏|损失|浪费|烂|压价|漏损|空驶|罚|扣钱|倒掉|积压|囤货|爽约", "减少这笔损失"),
    (r"贵|成本|请不起|雇不起|付不起", "把这笔成本降下来"),
    (r"累|烦|枯燥|受不了|头疼|麻烦", "把这份苦差接过去"),
)
_NOMINAL = (
    "审查|检测|识别|监测|预测|规划|生成|分拣|解析|配音|剪辑|翻译|质检|排班|对账|报价|预警|提醒|读片|陪练|批改|"
    "巡检|匹配|看护|陪伴|"
    "管理|推荐|荐药|点餐|抄表|调度|咨询|测产|审核|评估|分派|打版|运维|记账|筛查|催租|客服|选题|选品|植保|收纳|"
    "辅导|换电|增氧|回收"
)
_NAMED_FOR = lazy_re(rf"(?P<thing>[\u4e00-\u9fff]{{2,6}}?)(?:自动|智能|实时)?(?P<verb>{_NOMINAL})")
_VERB_OBJECT = lazy_re(
    rf"(?P<verb>{_NOMINAL}|写|出|审|改|剪|拍|看|填|查|算|回复|撰写|制作|整理|起草)(?P<thing>[\u4e00-\u9fff]{{2,8}})$"
)
_TOOLS = lazy_re(
    r"小程序|平台|系统|软件|工具|助手|APP|App|app|机器人|服务|模型|设备|报告|课程|数据库|摄像头|传感器|雷达|"
    r"一体机|终端|眼镜|API|引擎|生成器"
)
_UNIT = lazy_re(
    r"(?:每|一)(?P<unit>份合同|份报告|张片子|张图|通电话|份(?!餐|饭)|张(?!床|桌|卡)|次|集|单|条|页|篇|帧|通|亩|"
    r"公顷|场|小时|分钟|款|例|个文件)(?!元)"
)
_NAMES = {
    "份": "份文件", "张": "张图", "次": "次调用", "集": "集内容",
    "单": "笔订单", "条": "条内容", "页": "页文档", "篇": "篇文章", "帧": "帧数据",
    "通": "通电话", "亩": "亩地", "公顷": "公顷地", "场": "场活动",
    "小时": "小时用量", "分钟": "分钟内容", "款": "款作业", "例": "例样本",
}  # fmt: skip


_SELLERS = lazy_re(
    r"(?:公司|商|店|院|局|所|会|社|站|中心|银行|医|老师|师傅|代理|机构|厂|集团|平台|协会|老龄办|街道|村委)$"
)


def partner(channel: str) -> str:
    """Those who sell or recommend it, of a channel that names people or organisations; else an empty string."""
    who = re.sub(r"(?:推广|销售|代理|推荐|介绍|卖)$", "", channel.strip())
    return who if len(who) <= 14 and _SELLERS.search(who) else ""


def short_customer(phrase: str) -> str:
    """The customer after first mention: "家庭" for "家里有失智老人的家庭"."""
    place = re.match(rf"(?:{pattern('zh', 'places').pattern})的?(?=[\u4e00-\u9fff]{{2,}}$)", phrase)
    phrase = phrase[place.end() :] if place and phrase[place.end() - 1] == "的" else phrase
    tail = phrase.rpartition("的")[2]
    if len(phrase) <= (5 if 2 <= len(tail) < len(phrase) else 7):
        return phrase
    return (
        tail if 2 <= len(tail) < len(phrase) else re.sub(r"^(?:中小型?|小型|大型|县级|民办|广大|众多|各类)", "", phrase)
    )


_LONGEST_NAME = 10


def short_product(named: str) -> str:
    """The product after first mention: "分拣设备" for "酒店布草的智能分拣设备"; a long name is not said again."""
    short = _shortened(named)
    if len(short) <= _LONGEST_NAME:
        return short
    return "这项服务" if short.endswith("服务") else "这款产品"


def _shortened(named: str) -> str:
    if len(named) <= 7:
        return named
    tail = named.rpartition("的")[2]
    if 3 <= len(tail) < len(named):
        named = tail
    if len(named) <= 8:
        return named
    bare = _without_technology(named)
    if 4 <= len(bare) <= 9:
        return bare
    ends = re.search(rf"(?:AI)?(?:智能|自动)?(?:{_NOMINAL})?(?:{_TOOLS.pattern})$", named)
    if ends and len(ends.group()) >= 4:
        return ends.group()
    return named if len(named) <= 14 else named[: m.end()] if (m := _TOOLS.search(named)) else named


def relief(problem: str) -> str:
    """What the product does about the complaint, as a verb phrase; empty where that cannot be told from the words."""
    if not problem:
        return ""
    return next((text for cue, text in _RELIEFS if re.search(cue, problem)), "")


def revenue(pricing: str, customer: str, product: str) -> str:
    """Who pays what for what; an empty string without a price."""
    if not pricing:
        return ""
    if customer and (customer in pricing or re.search(r"付费$|买单|付钱|付\d|家长付|付[^，]{0,6}费", pricing)):
        return f"{product}的收费方式：{pricing}"
    if re.match(r"免费|基础|前\d|首", pricing):
        return f"{product}对{customer}的收费：{pricing}"
    return f"{customer}为{product}付费：{pricing}"


_EXAMPLES = lazy_re(
    r"审查|检测|识别|质检|批改|读片|解析|分拣|剪辑|翻译|审核|生成|对账|打版|配音|筛查|记账|评估|写|审|改|剪|看|"
    r"填|查|起草|撰写|制作|整理"
)


def task_and_thing(job: str, product: str) -> tuple[str, str]:
    """The work and what it is done on: ("检测布匹瑕疵", "布匹瑕疵"), ("合同审查", "合同"); empty where unknown.

    The thing is given only for work of which past examples can be collected.
    """
    for text in (product.rpartition("的")[2], job):
        done = _VERB_OBJECT.search(text)
        named = None if done and not _TOOLS.search(done["thing"]) else _NAMED_FOR.search(_without_technology(text))
        found = named or done
        if (
            found
            and not re.search(r"AI|大模型|机器|微信|短信|服务|多语言|数字|老人|夜间|会员|试验|的", found["thing"])
            and not _TOOLS.search(found["thing"])
        ):
            task = f"{found['thing']}{found['verb']}" if named else f"{found['verb']}{found['thing']}"
            return task, found["thing"] if _EXAMPLES.fullmatch(found["verb"]) else ""
    return job if len(job) <= 14 else "", ""


def _without_technology(text: str) -> str:
    return re.sub(r"^.*(?:AI|ai|大模型|机器视觉|智能|\+)", "", text) or text


def as_noun(product: str) -> str:
    """The product as a noun phrase: "机器视觉布匹瑕疵检测" of "机器视觉检测布匹瑕疵"."""
    bare = re.sub(r"^用(?=AI|ai|大模型|人工智能|算法|无人机|机器)", "", product)
    done = re.match(
        rf"(?P<how>(?:AI|ai|大模型|人工智能|机器视觉|算法|无人机|\+|"
        rf"自动)*)(?P<verb>{_NOMINAL})(?P<thing>[\u4e00-\u9fff]{{2,8}})$",
        bare,
    )
    if not done or _TOOLS.fullmatch(done["thing"]) or len(done["thing"]) < 2:
        return bare
    return f"{done['how'].removesuffix('自动')}{done['thing']}{done['verb']}服务"


# "上门助浴", "拼团修鞋" and "工资代发" are done, "潮汕话播客" and "房车营地" are things.
_DEED = lazy_re(
    rf"(?:{_NOMINAL}|(?:[修洗租寄送运打代陪助教验测拍接配喂遛剪补搬换改养护理查收学考练清保检装拆][\u4e00-\u9fff]|"
    r"[\u4e00-\u9fff][租洗养护送运修检测查训教办付发跑管卖炒译]))$"
)


_DONE = lazy_re(r"[修洗剪拍寄送补熬煮擦喂遛代](?![的装包])[\u4e00-\u9fff]{2,6}(?<![摊店品具机器鞋衣])")


def served(product: str) -> str:
    """The product as a name: what is done for somebody is a service, a thing stays what it is."""
    return f"{product}服务" if _DEED.search(product) or _DONE.fullmatch(product) else product


def staff_of(customer: str) -> str:
    """Who does the work: the staff of an organisation, or the customer in person."""
    organisation = re.search(
        r"(?:公司|企业|厂|店|律所|事务所|院|学校|高校|大学|中学|小学|银行|商行|社|中心|机构|政府|街道办|局|集团|"
        r"诊所|品牌|园|食堂|工作室|部门)$",
        customer,
    )
    return f"{customer}员工" if organisation else customer


def unit(pricing: str) -> str:
    """What is counted in the price, with its measure word: "份合同"; "" for a month or a seat."""
    match = _UNIT.search(pricing)
    return _NAMES.get(match["unit"], match["unit"]) if match else ""
