"""Reading a Chinese description: fields of a brief, in the founder's words."""

from __future__ import annotations

import re

from assistant.canvas.reading import zh_offer, zh_people, zh_price, zh_roles
from assistant.canvas.reading.cues import find_stage, pattern
from assistant.canvas.reading.labels import split_labelled
from assistant.canvas.reading.sanity import sane_customer
from assistant.canvas.reading.story import told_by_role_zh, without_teller_zh
from assistant.canvas.reading.zh_text import clauses, strip_lead, tidy, without_place
from assistant.language.lazy_re import lazy_re

_OF_ITS_OWN = frozenset({"pricing", "channel", "partner", "region"})  # labels whose words tell nothing else
_PRONOUN = lazy_re(r"^(?:用户|客户|大家|他们|顾客|消费者|人|员工|学员|会员)$")


def read_chinese(text: str) -> dict[str, str]:
    """Fields by name; unknown ones are absent. Values are words of the text."""
    plain, role = told_by_role_zh(tidy(text))
    labelled, rest = split_labelled(plain)
    free = clauses(rest)
    values = [c for f, v in labelled.items() if f not in _OF_ITS_OWN for c in clauses(v)]
    prices = _prices(free)
    without = [c for c in free if not any(p in c and len(p) > len(c) * 0.6 for p in prices)] + values
    customer = labelled.get("customer") or _customer(without)
    paying = next((p for p in map(zh_people.payer, free) if p and not _PRONOUN.match(p)), "")
    customer = _without_paying(customer)
    roles = zh_roles.read_roles(free)
    paying = roles.payer if paying in roles.payer else paying
    product = zh_offer.read_product(without)
    fields = {
        "customer": customer,
        "product": product,
        "job": zh_offer.read_job(without),
        "problem": _problem(without, customer, labelled.get("product") or product),
        "pricing": "，".join(dict.fromkeys(prices)),
        "region": find_region(plain),
        "stage": find_stage(labelled.get("stage") or plain, "zh"),
        "channel": roles.channel or _channel(free),
        "differentiator": _edge(free),
        "partner": zh_roles.read_partner(free),
    }
    inside = re.fullmatch(_ROLES, paying) and customer and not re.fullmatch(_ROLES, customer)
    if paying and "customer" not in labelled and paying not in customer and not inside:
        fields.update(customer=paying, user=customer)
    elif paying and customer.startswith(paying) and "customer" not in labelled and len(customer) > len(paying) + 1:
        fields.update(customer=paying, user=customer.removeprefix(paying).removeprefix("的"))
    if roles.user and roles.user not in fields["customer"] and fields["customer"] not in roles.user:
        fields["user"] = roles.user
    if role and not fields.get("user") and role not in fields["customer"]:
        fields["user"] = role
    if not fields["product"] and not fields["job"]:
        fields["product"] = _first_offer(without, customer)
        fields["problem"] = "" if fields["problem"] == fields["product"] else fields["problem"]
    fields["problem"] = without_teller_zh(fields["problem"])
    fields["customer"] = _in_full(_without_paying(fields["customer"]), free) or zh_people.placed(without)
    fields.setdefault("user", _sufferer(fields["problem"], fields["customer"]))
    if "AI" in fields["user"] and fields["user"] in fields["product"]:
        fields["user"] = ""  # "离线的AI医生助手" is for no "AI医生"
    fields["product"] = _named(fields["product"] or fields["job"], fields["job"], fields["customer"])
    found = {f: v for f, v in fields.items() if v}
    stated = {f: v for f, v in labelled.items() if f != "stage" or not found.get("stage")}
    return {**found, **stated}


def _without_paying(customer: str) -> str:
    return re.sub(r"(?:集中|统一|批量)?(?:采购|买单|付费|出钱|付钱|掏钱)$", "", customer)


