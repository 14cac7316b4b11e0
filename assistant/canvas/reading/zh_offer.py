"""What a Chinese description offers and what it does."""

from __future__ import annotations

import re

from assistant.canvas.reading.zh_named import named_offers
from assistant.canvas.reading.zh_people import before_verb, phrase
from assistant.canvas.reading.zh_roles import tells_channel
from assistant.canvas.reading.zh_text import clean, without_place
from assistant.language.lazy_re import lazy_re

_MAKE = lazy_re(
    r"(?:(?:我们?|咱们?|团队|公司|本人)?(?:正在|在|想要|想|打算|准备|计划|要|目前|现在|主要|是|刚刚?|已经|"
    r"一直|最近|专门|专注于?|希望)*)"
    r"(?P<verb>研发|开源|开发|打造|推出|搭建|建设|经营|运营|提供|销售|生产|做|卖|搞|开|弄|建|造|出租|养|种|写|办|"
    r"上线|训练)(?:了|出|出来)?"
    r"(?:的是|的就是|的)?(?P<one>一款|一个|一套|一家|一种|一台|一项|一门|一本|款|个|套|家|种|台|项|门|些|"
    r"这样一个|这么一个)?"
)
_IS = lazy_re(r"^(?P<name>[\u4e00-\u9fffA-Za-z0-9]{1,12}?)是(?:一款|一个|一套|一家|一种|一台|个|款|家)(?P<what>.+)")
_USE = lazy_re(
    r"^(?:我们?)?(?:想|打算|正在|要)?(?:用|利用|基于|借助|通过|靠)(?P<how>AI|ai|人工智能|大模型|大语言模型|"
    r"语音识别|计算机视觉|图像识别|机器学习|无人机|卫星|遥感|摄像头|传感器|机器人|算法|物联网|数字人|"
    r"[\u4e00-\u9fffA-Za-z0-9]{1,8}?)(?:技术|模型|图像|影像)?(?:来|去)?(?P<rest>帮.+|给.+|为.+|替.+|做.+|把.+|"
    r"自动.+|检测.+|识别.+|写.+|生成.+|预测.+|.{2,})"
)
_THING = lazy_re(
    r"(?:平台|系统|软件|工具|助手|小程序|APP|App|app|机器人|客服|模型|设备|硬件|服务|产品|应用|插件|课程|终端|"
    r"盒子|引擎|管家|教练|老师|顾问|SaaS|saas|API|接口|网站|社区|市场|商城|中台|大脑|"
    r"相机|摄像头|传感器|手环|眼镜|音箱|玩具|无人机|店|馆|公司|工作室|机|器|仪|助理|医生|秘书|伴侣|数字人|"
    r"方案|一体机|解决方案|集市|游戏|数据库|数据集|代运营|师|员|AI|智能体|agent|Agent|报告|笔|灯|看板|预警|床|"
    r"椅|柜|杯|雷达|耳机|床垫|鞋垫|记录仪|生成器)$"
)
_MINE = lazy_re(
    r"(?:(?:我们|咱们|咱|本公司)的|(?:^|做成)(?:一个|这个|这款|这套))(?P<np>[^，]{0,12}?(?:软件|系统|平台|"
    r"助手|工具|机器人|小程序|AI|App|APP|产品|模型|设备|方案|智能体|服务|算法))(?P<vp>[^，]*)"
)
_FILLER = lazy_re(r"^(?:一款|一个|一套|一家|一种|一台|个|款|套|基于AI的|了|的|是)+")


def read_product(parts: list[str]) -> str:
    """What is offered, in the founder's words, or an empty string."""
    ranked: list[tuple[float, str]] = []
    for position, clause in enumerate(parts):
        for weight, text in _offers(clause):
            words = trim(text)
            someone = phrase(words, 0)
            thing = is_thing(words) or re.search(r"小程序|平台|系统|工具|App|APP", words)
            deed = re.search(r"(?:改装|维护|建设|安装|设计|研发|销售)[与和及]\S{2,3}$", words)
            person = someone is not None and someone.end == len(words) and not thing and not deed
            tail = words.rpartition("的")[2]
            somebody = phrase(tail, 0) if weight <= 2.2 else None
            person = person or (somebody is not None and (somebody.end == len(tail) or tail != words))
            if len(words) >= 2 and not person and not re.match(r"(?:这|那|什么|到|不|得|我|他|没)", words):
                ranked.append((weight + (0.8 if _THING.search(words) else 0) - 0.1 * position, words))
    best = max(ranked, default=(0.0, ""), key=lambda row: row[0])[1]
    bare = next((m["thing"] for c in parts if (m := _BARE_THING.fullmatch(c))), "") if "变" in best else ""
    if bare and bare not in best:
        return f"{best}的{bare}"
    return _with_object(best or _heading(parts), parts)


