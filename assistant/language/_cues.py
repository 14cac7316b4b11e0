"""Patterns of the words that say what is to be done with a number: verbs, prepositions, nouns of change."""

from __future__ import annotations

from assistant.language.lazy_re import lazy_re

UP_EN = (
    r"increas(?:e|es|ed|ing)|rais(?:e|es|ed|ing)|rises?|rose|rising|gr[eo]ws?|growing|gains?|gained"
    r"|climb(?:s|ed)?|jump(?:s|ed)?|adds?|added|adding|lifts?|lifted|boost(?:s|ed)?|improv(?:e|es|ed"
    r"|ing)|worsen(?:s|ed|ing)?|bump(?:s|ed)?|hik(?:e|es|ed|ing)|expand(?:s|ed)?|surg(?:e|es|ed)|hire"
    r"|hiring|growth|go up|goes up|going up|went up|push(?:es|ed)? up|(?<!sign )(?<!signs )(?<!signed )(?<!signing )up"
)
DOWN_EN = (
    r"decreas(?:e|es|ed|ing)|drop(?:s|ped|ping)?|lower(?:s|ed|ing)?|reduc(?:e|es|ed|ing)|reductions?"
    r"|cuts?|cutting|falls?|fell|falling|declin(?:e|es|ed|ing)|shrinks?|shrank|slash(?:es|ed|ing)?"
    r"|trim(?:s|med)?|discount(?:s|ed)?|subtract|sheds?|sink(?:s)?|slip(?:s|ped)?|tumbl(?:e|es|ed)"
    r"|knock|shav(?:e|es|ed)|take off|go down|goes down|going down|went down|down|remov(?:e|es|ed)"
    r"|los(?:e|es|ing)|mark(?:ed|s)? down"
)
_SET_EN = (
    r"set|sets|setting|make|makes|put|puts|charg(?:e|es|ed|ing)|assum(?:e|es|ed|ing)|suppos(?:e|es"
    r"|ing)|us(?:e|es|ing)|try|with|costs?|pric(?:ed|ing)|spend(?:s|ing)?|pay(?:s|ing)?|sell(?:s"
    r"|ing)? (?:at|for)|have|has|had|get|gets|got|want|keep|keeps|chang(?:e|es|ed|ing)|becomes?|say"
)
_ADVERBS_EN = (
    r"(?:(?:about|around|roughly|approximately|only|just|now|then|exactly|nearly|almost|a|an|the|say"
    r"|maybe|perhaps|like|still|already|actually|really|another|more like|only about|some|another"
    r"|something like|whopping|full|further|mere|flat|our|it|another)\s+)*"
)
VERB_EN = lazy_re(rf"\b(?:(?P<up>{UP_EN})|(?P<down>{DOWN_EN})|(?P<set>{_SET_EN}))\b")
NEAR_EN = lazy_re(
    r"(?:\b(?P<none>(?:at least|at most|no (?:more|less|fewer) than|(?:less|more|fewer|higher|lower"
    r"|greater) than|over|under|above|below|exceed\w*|beyond|(?:close|compared|relative|due|next"
    r"|prior|according) (?:to|with)|between|for|in(?! another| an extra)|after|within|per|every|each))"
    rf"|\b(?P<from>from|instead of|rather than|replacing|not|(?:is|are|was)n'?t)"
    rf"|\b(?P<by>by)|\b(?P<up>up|plus|add|another|extra|additional)|\b(?P<down>down|minus|less)"
    r"|\b(?P<of>of)|\b(?P<set>to|at|is|are|was|were|be|been|being|as|equals?|hits?|hit|reach(?:es"
    r"|ed)?|into|for only|becomes?|stays?|remains?)|(?P<sign>=|(?<![:/])[:：]|->|→|⇒))"
    rf"\s*{_ADVERBS_EN}$"
)
CHANGE_NOUN = lazy_re(
    r"\b(?:(?P<up>increase|rise|gain|growth|jump|uplift|improvement|hike|boost|bump|raise|premium"
    r"|markup|surcharge)|(?P<down>decrease|drop|fall|decline|cut|reduction|discount|dip|loss"
    r"|saving))s?\s+(?:of|by)?\s*$"
)
AFTER_EN = lazy_re(
    r"\s*-?\s*(?:(?:customers?|users?|trials?|people|leads?|visitors?|sign-?ups?|subscribers?|orders?"
    r"|units?|a month|per month|points?)\s+)?(?:(?P<up>more|higher|extra|additional|increase|rise"
    r"|gain|growth|hike|raise|bump|jump|uplift|up(?! to| front)|dearer|better|on top|markup|premium"
    r"|over(?=\s*(?:the |our )?(?:plan|budget|$|[,.?!])))"
    r"|(?P<down>less|fewer|lower|cheaper|off(?! the (?:ground|shelf))|reduction|decrease|drop|cut"
    r"|discount|down(?! payment)|decline|worse|fall|dip|under(?=\s*(?:the |our )?(?:plan|budget|$|[,.?!]))))(?!\w)"
)
OF_CURRENT_EN = lazy_re(
    r"\s*(?:of (?:the |our |my |its |their )?(?:current|original|today|what|present|existing|previous"
    r"|old|former|base|list)|(?:the|our|my|its|as (?:many|much|high|big|large|fast))\b|(?:of"
    r"|the) (?:current|original|present|existing))"
)

