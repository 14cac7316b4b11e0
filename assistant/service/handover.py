"""When a person must take over: what is risky, who is angry, and what that person should know."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.language.lazy_re import lazy_re
from assistant.language.text import Text


@dataclass(frozen=True)
class Reason:
    """Why a person must take over.

    Attributes:
        id: E.g. "legal_threat".
        text: In words a user may read.
    """

    id: str
    text: Text


_I = re.IGNORECASE
# What no template may answer, by id, in the order in which it is told.
_RISKS: tuple[tuple[str, str, str, str], ...] = (
    (
        "self_harm",
        "the customer may be in danger of harming themselves",
        "客户可能有自伤风险",
        r"\b(?:kill(?:ing)? (?:my|him|her)self|suicid\w*|end (?:my|it) (?:life|all)|want to die|"
        r"hurt(?:ing)? myself|self[- ]harm|"
        r"no reason to live|better off dead|can'?t go on(?: living)?|jump off)\b|自杀|轻生|不想活|"
        r"活不下去|想死|死给你|自残|跳楼|结束生命|割腕",
    ),
    (
        "threat",
        "the customer threatens violence",
        "客户有暴力威胁",
        r"\b(?:i(?:'ll| will| am going to|'m going to) (?:kill|hurt|find|burn|come (?:for|after)|"
        r"beat)\b.{0,20}\b(?:you|your|them|office|store)|bomb)\b|"
        r"(?:砍|杀|弄死|打死|烧)了?你们?|炸了?你们",
    ),
    (
        "medical",
        "health or safety is at stake",
        "涉及健康或人身安全",
        r"\b(?:allerg\w+ reaction|hospitali[sz]ed|(?:in|to) (?:the )?(?:hospital|er\b)|"
        r"got (?:very )?(?:sick|ill|injured|hurt|burn(?:t|ed))|injur(?:y|ed)|poison\w*|"
        r"side effects?|overdos\w+|dosage|rash|vomit\w*|chest pain|bleeding|caught fire|on fire|explod\w+|"
        r"electric shock|electrocut\w+|"
        r"emergency room|ambulance|pregnan\w+|choking)\b|过敏|中毒|住院|送医|受伤|烫伤|烧伤|副作用|剂量|"
        r"呕吐|出血|起火|着火|爆炸|触电|漏电|"
        r"孕妇|怀孕|拉肚子|食物中毒|急诊|胸痛|晕倒",
    ),
    (
        "data_breach",
        "personal data or an account may be in the wrong hands",
        "个人数据或账户可能已泄露",
        r"\b(?:data (?:breach|leak)|leaked|hacked|hijacked|compromised|"
        r"someone else(?:'s)? (?:\w+ )?(?:data|details|account|invoice|order)|"
        r"identity theft|stolen (?:card|identity|account|data)|unauthori[sz]ed (?:access|login|"
        r"transaction|charge|payment)|gdpr (?:complaint|breach)|"
        r"see other (?:people|customers|users)|phish\w+|not me who (?:logged|ordered|paid))\b|"
        r"数据泄[露漏]|信息泄[露漏]|泄露了|被盗|盗刷|盗号|"
        r"看到(?:了)?别人的|别人的(?:订单|信息|账户|数据|发票)|异地登录|非本人|隐私(?:泄|被)|诈骗|钓鱼",
    ),
    (
        "discrimination",
        "the customer reports discrimination or harassment",
        "客户反映歧视或骚扰",
        r"\b(?:discriminat\w+|racis[tm]|sexis[tm]|harass\w*|because (?:i'?m|i am|of my) (?:black|asian|"
        r"gay|a woman|disabled|muslim|jewish|"
        r"race|religion|gender|skin|disability|age|accent)|homophobi\w+|slur)\b|歧视|种族|性骚扰|骚扰|"
        r"侮辱|地域黑|因为我是(?:女|残疾|外地|农村)",
    ),
    (
        "legal_threat",
        "the customer speaks of legal steps, authorities or the press",
        "客户提到法律途径、监管部门或媒体",
        r"\b(?:lawyers?|attorneys?|solicitors?|legal action|su(?:e|ing) (?:you|your|the|them)|sue\b|"
        r"lawsuit|court|small claims|tribunal|"
        r"consumer (?:protection|rights|council|agency)|trading standards|better business bureau|bbb|ftc|"
        r"ombudsman|regulator|authorities|police|"
        r"journalist|newspaper|the press|go(?:ing)? public|class action|breach of contract|"
        r"cease and desist|liab(?:le|ility)|damages)\b|"
        r"律师|起诉|法院|打官司|诉讼|法律途径|消协|消费者协会|12315|12345|工商局|市场监管|监管部门|银保监|"
        r"证监会|报警|警察|公安|曝光|记者|媒体|"
        r"仲裁|违约|赔偿|维权|举报|黑猫投诉",
    ),
    (
        "refund_dispute",
        "the customer disputes a charge or a refused refund",
        "客户对扣款或退款被拒有争议",
        r"\b(?:charge ?backs?|dispute(?:d|s)? (?:the |this |a |my )?(?:charge|payment|refund|transaction)|"
        r"refus(?:e|ed|es|ing) (?:to (?:give )?(?:me )?(?:a |my )?refund|"
        r"my refund|the refund|a refund)|refund (?:was|is|has been|got) (?:denied|rejected|refused|declined)|"
        r"(?:denied|rejected|declined) (?:my|the|a) refund|still (?:have(?:n'?t| not)|no|"
        r"waiting for).{0,25}refund|where is my (?:damn |bloody )?refund|"
        r"(?:scam|scammed|scammers?|fraud\w*|rip[- ]?off|stole(?:n)? my money|stealing)|"
        r"(?:second|third|fourth|\d+(?:nd|rd|th)) time (?:i(?:'m| am) )?asking.{0,20}refund)\b|"
        r"拒(?:绝|不)?退(?:款|钱)?|不(?:给|肯|让|同意)退|退款(?:被拒|被驳回|申请被|一直(?:没|不)|还(?:没|"
        r"不)到|迟迟)|还我钱|骗(?:子|钱|人)|欺诈|"
        r"乱扣|恶意扣|撤销扣款|拒付|争议",
    ),
    (
        "wants_person",
        "the customer asks for a person",
        "客户要求人工服务",
        r"\b(?:(?:speak|talk|chat|get|put me|connect(?: me)?|transfer(?: me)?)(?: through)?(?: to|"
        r" with)? (?:a |an |the |your |some )?"
        r"(?:real |actual |live |human )?(?:human|person|agent|representative|manager|supervisor|someone|"
        r"somebody|operator)|not a (?:bot|robot)|"
        r"human(?: agent| please| being)|real person)\b|转人工|人工客服|真人|找(?:你们)?(?:经理|主管|领导|"
        r"负责人|老板)|叫(?:你们)?(?:经理|主管|领导)|"
        r"(?:别|不要)(?:用|让)?机器人",
    ),
)
_RISK = [(Reason(id_, Text(en, zh)), lazy_re(pattern, _I)) for id_, en, zh, pattern in _RISKS]
_ANGER = lazy_re(
    r"\b(?:furious|outrage\w*|disgust\w*|pathetic|unacceptable|ridiculous|disgrace\w*|appalling|"
    r"worst (?:\w+ )?(?:service|company|support|experience|ever)|"
    r"incompetent|useless|idiots?|stupid|shame on|fed up|sick of|had enough|never again|wtf|bullshit|"
    r"damn|hell|f\*+\w*|fuck\w*|crap|joke of a|"
    r"are you (?:kidding|serious)|absolute(?:ly)? (?:terrible|awful|horrible))\b|"
    r"气死|太过分|垃圾|坑人|坑爹|无耻|不要脸|恶心|滚|妈的|他妈|卧槽|草泥马|什么玩意|什么破|忍无可忍|"
    r"受够|太差劲|差评|离谱|黑心|流氓|有病|"
    r"忽悠|再也不(?:买|用|来)|气愤|愤怒|火大|丧尽天良|吃相",
    _I,
)
_SHOUTED = lazy_re(r"\b[A-Z]{4,}\b")
_KNOWN_CAPITALS = frozenset({
    "HTTP",
    "JSON",
    "HTTPS",
    "IBAN",
    "EMEA",
    "GDPR",
    "SAML",
    "LDAP",
    "REST",
    "SDKS",
    "ASAP",
    "POST",
})
ANGRY = Reason("angry", Text("the customer is angry", "客户情绪激动"))
UNKNOWN = Reason(
    "unknown",
    Text("it is not clear what the customer wants, and no document answers it", "无法确定客户诉求，资料中也没有答案"),
)
RISKY_INTENT = Reason("risky_intent", Text("this kind of request needs a person", "这类诉求需要人工处理"))
NO_TEMPLATE = Reason(
    "no_answer",
    Text("there is no answer prepared for this, and no document answers it", "没有准备好的答复，资料中也没有答案"),
)


def risks(message: str) -> tuple[Reason, ...]:
    """Why a person must take over a message, by what it says; empty where nothing speaks for it."""
    found = [reason for reason, pattern in _RISK if pattern.search(message)]
    if is_angry(message):
        found.append(ANGRY)
    return tuple(found)


def is_angry(message: str) -> bool:
    """Whether a message scolds or shouts."""
    shouted = [word for word in _SHOUTED.findall(message) if word not in _KNOWN_CAPITALS]
    return bool(_ANGER.search(message)) or len(shouted) >= 3 or len(re.findall(r"[!！]", message)) >= 3


def holding_reply(reasons: tuple[Reason, ...]) -> Text:
    """What can be sent to the customer at once: it thanks, says who takes over and promises nothing else."""
    if any(reason.id == "self_harm" for reason in reasons):
        return Text(
            "Thank you for telling us. I am worried about you. If you are in danger, please call your local "
            "emergency number "
            "or a crisis line now, or go to someone you trust. A colleague of ours is reading your message.",
            "谢谢您告诉我们，我很担心您。如果您现在有危险，请立即拨打当地急救电话或心理援助热线，或去找您信任"
            "的人。我们的同事正在查看您的消息。",
        )
    if any(reason.id == "medical" for reason in reasons):
        return Text(
            "Thank you for telling us. Please stop using the product, and see a doctor or call your local "
            "emergency number if "
            "anyone is unwell. I am passing your message to a colleague now.",
            "谢谢您告诉我们。请先停止使用该产品；如有不适，请尽快就医或拨打当地急救电话。我正在把您的消息转给"
            "同事处理。",
        )
    if any(reason.id == "data_breach" for reason in reasons):
        return Text(
            "Thank you for reporting this. Please change your password now, and do not send us passwords or "
            "card numbers. I am "
            "passing your message to the colleague responsible.",
            "感谢您的反馈。请立即修改密码，也请不要把密码或卡号发给我们。我正在把您的消息转给负责的同事。",
        )
    return Text(
        "Thank you for your message. I am sorry for the trouble. I am passing it to a colleague who can decide on it.",
        "感谢您的来信，给您带来不便非常抱歉。我正在把您的消息转给能够处理的同事。",
    )