_BARE_THING = lazy_re(r"做?了?(?:一个|一款|一套|个)?(?P<thing>接口|API|小程序|工具|系统|软件|插件|App)")


def _heading(parts: list[str]) -> str:
    """A description's first words where they are a name and nothing else: "固态电池隔膜"."""
    first = parts[0] if parts else ""
    someone = phrase(first, 0)
    named = 4 <= len(first) <= 14 and not re.search(r"[我你他她它们了着是有在给为帮把被让很都就不没每\d]", first)
    return first if named and not (someone and someone.end == len(first)) and not tells_channel(first) else ""


def _with_object(product: str, parts: list[str]) -> str:
    """Of "用AI批" with what is complained of before: "AI批改实验报告"."""
    short = re.fullmatch(
        r"(?:用|靠)?(?P<how>AI|ai|大模型|算法|机器人|智能体)(?:自动|来|去)?(?P<verb>[\u4e00-\u9fff])", product
    )
    if not short:
        return product
    for clause in parts:
        told = re.search(
            rf"(?P<task>{short['verb']}[^，太很又真特最]{{2,8}}?)(?=太|很|又|特别|最|真|要|慢|累|难|费|花|到|$)", clause
        )
        if told and "AI" not in told["task"]:
            return f"{short['how']}{told['task']}"
    return product


_NEED_SUBJECT = frozenset("写种养办建造开弄搞卖")
_STATED: tuple[tuple[float, re.Pattern[str]], ...] = (
    (3.0, _IS),
    (
        3.1,
        lazy_re(
            r"^(?:我们?|专门|专注|想|打算)*(?:为|给|帮)[^，]{2,20}?(?:提供|打造|开发|定制|研发|设计|做)"
            r"(?:了|一套|一个|一款)?(?P<what>[^，]{2,})"
        ),
    ),
    (2.6, lazy_re(r".*?(?:做成|变成|转成|加工成|打造成)(?:了|一个|一套|一份)?(?P<what>[^，]{3,})")),
    (
        3.6,
        lazy_re(
            r".*?(?:用的|专用的?|使用的|做的|开发的|打造的|定制的|准备的|设计的)(?:一款|一个|一套|一种)?(?P<what>.+)"
        ),
    ),
    (3.4, lazy_re(r"^(?P<what>[^，]{2,10}?)(?:装在|安装在|贴在|放在|戴在|埋在|挂在)(?=[^，]{2,})")),
    (2.3, lazy_re(r"^(?:用)?(?P<what>(?:手机|摄像头|微信|扫码)[^，]{2,12}就(?:能|会|可以)?[^，]{2,10})$")),
    (2.7, lazy_re(r".*?把(?P<what>[^，]{2,12}?)(?:直接|再|都)?(?:卖|租|出租|授权|提供)给")),
    (2.7, lazy_re(r"^(?:我们)?(?P<what>(?!把)[^，给]{2,10}?)(?:出?租|卖|授权|供应)给(?!我们)(?=[^，]{2,})")),
    (
        1.2,
        lazy_re(
            r"^(?:我们|咱们|咱)(?P<what>(?!是|有|的|已|先|目前|主要|面向|针对|发现|会|不|没|只|从|靠|按|收|"
            r"每)[^，]{3,20})"
        ),
    ),
    (
        1.9,
        lazy_re(
            r"^(?!一个|这个)(?P<what>[^，]{1,8}?(?:助手|系统|平台|工具|机器人|小程序|数字人|软件|智能体|"
            r"(?<!大)模型))(?=[^，的]{2,})"
        ),
    ),
    (3.2, lazy_re(r".*?(?:面向|针对|服务于)[^，]*?的(?P<what>[^的]+)$")),
    (1.8, lazy_re(r".*?(?P<what>(?:AI|ai|大模型|智能)[\u4e00-\u9fff]{2,16})$")),
    (
        3.0,
        lazy_re(
            r"^(?:一|这|那)?(?:款|套|种|台)(?P<what>[^，]{2,20}的(?:App|APP|app|小程序|软件|工具|系统|设备|"
            r"机器人|平台|服务|应用))$"
        ),
    ),
    (
        2.2,
        lazy_re(r"^(?!现在|目前|如今|传统|一般|市面|.*(?:是|有))(?=[^，]{5,24}$)(?P<what>[^，]{2,14}的[^，的]{2,10})$"),
    ),
)


