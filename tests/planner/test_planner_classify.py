"""Which messages a request is about, in both languages."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.planner.context import Context
from assistant.planner.finance_view import FinanceViews
from assistant.planner.plans.answers import plan_pending
from assistant.planner.plans.classify import answer_messages, plan_classify, read_messages


def args(said: str, view: Any, *files: str) -> dict[str, Any]:
    context = Context(" ".join(said.split()), "en", files=[{"name": f, "path": f} for f in files], raw=said)
    plan = plan_classify(context.text, context, view())
    return plan.calls[0].args if plan.calls else {"asked": plan.asked["kind"]}


@pytest.mark.parametrize(
    ("said", "texts"),
    [
        ('is "took three weeks, but it works" positive or negative?', ["took three weeks, but it works"]),
        ("“等了三周还没到”是好评还是差评", ["等了三周还没到"]),
        ("classify this: where is my parcel?", ["where is my parcel?"]),
        ("把这句分类：你们的软件老是闪退", ["你们的软件老是闪退"]),
        ("classify these messages:\n- app crashes\n- love it", ["app crashes", "love it"]),
        ("给这些消息分类\n1. 怎么退款\n2. 客服态度太差\n", ["怎么退款", "客服态度太差"]),
        ("分析情感：太贵了；挺好用", ["太贵了", "挺好用"]),
        ("sentiment: too slow; very friendly staff", ["too slow", "very friendly staff"]),
        ("order 48213 is late\nrefund me\nclassify these please", ["order 48213 is late", "refund me"]),
        ('label "refund me" and "where is it?"', ["refund me", "where is it?"]),
    ],
)
def test_messages_are_read_verbatim(said: str, texts: list[str], view: Any) -> None:
    assert args(said, view) == {"texts": texts}


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("classify the messages", {"file": "b.csv"}),
        ("classify the tickets in a.csv", {"file": "a.csv"}),
        ("给a.csv里的留言分类", {"file": "a.csv"}),
        ("classify the comment column of a.csv", {"file": "a.csv", "column": "comment"}),
        ("run sentiment analysis on column body", {"file": "b.csv", "column": "body"}),
        ("用“内容”这一列做情感分析", {"file": "b.csv", "column": "内容"}),
    ],
)
def test_tables_and_columns(said: str, expected: dict[str, str], view: Any) -> None:
    assert args(said, view, "a.csv", "b.csv") == expected


def test_without_messages_one_question_and_its_answer(view: Any) -> None:
    assert args("classify these messages", view) == {"asked": "messages"}
    assert args("做情感分析", view) == {"asked": "messages"}
    said = "- The order never came and nobody answers the phone, very disappointed\n- 客服很好"
    plan = answer_messages(Context(" ".join(said.split()), "en", raw=said), view())
    assert plan is not None
    assert plan.calls[0].args == {
        "texts": ["The order never came and nobody answers the phone, very disappointed", "客服很好"]
    }


@pytest.mark.parametrize(
    ("said", "texts"),
    [
        ("下面几条帮我分类：1. 怎么开发票 2. 垃圾软件 3. 能导出srt吗", ["怎么开发票", "垃圾软件", "能导出srt吗"]),
        ("classify these: 1) where is it 2) love it 3) refund now", ["where is it", "love it", "refund now"]),
        ("label: version 1.2 is slow; great", ["version 1.2 is slow", "great"]),
    ],
)
def test_messages_numbered_in_one_line(said: str, texts: list[str]) -> None:
    assert read_messages(said) == texts


@pytest.mark.parametrize(
    "texts",
    [
        [
            "Where is my parcel, it was promised for Monday and today is Friday already",
            "the chair is wonderful, thanks",
        ],
        [
            "我上个月买的台灯到现在都没有收到，打客服电话也一直没人接，已经整整等了三个多星期了，非常失望",
            "更新之后发票全部不见了，请尽快帮我恢复，不然我就要退款了，你们到底管不管",
        ],
    ],
)
def test_messages_that_were_asked_for_may_be_long(texts: list[str], views: FinanceViews) -> None:
    said = "\n".join(texts)
    plan = plan_pending(Context(" ".join(texts), "en", raw=said, asked={"kind": "messages"}), views)
    assert plan is not None
    assert plan.calls[0].args == {"texts": texts}