def _in_full(customer: str, parts: list[str]) -> str:
    """Of "中小企业招不到人 … 企业每录用一人付500元" the name that says which 企业, where there is just one."""
    if not re.fullmatch(r"企业|公司|商家|商户|机构|工厂|门店", customer):
        return customer
    begun = (zh_people.phrase(part, 0) for part in parts)
    full = {named.text for named in begun if named and named.text.endswith(customer) and named.text != customer}
    return full.pop() if len(full) == 1 else customer


def _sufferer(problem: str, customer: str) -> str:
    """Those whose work is complained of, where the customer is somebody else: 学生 of a school."""
    named = zh_people.phrase(problem, 0)
    if named is None or named.text in customer or customer in named.text or _PRONOUN.match(named.text):
        return ""
    works = re.match(
        r"(?:每天|天天|要|得|为了|练|写|花|跑|排|等|开|学|填|看|录|记|翻|打|自己|一个班|每个班)", problem[named.end :]
    )
    return named.text if works and len(named.text) <= 10 else ""


# Those who sign within a customer are not another customer: "中型律所 … 合伙人按席位付".
_ROLES = r"合伙人|老板|店长|院长|校长|园长|经理|主管|负责人|领导|管理员"


def _first_offer(parts: list[str], customer: str) -> str:
    """The first short clause that neither complains nor names the customer: "AI标书撰写"."""
    quiet = (c for c in parts if 3 <= len(c) <= 14 and c != customer and not pattern("zh", "pain").search(c))
    return (
        next((c for c in quiet if not re.match(r"[我他她你客用目]|已|正在|先", c) and customer not in c[:8]), "")
        if customer
        else next((c for c in quiet if not re.match(r"[我他她你客用目]|已|正在|先|放|扫|按|.*我们?[抽拿收分]", c)), "")
    )


_BARE = lazy_re(r"(?:AI|智能)?小?(?:平台|App|APP|app|小程序|软件|工具|系统|网站|应用|东西|产品)")


def _named(product: str, job: str, customer: str) -> str:
    """A bare "平台" or "小程序" with what it does: "解决设备故障的平台"."""
    task = re.sub(rf"^(?:给|为|帮|替){re.escape(customer)}", "", job) if customer else job
    acting = re.match(
        r"(?P<thing>盒子|设备|机器|眼镜|手环|小程序|软件)(?P<vp>(?:把|告诉|提醒|自动)[^，]{3,22})$", product
    )
    if acting:
        return f"{acting['vp']}的{acting['thing']}"
    return f"{task}的{product}" if 3 <= len(task) <= 14 and _BARE.fullmatch(product) else product


def find_region(text: str) -> str:
    """The places named in the text, joined, or an empty string."""
    found: list[str] = []
    for match in pattern("zh", "places").finditer(text):
        if match.group() not in found and not any(match.group() in f for f in found):
            found.append(match.group())
    return "、".join(found[:3])


def _prices(parts: list[str]) -> list[str]:
    read = [zh_price.read_price(c) for c in parts]
    for index, clause in enumerate(parts):
        beside = any(read[i] for i in (index - 1, index + 1) if 0 <= i < len(read))
        if not read[index] and beside and zh_price.has_amount(clause):
            read[index] = clause
    return [p for p in read if p][:4]


def _customer(parts: list[str]) -> str:
    ranked: list[tuple[float, str]] = []
    for position, clause in enumerate(parts):
        for someone in zh_people.candidates(clause):
            if not sane_customer(someone.text, "zh"):
                continue
            vague = 3.0 if _PRONOUN.match(someone.text) else 0.0
            ranked.append((someone.score - vague - 0.08 * position, someone.text))
    best = max(ranked, default=(0.0, ""), key=lambda row: row[0])
    return best[1] if best[0] > 1 else ""