_UP_ZH = (
    r"改善|恶化|延长|推迟|提高|提升|增加|增长|上涨|上升|上调|涨价|加价|提价|调高|拉高|扩大|上浮|抬高"
    r"|多(?:带来?|引来?|拉来?|贡献|产生|得到)|多[投花招卖收赚付给用雇请买做获拿交放融筹来签]|超支|超出|新增|增|涨|升|加|多|高|贵"
)
_DOWN_ZH = (
    r"缩短|提前|降低|下降|下调|减少|下跌|降价|减价|调低|缩减|压缩|削减|下滑|下浮|优惠|立减|减免"
    r"|少[投花招卖收赚付给用雇请买做获拿交放融筹来签]|便宜|砍掉|砍|扣|降|减|跌|掉|少|低|省|缩水"
)
_TAIL_ZH = (
    r"(?:了|掉|去|出|个|大?约|大概|差不多|将近|近|整整|足足|再|又|只|仅|才|就|价|到手|一下|大幅|上|下来|下去|下|\s)*"
)
_SET_WORDS_ZH = (
    r"到|至|成(?!本)|(?<![因以认])为|(?<![还但就只要可于总不])是|就是|只是|等于|=|(?<![/:])[:：]|达"
    r"|定价|维持|保持|定在|设为|改|变|换|按照?|以|用|有|只要|只有|算|卖|收|售价|假设|假定|假如|取|在"
)
NEAR_ZH = lazy_re(
    rf"(?:(?P<none>至少|最少|至多|最多|不到|不足|(?<![提升增上调])超过|低于|高于|大于|小于|多于|少于"
    rf"|多少|[前近后过每这那第]|之[前后])|(?P<from>从|由|自|不是)|(?P<set>{_SET_WORDS_ZH})"
    rf"|(?P<up>{_UP_ZH})|(?P<down>{_DOWN_ZH}))"
    rf"{_TAIL_ZH}$"
)
FAR_ZH = lazy_re(
    r"(?P<up>提高|提升|增加|增长|上涨|上升|上调|涨价|加价|提价|调高|扩大|新增|改善|恶化|涨|加)"
    r"|(?P<down>降低|下降|下调|减少|下跌|降价|减价|调低|缩减|压缩|削减|便宜|砍掉|砍|降|减(?!半))"
    r"|(?P<set>[设定改调变换成]成|[设定改调变]为|定价|改到|调到|调整)"
)
AFTER_NOUN_EN = lazy_re(
    r"\s*-?\s*(?:(?!and\b|or\b|then\b|to\b|of\b|if\b)[a-z-]+\s+){1,2}?(?:(?P<up>increase|rise|hike"
    r"|raise|uplift)|(?P<down>decrease|drop|cut|reduction|discount|decline))\b"
    r"(?!\s+(?:the|our|my|by|to|it)\b)"
)
AFTER_ZH = lazy_re(
    r"\s*的?(?:幅度的?)?(?:(?P<up>增长|增幅|涨幅|提升|提高|上涨|增加|溢价)|(?P<down>降幅|折扣|优惠"
    r"|下降|降低|减少|跌幅|下滑|降价))"
)
OF_CURRENT_ZH = lazy_re(r"(?:原来|现在|目前|之前|原先|当前|原价|现价|原有|以前|去年|上月)的?\s*$")
MULTIPLIES = lazy_re(r"(?:\bmultipl\w+ (?:[a-z]+ ){0,4}by|\bfactor of|\btimes|乘以?|[^\W\d_](?:\s*[×*]|\s+x\s*))\s*$")
JUDGES = lazy_re(r"improv|worsen|改善|恶化")
LESS_IS_GOOD = lazy_re(r"churn|cost|cac|spend|expense|payback|流失|成本|费|回本")
CLAUSE = lazy_re(
    r"[;!?，。；！？\n]|[,.](?=\s|$)|,(?!\d)|\b(?:and|while|but|so|then)\s+(?=(?:the |our "
    r"|my )?[a-z]+ (?:is|are|to|by|at|up|down|goes|rises|drops|falls)\b)"
)
SENTENCE = lazy_re(r"[!?。！？;；\n]|\.(?=\s|$)")
CONJUNCTION = lazy_re(r"\s*(?:and|or|to|then|和|与|及|跟|或者?|、|到|至|~|～|-|or even|, ?or|, ?and)?\s*(?:的)?\s*$")
NEXT_NAME = lazy_re(
    r"\s*(?:[a-z]+\s*)?(?:and|,|，|、|和|、?并且)\s*(?:(?!not\b|for\b|in\b|over\b"
    r"|after\b)[a-z]+\s+){0,3}[\u4e00-\u9fff]{0,6}\s*"
)
RANGE = lazy_re(r"\s*(?:to|-|~|～|到|至)\s*$")
MOVES_TO = lazy_re(
    r"\s*[个次家人名]?\s*(?:->|→|⇒|>|(?:[改变换调提涨升加降减压]|调整|提高|提升|增加|上涨|上升|降低|下降|下调|"
    r"上调|减少|缩减|压缩)(?:到|至|为|成)"
    r"|(?:is |was )?(?:changed|changes|increased|raised|lowered|reduced|cut|dropped|rising|falling) to)\s*"
)