_TECH = (
    r"AI|ai|人工智能|大模型|机器视觉|计算机视觉|视觉|图像识别|无人机|算法|卫星|遥感|传感器|机器人|摄像头|"
    r"雷达|语音|数字人|物联网|区块链|红外|声纹|激光"
)
_TECH_FOR = lazy_re(
    rf"^(?:我们?|想|打算|准备|在)*(?:用|利用|靠|拿|通过|"
    rf"基于)?(?P<how>[^，给为帮替]{{0,10}}?(?:{_TECH})[^，给为帮替]{{0,6}}?)(?=(?:给|为|帮|替))"
)
_WITH_FOR = lazy_re(r"^(?:我们?|想|打算|准备|在)*(?:用|利用|基于|借助)(?P<how>[^，给为帮替]{2,14})(?=(?:给|为|帮|替))")
_VERB_IN_TOOL = lazy_re(r"的(?!.)|[了着过]|做|卖|收|付")
_DOES = lazy_re(
    r"^(?P<thing>系统|软件|平台|小程序|App|APP|应用|算法|模型)(?:会|能|可以|可|就|自动)*"
    r"(?P<vp>(?:标出|告诉|提醒|识别|生成|找出|算出|推荐|给出|预测|检查|指出|汇总|匹配|提示)[^，]{2,14})$"
)
_PUT_INTO = lazy_re(
    r"把(?P<a>[^，]{2,8})(?:装进|装到|放进|嵌入到?|接入|做进|搬进|集成到|塞进|植入)(?:了|一台|一个)?(?P<b>[^，]{2,10})"
)
_INTO = lazy_re(r"把(?P<a>[^，]{2,12}?)(?P<how>自动|直接|一键|快速)?(?:变成|转成|转化成|转换成|翻成)(?P<b>[^，]{2,12})")


def made_of(clause: str) -> list[tuple[float, str]]:
    """Products told by what they do with what: "用机器视觉给纺织厂检测布匹瑕疵", "把大模型装进收银机"."""
    found: list[tuple[float, str]] = []
    tech = _TECH_FOR.match(clause)
    job = job_of(clause[tech.end() :]) if tech else ""
    tool = None if tech else _WITH_FOR.match(clause)
    done = job_of(clause[tool.end() :]) if tool else ""
    if tool and done and not _VERB_IN_TOOL.search(tool["how"]):
        found.append((3.3, f"用{tool['how']}{done}的服务"))
    if tech and job:
        found.append((3.3, f"{tech['how']}{job}"))
    does = _DOES.match(clause)
    if does:
        found.append((2.4, f"{does['vp']}的{does['thing']}"))
    put, into = _PUT_INTO.search(clause), _INTO.search(clause)
    if put:
        found.append((3.4, f"{put['a']}{put['b']}"))
    if into and not is_thing(into["b"]):
        found.append((3.2, f"{into['a']}{into['how'] or ''}变{into['b']}"))
    return found


def _offers(clause: str) -> list[tuple[float, str]]:
    if tells_channel(clause):
        return []
    clause = without_place(clause)
    matches = ((weight, pattern.match(clause)) for weight, pattern in _STATED)
    if re.search(r"我们?(?:抽|拿|收|分)", clause) or re.search(r"(?:[一二三四五六七八九十]|\d)多?年$", clause):
        return []
    found = [(weight, m["what"]) for weight, m in matches if m and not m["what"].startswith("的")]
    for match in _MAKE.finditer(clause):
        subject = match.start() == 0 or re.match(r"我|咱|想|打算|准备|正在|团队|公司", match.group())
        rest = clause[match.end() :]
        told = re.match(r"我|咱|想|打算|准备|正在|团队|公司", match.group())
        trade = rest.endswith("的") or (match["verb"] in _NEED_SUBJECT and not told and not match["one"])
        if (
            (subject or match["one"])
            and not trade
            and not re.match(r"(?:[一二三四五六七八九十]|\d)+多?年|商|者|的人|餐饮的|业", rest)
        ):
            found.append((3.0 if subject else 2.4, rest))
    found += [(2.1, m["what"]) for m in (_TRADE.match(clause), _SERVES.match(clause)) if m]
    found += named_offers(clause)
    found += made_of(clause)
    mine, use = _MINE.search(clause), _USE.match(clause)
    if mine:
        found.append((2.5, _mine(mine)))
    if use:
        found.append((2.9, f"用{use['how']}{job_of(use['rest']) or use['rest']}"))
    someone = phrase(clause, 0)
    given = re.match(r"给|为|帮|面向|针对", clause)
    acts = someone is not None and not given and clause[someone.end : someone.end + 1] not in {"的", ""}
    if _THING.search(clause) and len(clause) <= 20 and not acts:
        found.append((2.0, clause))
    return found