def _problem(parts: list[str], customer: str, product: str) -> str:
    """The run of complaining clauses with the strongest complaint in it."""
    if stated := next((m["what"] for clause in parts if (m := _STATED_PAIN.match(clause))), ""):
        return stated
    rows: list[tuple[float, list[str]]] = []
    previous = 0.0
    for clause in parts:
        score = _pain_score(clause, customer, product)
        # What comes plainly before a complaint belongs to it only where it tells of somebody.
        joins = previous >= 1 or score < 1 or (previous and _of_somebody(rows[-1][1][-1]))
        if score and previous and joins and len(rows[-1][1]) < 3:
            rows[-1] = (max(rows[-1][0], score) + 0.1, [*rows[-1][1], clause])
        elif score:
            rows.append((score, [strip_lead(_seen(clause))]))
        previous = score
    best = max(rows, default=(0.0, [""]), key=lambda row: row[0])
    best = (best[0], [re.sub(r"不用(?:自己|再|每天)?", "要自己", best[1][0]), *best[1][1:]])
    return (
        "，".join(best[1]) if best[0] >= 1 else _relieved([c for c in parts if c not in product]) or "，".join(best[1])
    )


_STATED_PAIN = lazy_re(
    r"[^，]{0,10}?(?:头疼|头痛|发愁|犯愁|烦恼|愁|痛苦|难受|担心|害怕|困扰|受不了|烦|怕)的(?:事|问题|地方)?(?:就|其实|主要)?是(?P<what>[^，]{4,})"
)


def _of_somebody(clause: str) -> bool:
    return bool(re.match(r"他们|她们|大家|家里", clause) or zh_people.phrase(clause[:10], 0))


def _seen(clause: str) -> str:
    """Of "每年春天都看着学生挤满校医室" what is seen."""
    match = re.match(r"^[^，]{0,10}?(?:看着|看到|看见|眼看|亲眼见|目睹|发现)(?P<what>[^，]{5,})", clause)
    return match["what"] if match else clause


_OURS = lazy_re(
    r"^(?:我们|我|咱们|咱|本产品|我司|这款|该产品|产品|系统|平台|用AI|用ai|用大模型|做一|做个|一款|"
    r"一个)(?!.*(?:发现|知道|痛点|问题))"
)
_WEAK_PAIN = frozenset(
    (
        "低 少 贵 慢 怕 等 人工 耗 累 难 缺 乱 散 漏 亏 忘 问题 表格 人手 烂 越来越 经常 往往 只能 压力 "
        "手动 重复 反复 闲置 微信群 excel Excel"
    ).split()
)


_RELIEF = lazy_re(
    r"^(?:帮|替|让|能|可以|自动|给|为|面向|针对|解决|减少|降低|避免|防止|先|通过|主要|目前|已|正在|希望|专|卖给)|"
    r"人工智能|收费|元|块|\d毛|签约|试点|推广|现在.{0,8}分钟"
)


# What is said of the offer or the deal rather than of a trouble.
_NEUTRAL = lazy_re(
    r"^提供|[画写出]一?[张份版]$|^(?:定价|收费|售价)|免费|采购|投标|招标|发布|合作|我们出|直赔|另有|^想做|内通知|通知|装在|按.{1,4}收|^先在|^和|^与"
)


