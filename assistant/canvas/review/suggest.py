"""What an empty block could say, in the words of the canvas itself."""

from __future__ import annotations

from assistant.canvas.blocks import BlockId
from assistant.canvas.review.finding import Text, short
from assistant.canvas.review.sheet import Sheet

LONGEST = 90
NOBODY = {"en": "the first customers", "zh": "首批客户"}
NOTHING = {"en": "the product", "zh": "产品"}
SUGGESTIONS: dict[BlockId, Text] = {
    "customer_segments": {
        "en": "Whoever loses most without “{offer}”: five named organisations or people to start with",
        "zh": "没有“{offer}”损失最大的那群人，先列出五个具体对象",
    },
    "value_propositions": {
        "en": "{customer} get the result in minutes instead of doing it by hand",
        "zh": "{customer}不必手工处理，几分钟就拿到结果",
    },
    "channels": {
        "en": "Founder-led talks with the first ten of “{customer}”",
        "zh": "创始人直接约谈前十家（位）{customer}",
    },
    "customer_relationships": {
        "en": "First-week guidance and a monthly check-in for {customer}",
        "zh": "{customer}：首周辅导，每月回访",
    },
    "revenue_streams": {
        "en": "Monthly fee paid by {customer}, the amount set in five sales talks",
        "zh": "{customer}按月付费，金额用五次销售谈话定下来",
    },
    "key_resources": {
        "en": "Real cases from {customer}, used with their written consent",
        "zh": "经书面同意使用的{customer}真实案例",
    },
    "key_activities": {
        "en": "Delivering “{offer}” and measuring the result with {customer}",
        "zh": "交付“{offer}”，并和{customer}一起测量效果",
    },
    "key_partners": {
        "en": "An association or supplier that {customer} already trust, for introductions",
        "zh": "{customer}已经信任的协会或供应商，负责引荐",
    },
    "cost_structure": {
        "en": "Salaries and cloud computing for “{offer}”",
        "zh": "“{offer}”的人员工资与云算力费用",
    },
}


def suggestion(sheet: Sheet, block: BlockId) -> Text:
    """An item for an empty block, built from the first segment and the first proposition, by language."""
    segments, offers = sheet.told("customer_segments"), sheet.told("value_propositions")
    return {
        language: text.format(
            customer=short(segments[0].text, LONGEST) if segments else NOBODY[language],
            offer=short(offers[0].text, LONGEST) if offers else NOTHING[language],
        )
        for language, text in SUGGESTIONS[block].items()
    }
