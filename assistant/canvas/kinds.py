"""What kind of offer a brief describes: what it runs on, and whom it is sold to."""

from __future__ import annotations

import re

from assistant.canvas.brief import Brief
from assistant.language.lazy_re import lazy_re

_HEAD_ONLY = lazy_re(r"(?:,|\s+(?:that|which|to|who|where|trained|with|connecting|over|via|by))\b.*$", re.IGNORECASE)
_AI = {
    "en": lazy_re(
        r"\b(?:ai|llms?|gpt|(?<!business )(?<!fashion )(?<!role )models?|machine learning|neural|chatbot|copilot|"
        r"(?<!estate )(?<!travel )(?<!insurance )(?<!booking )(?<!letting )agents?|automat\w+|vision|computer "
        r"vision|forecast\w*|predict\w*|"
        r"detect\w*|drafts|transcri\w+|translat\w+|summar\w+|generat\w+|recogni\w+|tutor|listens?|reads?|"
        r"grades?|ranks?)\b",
        re.IGNORECASE,
    ),
    "zh": lazy_re(
        r"AI|ai|人工智能|大模型|模型|智能|算法|机器视觉|视觉|识别|预测|自动|机器人|数字人|语音|生成|"
        r"助手|监测|"
        r"检测|预警|解析|批改|陪练|翻译"
    ),
}
_DEVICES = {
    "en": r"(?:sensor|device|camera|drone|robot|recorder|logger|earbud|headset|"
    r"wearable|probe|"
    r"radar|machine|scale|kiosk|reader|"
    r"exoskeleton|meter|battery|tracker|scanner|speaker|microphone|"
    r"detector)(?:e?s)?",
    "zh": r"传感器|摄像头|无人机|雷达|健身仓|矿卡|麦克风|电子秤|"
    r"(?<!聊天)(?<!客服)(?<!咨询)(?<!问答)(?<!回复)机器人|"
    r"眼镜|手环|一体机|设备|硬件|收银机|点餐机|音箱|鞋垫|录音笔|"
    r"终端|报警器|盒子|记录仪|检测仪|床垫|充电桩|耳机",
}
_LEARNING = lazy_re(
    r"\b(?:learn\w*|teach\w*|tutor\w*|coach\w*|exams?|lessons?|homework|essays?|grad(?:e|es|ing)|practi[sc]e|"
    r"reports? of a class|curriculum|course)\b|"
    r"学习|练|批改|备课|作业|课|口语|背|备考|考研|考试|辅导|陪读",
    re.IGNORECASE,
)


# A kit or a box is a device where it senses something: "smart ring", "leak-detection kit", but no "nail art kit".
_MAY_MEASURE = lazy_re(
    r"(?:kit|box|patch|pod|ring|lamp|watch|lock|glasses|mattress|collar|helmet|bracelet|tag)(?:e?s)?", re.IGNORECASE
)
_MEASURES = lazy_re(
    r"\b(?:smart|connected|digital|electr\w+|sens\w+|measur\w+|monitor\w*|warn\w*|alarm\w*|bluetooth|ai|track\w*|detect\w*|"
    r"predict\w*|remote|retrofit|gps|listen\w*|hear\w*|tell\w*|count\w*|charg\w*|solar|battery|led)\b",
    re.IGNORECASE,
)


def _is_device(offered: str, language: str) -> bool:
    """Whether the offer itself is a thing with a plug: its last word, or a plural first one."""
    if language == "zh":
        return bool(re.search(rf"(?:{_DEVICES['zh']}|机)(?:服务)?$", offered.strip()))
    head = _HEAD_ONLY.sub("", offered.strip()).split(" for ")[0]
    last, first = head.rpartition(" ")[2], head.split(" ")[0] if head else ""
    device = re.compile(_DEVICES["en"], re.IGNORECASE)
    if device.fullmatch(last) or (first.endswith("s") and device.fullmatch(first)):
        return True
    return bool(_MAY_MEASURE.fullmatch(last) and _MEASURES.search(offered))


_INSTITUTION = lazy_re(
    r"\b(?:banks?|insurers?|insurance|lenders?|funds?|brokers?|fintechs?|credit unions?)\b|银行|保险公司|券商|"
    r"基金公司|城商行|农商行|信用社|险企|信托",
    re.IGNORECASE,
)


_SOFTWARE = lazy_re(
    r"\b(?:apps?|software|platforms?|portals?|web ?sites?|systems?|tools?|dashboards?|records?)\b|"
    r"app|软件|小程序|平台|系统|网站|工具|档案",
    re.IGNORECASE,
)


def kinds(brief: Brief, language: str) -> dict[str, str]:
    """Guards: slots that show nothing and only say what the product runs on."""
    offered = brief.product or brief.idea
    device = _is_device(offered, language)
    intelligent = _AI[language].search(f"{offered} {brief.job} {brief.idea if not device else ''}")
    return {
        "if_ai": " " if intelligent else "",
        "if_plain_software": " " if _SOFTWARE.search(offered) and not (intelligent or device) else "",
        "if_device": " " if device else "",
        "if_learning": " " if _LEARNING.search(f"{offered} {brief.job}") else "",
        "if_institution": " " if _INSTITUTION.search(brief.customer) else "",
    }


def runs_on(brief: Brief) -> tuple[bool, bool]:
    """Whether the offer runs on artificial intelligence, and whether it is a device."""
    found = kinds(brief, brief.language)
    return bool(found["if_ai"]), bool(found["if_device"])


_CONSUMERS = lazy_re(
    r"\b(?:parents?|famil(?:y|ies)|people|kids|children|students?|learners?|tenants|drivers|gardeners?|runners|hikers|"
    r"owners of (?:dogs|cats)|pet owners|dog owners|cat owners|patients|travell?ers|tourists|seniors|couples|women|men|"
    r"hobbyists|players|mums|moms|dads|homeowners|shoppers|job seekers|cooks|workers|cats|dogs)\b|"
    r"家长|家庭|老人|子女|宝妈|铲屎官|打工人|个人|学生|游客|情侣|爱好者|车主|宠物主|居民|年轻人|上班族|求职者|孕妇|孩子|小孩",
    re.IGNORECASE,
)
_SOFTWARE = lazy_re(
    r"\b(?:app|application|software|tool|platform|website|saas|assistant|chatbot|bot|program|service that|system|"
    r"receptionist|copilot)\b|小程序|软件|系统|平台|工具|助手|应用|App|SaaS|插件",
    re.IGNORECASE,
)


def is_consumer(brief: Brief) -> bool:
    """Whether the one who pays is a person rather than an organisation."""
    return bool(_CONSUMERS.search(brief.customer))


def is_software(brief: Brief) -> bool:
    """Whether the offer is software, by the word the founder uses for it."""
    return bool(_SOFTWARE.search(brief.product))
