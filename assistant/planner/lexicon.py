"""Small closed word lists the planner's grammar needs, in both languages."""

from __future__ import annotations

import re

from assistant.language.lazy_re import lazy_re

# Said at the start of a what-if that builds on the one before it.
STACKING = lazy_re(
    r"\b(?:also|on top of (?:that|this|it)|on top\W*$|in addition|additionally|as well|keep(?:ing)? (?:that|"
    r"this|it) and|plus|"
    r"with that|combined with|together with that|at the same time)\b|"
    r"\bthen also\b|\bsame\b.{0,12}\bbut\b|^\W*(?:the )?same (?:thing )?(?:with|and|plus)\b|"
    r"(?:其他|其余|别的|其它)(?:都|全)?(?:照旧|不变|一样|不动)|也(?:改|变|调|降|升|提|涨)|(?:一样|不变|照旧)[,，]?但|"
    r"^\W*并且|在此基础上|在这基础上|这个基础上|再加上|再加(?=[^\d价大倍一二三四五六七八九十百])|再(?!见|看|说|问|算(?!上|进))|同时|另外|而且|还有|外加|叠加|再加上|加上",
    re.IGNORECASE,
)
# Unmistakably hypothetical, whatever the classifier thinks of the rest of the sentence.
SURELY_HYPOTHETICAL = lazy_re(
    r"\b(?:what if|if|suppos\w+|assum\w+|imagin\w+|scenario|hypothetical\w*|what then|pretend\w*|picture|"
    r"for a moment|just to see|temporarily|say we|in (?:a|an) (?:dream|ideal|perfect) world|in theory)\b|"
    r"如果|假如|假设|假定|要是|倘若|万一|设想|试想|想象|暂时|会怎|会如何|情景|理想情况|理论上|的话|的时候|呢[？?]?$",
    re.IGNORECASE,
)
# "what price …", "how many trials …": asks for the value of an input, not for the effect of one.
SEEKING = lazy_re(
    r"\b(?:what|which|how (?:many|much|high|low|big|large))\b(?!\s+(?:if|happens|changes|then|about|would happen|"
    r"does|is the effect))|"
    r"多少|多高|多低|几个",
    re.IGNORECASE,
)
ZERO = lazy_re(
    r"\b(?:no(?!\s*[,.;:!])|nobody|no one|none|nothing|zero|without|w/o|stop(?:ped|ping|s)?|entirely|eliminat\w+)\b|"
    r"没有|为零|归零|完全不|"
    r"(?:是|到|成|为|降至)零|一分钱|一分不|分文不|不再|停掉|停止|不花|不投",
    re.IGNORECASE,
)
OURS = lazy_re(r"\b(?:our|ours|my|mine|we|us)\b|我们|我的|咱|本公司", re.IGNORECASE)
FILE_FORMAT = lazy_re(
    r"(?<![a-z])\.?(?:json|markdown|md|html|pdf|docx|pptx?|xlsx|svg|png)(?![a-z])|^\W*(?:please |can you |"
    r"could you )?(?:download|export|save)\b|导出|下载|"
    r"\b(?:as|to|in|into)\s+(?:an?\s+)?(?:word|excel|power\s?point|image|picture|spreadsheet|slides?|slide deck|"
    r"vector)\b|"
    r"\bcanvas\b.{0,12}\b(?:slides?|slide deck|image|picture)\W*$|"
    r"(?:做成|转成|转为|生成|存成|保存为|保存成|另存为|出一?[份张个]|变成|输出).{0,8}"
    r"(?:PPT|幻灯片|演示文稿|图片|矢量图|表格|文档|网页|Word|Excel)",
    re.IGNORECASE,
)
FORMAT_NAME = lazy_re(
    r"(?<![a-z])(?:json|markdown|md|html|pdf|docx?|pptx?|xlsx?|svg|png)(?![a-z])|"
    r"\b(?:word|excel|power\s?point|slides?|slide deck)\b|"
    r"幻灯片|演示文稿|图片|矢量图|网页版?|电子表格",
    re.IGNORECASE,
)
BREAK_EVEN = lazy_re(
    r"br(?:eaks?|oke|eaking)[\s-]*even|不亏钱?|保本|盈亏平衡|打平|回本|不赔|损益两平|损益平衡|两平|"
    r"turn (?:a )?profit(?:able)?|(?:become|becomes|are|be|get|gets|going|we) profitable|"
    r"\bprofitable (?:by|in|from|at) month\b|"
    r"stop losing|扭亏|not lose money",
    re.IGNORECASE,
)
TOTAL = lazy_re(r"\b(?:total|cumulative|overall|altogether|in all)\b|累计|总共|合计|总计|一共|总", re.IGNORECASE)
FIRST_YEAR = lazy_re(
    r"\b(?:a|one|per|the|in a|after a|first)\s+year\b|\byear (?:one|1)\b|一年后|第一年|年底", re.IGNORECASE
)
MONTH_N = lazy_re(
    r"\bmonth\s*[-#]?\s*(\d{1,3})\b|\b(\d{1,3})(?:st|nd|rd|th) month\b|第\s*(\d{1,3})\s*个?月", re.IGNORECASE
)
# The last month of a year of the plan: "at the end of year two", 满一年那个月, 第二年年底.
YEAR_END = lazy_re(
    r"\b(?:end|close|last month) of (?:the )?(?:year (?P<en>one|two|three|1|2|3)|(?P<en2>first|second|third) year)\b|"
    r"\b(?:after|in) (?P<en3>an?|one|two|three|1|2|3)(?: full| whole)? years?(?: time)?\b(?! ago)|"
    r"\b(?P<en4>an?|one|two|three|1|2|3) years? (?:in|out|on|from now|from today)\b|"
    r"\bthe (?P<en5>one|two|three)[- ]year mark\b|"
    r"满(?P<zh>[一两二三123])年|第(?P<zh2>[一二三123])年(?:年?底|年?末|结束|最后)|(?P<zh3>[一两二三半123])年(?:以后|之后|后)",
    re.IGNORECASE,
)
MONTHS_AHEAD = lazy_re(
    r"\b(?:in|after|within|by|over)\s+(\d{1,3})\s+months?\b|(\d{1,3})\s*个月(?:后|内|之内|以后)", re.IGNORECASE
)
FIRST = lazy_re(r"\b(?:first|1st|former|one|option 1|a)\b|^\W*(?:1|①|一)\W*$|第一|前者|前一个|前面", re.IGNORECASE)
SECOND = lazy_re(r"\b(?:second|2nd|latter|two|option 2|b)\b|^\W*(?:2|②|二)\W*$|第二|后者|后一个|后面", re.IGNORECASE)
THIRD = lazy_re(r"\b(?:third|3rd|three|option 3|c|last)\b|^\W*(?:3|③|三)\W*$|第三|最后", re.IGNORECASE)
BOTH = lazy_re(r"\b(?:both|all|each)\b|都|两个|全部|一起", re.IGNORECASE)
ORDINALS = (FIRST, SECOND, THIRD)
WHEN = lazy_re(
    r"\bwhen\b|\bhow (?:long|soon|quickly|fast|many months)\b|\b(?:which|what) month\b|\bat (?:which|what) point\b|"
    r"(?:什么|啥|嘛)时候?|何时|几时|哪(?:天|年)|多久|几个月|哪个?月|第几个?月|多少个?月|多长时间",
    re.IGNORECASE,
)
# What is in the bank at some time, which is a result, though cash at the start is an input.
CASH_LEFT = lazy_re(
    r"\b(?:cash|money|bank)\b.{0,20}\b(?:left|remain\w*|have|balance)\b|\b(?:left|remain\w*|balance)\b.{0,20}"
    r"\b(?:cash|bank|account)\b|\bin the bank\b|(?:账上|账户|银行|手里|手上|兜里)?.{0,4}(?:还剩|剩下?|余额|还有)"
    r".{0,4}(?:多少|几|钱|现金)|(?:账上|现金).{0,4}(?:多少|余额|剩)",
    re.IGNORECASE,
)
HOW_MANY = lazy_re(r"\bhow many\b|几个|几次|多少(?:个|次|人|家|笔)", re.IGNORECASE)
MAKE_CANVAS = lazy_re(
    r"\b(?:make|draft|create|build|sketch|generate|do|write|prepare|fill|start|need|want|map out)\b.{0,40}"
    r"\b(?:canvas|nine blocks|business model)\b|^\W*(?:canvas|画布|九宫格|商业模式)\s*[:：]|"
    r"(?:做|画|列|生成|起草|弄|(?<!导)(?<!输)出|整理|写|填|搞|梳理|来).{0,12}(?:画布|九宫格|九个模块|商业模式)",
    re.IGNORECASE,
)
# Said before the request itself: "no wait, undo it".
INTERJECTION = lazy_re(
    r"^(?:\s*(?:good (?:morning|afternoon|evening)|so|no|nope|yes|yeah|yep|ok|okay|wait|oops|hmm+|well|hi|hello|hey|"
    r"thanks|thank you|great|cool|sorry|"
    r"不对|不是|不|好的|好吧|好|嗯|哦|等等|等一下|早上好|上午好|下午好|晚上好|您好|你好|谢谢|抱歉|是的|对了|"
    r"对)(?![a-z\u4e00-\u9fff])[\s,，.。!！、:：]*)+",
    re.IGNORECASE,
)
NO_MONEY = lazy_re(r"一分钱|一毛钱|\ba (?:single )?(?:cent|penny|dime)\b", re.IGNORECASE)
# A question mark, or words that ask for a result, after a value: "conversion 20%, what's the result?"
ASKS_RESULT = lazy_re(
    r"[?？]|\bwhat(?:'s| is| are| would| will)\b|\bhow (?:does|would|will|much)\b|结果|多少|怎样|怎么样|如何|"
    r"值不值|值得|划算|合算|行不行|咋样|得起|得住|受得了|\bafford\b",
    re.IGNORECASE,
)
TABLE = lazy_re(r"\b(?:table|grid|matrix|each of|range|from\b.*\bto)\b|表|矩阵|网格|逐个|分别|区间", re.IGNORECASE)
THAT_CASE = lazy_re(
    r"\b(?:in that case|in this case|then|with that|under that|at that point)\b|这种情况|那种情况|这样的话|这时|那时|"
    r"这样一来",
    re.IGNORECASE,
)
# Clauses that ask for the canvas and tell nothing of the venture.
REQUEST = lazy_re(
    r"(?:^|(?<=[\n.。!！?？;；,，]))\s*[^\n.。!！?？;；,，:：]{0,40}"
    r"(?:business model canvas|busines\w* model|\bcanvas\b|nine blocks|商业模式画布|商业画布|画布|九宫格|九个模块)"
    r"[^\n.。!！?？;；,，:：]{0,12}(?:[.。!！?？;；,，:：]|$)",
    re.IGNORECASE,
)
TELLS = lazy_re(r"\bfor\b|\bsell|\bthat\b|给|面向|帮(?!我)|卖|服务", re.IGNORECASE)
# "Go with that" of what was before any what-if: 就按原来的.
AS_BEFORE = lazy_re(r"\boriginal|\bas it was\b|\bas before\b|原来|原先|最初|一开始|当初|老样子", re.IGNORECASE)
IDEA = lazy_re(
    r"\b(?:have|got|want|thinking|working|'ve)\b.{0,30}\b(?:idea|start-?up|venture|business|company)\b|"
    r"(?:有|想|打算|准备|要).{0,8}(?:创业|点子|想法|主意|项目|开公司)|创业(?:想法|点子|项目)",
    re.IGNORECASE,
)
# Asks for the effect of what was just said and names nothing itself.
WHAT_THEN = lazy_re(
    r"\bwhat(?:'s| is| was| would be) the (?:result|effect|impact|outcome|upshot)\b|\bwhat (?:then|happens|changes)\b|"
    r"结果(?:如何|怎样|怎么样|是什么|呢)|影响(?:多大|如何)",
    re.IGNORECASE,
)
# Words that say nothing of what a value is about.
EMPTY_TALK = lazy_re(
    r"\b(?:no|not|quite|what|how|about|if|and|or|at|to|with|then|also|now|again|instead|rather|maybe|say|try|make|"
    r"set|use|put|go|"
    r"goes|"
    r"be|is|was|were|it|its|that|this|the|a|an|in|on|of|for|by|up|down|only|just|even|more|less|lower|higher|raise|cut|"
    r"increase|decrease|rise|fall|drop|change|actually|please|let|lets|would|could|should|happens|happen|case|look|"
    r"like|"
    r"same|again|percent|points?|dollars?|month|year|double|triple|halve|half|twice|got|get|gets|reach|reaches|came|"
    r"come)\b|"
    r"如果|假如|要是|改成|改为|变成|提高|降低|涨到|降到|翻倍|翻一番|减半|打折|同时|再|那么|那|呢|吧|的话|怎么样|怎样|"
    r"会|是|到|为|成|"
    r"把|它|这个|这|就|又|换|试试|看看|算|一下|还是|个|了|的|涨|降|加|减|多|少|月|年|元|块|翻|倍|点|百分",
    re.IGNORECASE,
)
CORRECTED_CUSTOMER = lazy_re(
    r"\b(?:it'?s|it is|we(?:'re| are)?|this is)\s+(?:actually |"
    r"really )?(?:meant )?for\s+(?P<en>[^.;]+?),?\s+(?:and )?not\s+(?:for )?[^.;]+|"
    r"\bcustomers?\s+(?:are|is)\s+(?:actually |really )?(?P<en2>[^.;]+?),?\s+not\s+[^.;]+|"
    r"客户(?:其实|应该|实际上)?是(?P<zh>[^，,。]+)[，,]\s*(?:而)?不是[^，,。]+",
    re.IGNORECASE,
)
QUESTION = lazy_re(
    r"[?？]\s*$|^\W*(?:who|what|which|why|how|when|where|is|are|do|does|can|could|would|should)\b|吗\W*$|^(?:谁|什么|"
    r"为什么|怎么|哪)",
    re.IGNORECASE,
)
# Stands for the input the talk is about: "what if it is 12%?".
PRONOUN = lazy_re(
    r"\bit['’]s\b|"
    r"\b(?:it|that)\s+(?:is|was|were|goes|went|rises|rose|falls|fell|drops|dropped|could be|would be)\b|它(?:是|到|"
    r"变|涨|降|提|减)",
    re.IGNORECASE,
)
# Asks for the largest or smallest value an input can have.
EXTREME = lazy_re(
    r"\b(?:most|highest|lowest|maximum|minimum|max|min|largest|biggest|smallest|cheapest|least)\b|"
    r"\bhow (?:much|high|low|big|large|many|far|few|little|small)\b|\bwhat\b|"
    r"最多|最低|最高|至多|至少|上限|下限|最大|最小|多少|多高|多低|几",
    re.IGNORECASE,
)
# A goal without a number: not to lose money.
NO_LOSS = lazy_re(
    r"\b(?:los(?:e|es|ing) money|without (?:a|any|making a) loss|no loss|in(?:to)? the red|stop(?:s)? making money|"
    r"in(?:to)? a loss|mak(?:e|es|ing) a loss|under ?water|above water|"
    r"cover(?:s|ed|ing)? (?:(?:our|its|the|all|my)(?: the)? )?(?:costs?|expenses|bills)|"
    r"go(?:es)? negative|turn(?:s)? negative)\b|不赚钱|不亏|不赔|亏钱|亏本|开始亏|没有亏损|出现亏损|够本|转亏",
    re.IGNORECASE,
)
# Asks for the months one by one.
MONTHS = lazy_re(
    r"\bmonth[- ](?:by|to|over)[- ]month\b|\bmonthly (?:table|numbers|figures|breakdown|view|results|plan)\b|"
    r"\b(?:each|every|all(?: the)?|per) months?\b.{0,20}\b(?:table|list|row)\b|\b(?:table|list|"
    r"row)\b.{0,20}\b(?:each|every|all|by|per) (?:the )?months?\b|"
    r"逐月|按月(?:列|看|展示|给|拆)|(?:每个?月|各个?月|每月)的?(?:数字|数据|情况|结果|明细|收入和?利润|表)|月度(?:表|明细|数据|数字)|一个月一个月",
    re.IGNORECASE,
)
