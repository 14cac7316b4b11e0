"""Small closed word lists the planner's grammar needs, in both languages."""

from __future__ import annotations

import re

# Said at the start of a what-if that builds on the one before it.
STACKING = re.compile(
    r"\b(?:also|on top of (?:that|this|it)|in addition|additionally|as well|keep(?:ing)? (?:that|this|it) and|plus|"
    r"with that|combined with|together with that)\b|在此基础上|在这基础上|这个基础上|再(?!见)|同时|另外|而且|还有|外加|叠加|加上",
    re.IGNORECASE,
)
HYPOTHETICAL = re.compile(
    r"\b(?:what if|what about|how about|if|suppose|supposing|assume|assuming|imagine|say|were|would|could|"
    r"what happens|and at|and with|try)\b|如果|假如|假设|假定|要是|若|倘若|万一|会怎|会如何|怎么样|呢|的话|试试",
    re.IGNORECASE,
)
PERMANENT = re.compile(
    r"\b(?:set|our|my|we(?:'re| are| have| charge| spend| pay| get| expect)?|change|update|use|actually|correction|make)\b|"
    r"我们|我的|设为|设成|设置|改成|改为|更新|其实|更正|实际|把",
    re.IGNORECASE,
)
BREAK_EVEN = re.compile(
    r"break[\s-]*even|breakeven|不亏|保本|盈亏平衡|打平|回本|不赔|turn (?:a )?profit(?:able)?|become profitable|"
    r"stop losing|扭亏|not lose money",
    re.IGNORECASE,
)
TOTAL = re.compile(r"\b(?:total|cumulative|overall|altogether|in all)\b|累计|总共|合计|总计|一共|总", re.IGNORECASE)
FIRST_YEAR = re.compile(
    r"\b(?:a|one|per|the|in a|after a|first)\s+year\b|\byear (?:one|1)\b|一年后|第一年|年底", re.IGNORECASE
)
MONTH_N = re.compile(
    r"\bmonth\s*#?(\d{1,3})\b|\b(\d{1,3})(?:st|nd|rd|th) month\b|第\s*(\d{1,3})\s*个?月", re.IGNORECASE
)
MONTHS_AHEAD = re.compile(
    r"\b(?:in|after|within|by|over)\s+(\d{1,3})\s+months?\b|(\d{1,3})\s*个月(?:后|内|之内|以后)", re.IGNORECASE
)
FIRST = re.compile(r"\b(?:first|1st|former|one|option 1|a)\b|^\W*(?:1|①|一)\W*$|第一|前者|前一个|前面", re.IGNORECASE)
SECOND = re.compile(r"\b(?:second|2nd|latter|two|option 2|b)\b|^\W*(?:2|②|二)\W*$|第二|后者|后一个|后面", re.IGNORECASE)
THIRD = re.compile(r"\b(?:third|3rd|three|option 3|c|last)\b|^\W*(?:3|③|三)\W*$|第三|最后", re.IGNORECASE)
BOTH = re.compile(r"\b(?:both|all|each)\b|都|两个|全部|一起", re.IGNORECASE)
ORDINALS = (FIRST, SECOND, THIRD)
YES = re.compile(
    r"^\W*(?:y|yes|yeah|yep|yup|sure|ok|okay|right|correct|exactly|please do|go ahead|do it)\b|"
    r"^\W*(?:是|对|好|可以|行|嗯|没错|正确|要|来吧|确认)",
    re.IGNORECASE,
)