# 我做阳台种菜的: what somebody does for a living; 给养老院洗床单: what is done for whom.
_TRADE = lazy_re(r"^(?:我|我们|咱们?)(?:就)?(?:是)?(?:做|搞|弄|干|卖|开)(?P<what>[^，]{2,14})的$")
_SERVES = lazy_re(
    r"^(?:我们?|咱们?|想|打算|准备|专门|就|在)*(?:给|替|帮)[^，]{0,14}?(?:院|店|馆|厂|家|校|所|户|人|们|司|园|会|者|客|生|师)"
    r"(?P<what>(?:洗|修|送|收|补|拍|画|教|磨|熬|煮|烧|种|剪|搬|装|配|擦|喂|遛|照看|打扫|清洗|清理|保养|维修|代煎|代办|代管|翻新)"
    r"[^，给]{1,12})$"
)


def _mine(match: re.Match[str]) -> str:
    """Of "我们的产品自动批改作文" what it does; of "我们的排班软件十分钟排好" the thing."""
    thing = match["np"].replace("产品", "")
    if len(thing) > 3:
        return thing
    return f"{thing}{job_of(match['vp']) or match['vp']}"


def trim(text: str) -> str:
    """A product phrase without measure word, customer and purpose."""
    text = _FILLER.sub("", clean(text))
    given = re.match(r"^(?:给|为|帮|面向|针对|让|专门?给|专为|供)", text)
    if given:
        who = phrase(text, given.end()) or before_verb(text, given.end())
        if who:
            rest = re.sub(
                r"^(?:用的|使用的|做的|提供的?|打造的?|开发的?|设计的?|定制的?|准备的|的|专用的?)+(?:一款|"
                r"一个|一套)?",
                "",
                text[who.end :],
            )
            text = rest if len(rest) >= 2 else text
    owner = phrase(text, 0)
    if owner and text[owner.end : owner.end + 1] == "的" and len(text) - owner.end > 2 and owner.end < 12:
        text = text[owner.end + 1 :]
    text = re.split(
        r"[，。；]|(?:来|去)?(?:帮助?|给|为|让)(?=[^的]{2,})(?!.*(?:系统|平台|工具|助手|小程序|软件|机器人)$)|"
        r"主要(?:面向|卖给|服务)|面向|卖给",
        text,
    )[0]
    text = re.sub(r"的东西$", "工具", _FILLER.sub("", clean(text)))
    return text.removesuffix("的")[:30]


def job_of(text: str) -> str:
    """Of "帮县城奶茶店老板排班" the part that is done: "排班"."""
    match = re.match(r"^(?:能|可以|可|会|来|去)*(?:帮助|帮忙|帮|给|为|替|让)", text)
    if not match:
        return ""
    pronoun = re.match(r"(?:他们|她们|它们|他|她|你|大家|客户|用户|我们)", text[match.end() :])
    who = phrase(text, match.end())
    if pronoun:
        start = match.end() + pronoun.end()
    elif who:
        start = who.end
    else:
        guessed = before_verb(text, match.end())
        start = guessed.end if guessed else len(text)
    job = re.sub(r"^(?:能够|能|可以|来|去|在线|，)+", "", text[start:])
    job = job.removesuffix("的东西").removesuffix("的")
    job = "" if re.search(r"付[钱费]|收费|买单", job) else job
    job = "" if re.match(r"(?:用的|使用的|做的|的|提供|打造|开发|设计|定制)", job) else job
    return clean(re.split(r"[，。；]", job)[0]) if len(job) >= 2 else ""


def read_job(parts: list[str]) -> str:
    """What the product does for the customer, as a verb phrase, or an empty string."""
    for clause in parts:
        for match in re.finditer(r"(?:能|可以|可|会|来|去)*(?:帮助|帮忙|帮|替|让)", clause):
            job = job_of(clause[match.start() :])
            if job and not re.fullmatch(r"代理|推广|销售|推荐|介绍|分销|卖|带货", job):
                return job
    for clause in parts:
        auto = re.search(r"(?:自动|一键|实时|智能|批量|提前)(?!化)[\u4e00-\u9fff]{2,16}$", clause)
        if auto and not is_thing(auto.group()):
            return auto.group().removesuffix("的")
    return ""


def is_thing(text: str) -> bool:
    """Whether a product phrase ends with a word for a thing or a service."""
    return _THING.search(text) is not None
