"""A question that names no topic of its own is about that of the question before: "for how long?", 适合谁."""

from __future__ import annotations

from assistant.language.lazy_re import lazy_re

LONGEST = 80  # characters; a longer question says what it is about
# What such a question is made of besides what it refers to.
_EMPTY_EN = frozenset(
    "and but so ok okay then also well hm please pls though anyway really exactly actually again or if when where "
    "why who whom which what what's whats how how's long much many often soon big far else more less most long's "
    "is are was were be been do does did can could should would will shall may might must has have had get got go "
    "goes a an the any some for of to in on at by with without from as than about into up down off out over i we "
    "you they one people folks others everyone anyone somebody founders startups companies teams usually "
    "typically normally generally commonly realistic reasonable sensible normal typical common good bad best "
    "better worst right wrong enough too very not no yes there here now first next last example examples instance "
    "say tell me explain us elaborate mean means work works matter matters mistakes mistake pitfalls pitfall "
    "risks catch downside downsides upside advantages suit suits apply give choose pick use find doing start "
    "starts begin need needs them".split()
)
_REFERS_EN = frozenset("it its it's that that's this these those them they their he she him her such".split())
_WORD = lazy_re(r"[a-z]+(?:['’][a-z]+)?")
_EMPTY_ZH = lazy_re(
    r"(?:那么?|还|再|又|也|都|就|所以|不过|另外|呢|吗|啊|呀|吧|的|了|得|地|着|过|会|能|要|该|应|可以|需要|得|一般|通常|大概|大约|"
    r"到底|具体|真的|比较|最|更|很|太|多|少|长|久|大|高|低|快|慢|够|好|坏|坑|优缺?点|缺点|坏处|好处|风险|误区|问题|毛病|注意|"
    r"合适|合理|适合|适用|靠谱|划算|正常|常见|有|没|不|是|算|做|办|弄|搞|问|找|给|用|谁|哪些?|哪种|哪儿|什么|啥|怎么样?|咋样?|"
    r"如何|怎样|为什么|为啥|几|多少|个|人|一?次|家|天|周|月|年|种|条|样|时候|时间|之?[前后]|别人|人家|大家|同行|公司|创业者?|我们?|"
    r"你|您|咱们?|举个?例子?|例子|比如|说说?|讲讲?|详细|一点|一些|点|下|来|去|从|到|在|对|和|跟|于|上|里|先|第一步|开始|起|降|升|提)+"
    r"[\s,，。.?？!！~、]*"
)
_REFERS_ZH = lazy_re(r"它|他们|这个|那个|这种|那种|这样|那样|这些|那些|此|其(?!他|实|中)")


def refers_back(text: str) -> bool:
    """Whether a question cannot be understood without the one before it."""
    if len(text) > LONGEST:
        return False
    plain = text.strip().lower()
    words = _WORD.findall(plain)
    if words and not any("\u4e00" <= sign <= "\u9fff" for sign in plain):
        return bool(set(words) & _REFERS_EN) or set(words) <= _EMPTY_EN
    return bool(_REFERS_ZH.search(plain) or _EMPTY_ZH.fullmatch(plain.replace(" ", "")))
