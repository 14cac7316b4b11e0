"""Words for what goes into one of what is sold, or is used up for it: a sum beside them is a cost, never a price."""

from __future__ import annotations

import re

from assistant.language.lazy_re import lazy_re

SUPPLIES = lazy_re(
    r"\b(?:diesel|petrol|fuel|gas|electric\w*|water|flour|gpu|storage|packaging|packing|postage?|jars?|labels?|boxes|"
    r"ingredients?|supplies|shampoo|paper|ink|wood|cleaning|materials?|hosting|servers?|bandwidth|cloud|sms|texts?)\b|"
    r"水费|电费|油钱|油费|煤|运费|快递|包装|花材|面粉|料|耗材|胶|水电|服务器|带宽|云资源|短信|算力|存储",
    re.IGNORECASE,
)