def _pain_score(clause: str, customer: str, product: str) -> float:
    """How much a clause complains; 0.4 for one that is at least about neither us nor the product."""
    if re.match(r"(?:首付|每|一)?\d[\d.]*[万千]?(?:块|元|加)?(?:一个?月|每月|一年|加|$)", clause):
        return 0.0  # a price
    if clause in {customer, product} or re.match(r"(?:目标|主要|核心)?(?:客户|用户)(?:主要|就)?是", clause):
        return 0.0
    cues = {*pattern("zh", "pain").findall(clause), *_EFFORT.findall(clause)}
    about_us = _OURS.match(clause) or zh_offer.made_of(clause) or (product and (product in clause or clause in product))
    if about_us and not re.search(r"痛点|难题", clause):
        return 0.0
    clause = without_place(clause)
    if re.search(r"就能|就会|就可以|就自动|自动生成|一键", clause) and not re.search(r"才能|不", clause):
        return 0.0  # what the offer does
    if (zh_roles.tells_role(clause) and not cues) or zh_roles.tells_channel(clause):
        return 0.0
    if _RELIEF.search(clause) and not re.search(r"花|浪费|太贵|亏|要请|损失|罚", clause):
        return 0.0
    if not cues:
        return (
            0.4
            if len(clause) >= 5
            and not _NEUTRAL.search(clause)
            and not re.search(r"助手|系统|平台|软件$|机器人|小程序|客户$", clause)
            else 0.0
        )
    weak = all(c in _WEAK_PAIN for c in cues)
    tail = customer[-2:] if len(customer) >= 2 else ""
    return (
        (1.0 if weak else 1.8)
        + 0.3 * (len(cues) - 1)
        + (0.4 if tail and tail in clause else 0.0)
        + min(len(clause), 14) / 40
    )


# "一份合同要看两天" complains by what it takes, without a word of complaint.
_EFFORT = lazy_re(
    r"(?:要|得|需要?|花|等|耗)[^，]{0,6}?(?:[一两三四五六七八九十几半数]|\d+)+多?(?:个)?(?:小时|钟头|天|周|礼拜|星期|月|分钟)"
)


def _relieved(parts: list[str]) -> str:
    for clause in parts:
        match = re.search(
            r"(?:减少|降低|避免|防止|解决|告别|减轻|缓解|省去|不用再|不再|"
            r"防)(?P<what>[^的，]{2,20}(?:的?[^，]{2,10})?)",
            clause,
        )
        if match and not re.match(r"(?:方案|成本$)", match["what"]):
            return re.sub(r"(?:的)?(?:问题|难题)$", "", match["what"])
    return ""


def _channel(parts: list[str]) -> str:
    for clause in parts:
        if re.search(r"(?:做|开发|打造|搞|弄|提供)(?:了|出)?(?:一个|一款|一套|个|款|套)", clause):
            continue
        if pattern("zh", "channel_cues").search(clause) and re.search(
            r"找到我们|看到|渠道|推广|获客|销售|卖|地推|通过.{2,20}(?:推|卖|触达|拿|找|拓|获|合作|进|覆盖|签|"
            r"发展)|靠.{2,12}(?:推|带|介绍|获|口碑)|转介绍|口碑|代理|加盟|投放|引流|铺|从.{2,12}(?:切入|开始)|"
            r"先在|入驻|分销|走",
            clause,
        ):
            if not re.match(r".*(?:给|为|帮).{0,6}(?:代理商|经销商|直播)", clause):
                return strip_lead(re.sub(r"^(?:我们?)?(?:主要|计划|打算|准备|先)?(?:通过|靠|走)?", "", clause))
    return ""


def _edge(parts: list[str]) -> str:
    parts = [clause for clause in parts if not _STATED_PAIN.match(clause)]
    strong = [c for c in parts if re.search(r"不像|不同于|区别于|唯一|独家|专利|不一样|优势", c)]
    if strong:
        following = parts.index(strong[0]) + 1
        lead = len(strong[0]) < 14 and following < len(parts) and re.search(r"不像|不同于|区别于", strong[0])
        return f"{strip_lead(strong[0])}，{parts[following]}" if lead else strip_lead(strong[0])
    for index, clause in enumerate(parts):
        match = pattern("zh", "edge").search(clause)
        if not match:
            continue
        if match.group() in {"相比", "比起"} and index + 1 < len(parts) and len(clause) < 16:
            return f"{strip_lead(clause)}，{parts[index + 1]}"
        if match.group() in {"传统", "现有的", "市面上", "市面", "承诺", "保证"} and not re.search(
            r"我们|不|没", clause
        ):
            continue
        return strip_lead(clause)
    return ""
