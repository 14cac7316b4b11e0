"""Talk about customer service: the customer's words are taken out whole, the rest says who they are."""

from __future__ import annotations

from typing import Any

import pytest
from planner.conftest import View

from assistant.planner.context import Context
from assistant.planner.finance_view import FinanceViews
from assistant.planner.plan import Call
from assistant.planner.plans.answers import plan_pending
from assistant.planner.plans.classified_message import classified_message
from assistant.planner.plans.service import plan_answer_customer, plan_monitor_opinion
from assistant.planner.plans.service_reading import asks_reply, next_message, quotes_customer, read_message


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "a customer writes: 'I want my money back. Cancel my plan!' what do we answer?",
            "I want my money back. Cancel my plan!",
        ),
        ("客户问：发票怎么开，怎么回", "发票怎么开"),
        ("客户问能不能对接SAP，怎么回答", "能不能对接SAP"),
        ("a customer asks whether we integrate with SAP, what do I answer", "whether we integrate with SAP"),
        ("reply to this customer: where is my invoice", "where is my invoice"),
        ("帮我回复这个客户：\n我买的杯子坏了，订单48213", "我买的杯子坏了，订单48213"),
        ("一个银行大客户来信：“数据存在哪里？”我们怎么答复比较好？", "数据存在哪里？"),
        ("reply to this customer", ""),
        ("回复这个客户", ""),
    ],
)
def test_the_customers_words(text: str, message: str) -> None:
    assert read_message(text) == message


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("another one asks: can I get an invoice?", "can I get an invoice?"),
        ("and this one says the app keeps logging her out", "the app keeps logging her out"),
        ("and a third: how do I change the card", "how do I change the card"),
        ("还有一位问：能开专票吗", "能开专票吗"),
        ("又来一个说收到的货是坏的", "收到的货是坏的"),
        ("another channel: trade fairs", ""),
        ("这个说法不对", ""),
        ("还有一个问题：定价怎么定", ""),
    ],
)
def test_the_next_customer_after_one_was_answered(text: str, message: str, view: View) -> None:
    assert next_message(text) == message
    if message:
        context = Context(text, "en", focus={"answered": True})
        assert plan_answer_customer(text, context, view()).calls[0].args["message"] == message


def test_only_a_request_with_the_message_in_it_is_one() -> None:
    assert quotes_customer('A customer writes: "cancel it". How should we reply?')
    assert quotes_customer("客户问：“能退吗”怎么回")
    assert not quotes_customer("Customers say: too expensive. Our price is 39")
    assert not quotes_customer("what if the price is 49?")


def test_who_the_customer_is_comes_from_around_the_message(view: View) -> None:
    text = 'A large bank in a hurry writes: "is the factory open?" what do we answer?'
    plan = plan_answer_customer(text, Context(text, "en"), view())
    args = {"message": "is the factory open?", "industry": "finance", "size": "large", "need": "speed"}
    assert plan.calls == (Call("answer_customer", args),)
    plan = plan_answer_customer("reply", Context("x: y", "en", raw="customer: hello there"), view())
    assert plan.calls[0].args == {"message": "hello there"}
    briefed = Context("", "zh", raw="客户问：“贵吗”怎么回", brief={"customer": "牙科诊所"})
    assert plan_answer_customer("", briefed, view()).calls[0].args == {"message": "贵吗", "industry": "healthcare"}


def test_a_message_that_was_asked_for_may_be_long(views: FinanceViews, view: View) -> None:
    plan = plan_answer_customer("回复客户", Context("回复客户", "zh"), view())
    assert plan.asked["kind"] == "customer_message"
    told = "I ordered two weeks ago and nothing came. " * 5
    answered = plan_pending(Context(told, "en", asked=plan.asked), views)
    assert answered is not None
    assert answered.calls[0].args == {"message": told.strip()}
    assert plan_pending(Context("never mind", "en", asked=plan.asked), views) is None


@pytest.mark.parametrize(
    ("text", "files", "args"),
    [
        ("monitor reviews.csv", ["a.csv", "Reviews.csv"], {"file": "Reviews.csv"}),
        ("看看这些评论的舆情：\n太差了\n很好用", [], {"texts": ["太差了", "很好用"]}),
        ("opinion monitor\n- too slow\n- love it", [], {"texts": ["too slow", "love it"]}),
        ("舆情监控", ["a.csv"], {}),
    ],
)
def test_what_is_watched(text: str, files: list[str], args: dict[str, Any], view: View) -> None:
    context = Context(text, "en", files=[{"name": name, "path": name} for name in files], raw=text)
    assert plan_monitor_opinion(text, context, view()).calls == (Call("monitor_opinion", args),)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("有个客户威胁要去12315投诉，要求双倍退款，帮我写个回复", "威胁要去12315投诉，要求双倍退款"),
        ("有位用户催发票催了三次，替我拟个答复", "催发票催了三次"),
        ("a customer wants double refund. help me write a reply", "wants double refund"),
        (
            "a customer threatens to sue us over a late parcel, what do we reply?",
            "threatens to sue us over a late parcel",
        ),
    ],
)
def test_a_customer_told_of_is_no_venture(text: str, message: str) -> None:
    assert asks_reply(text)
    assert read_message(text) == message


CLASSIFIED = {
    "classify_messages": {
        "data": {
            "messages": [
                {"text": {"en": said, "zh": said}, "sentiment": {"label": mood}}
                for said, mood in (
                    ("The hinge broke.", "negative"),
                    ("Open on Sunday?", "neutral"),
                    ("Lovely!", "positive"),
                )
            ]
        }
    }
}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("draft an answer to the second one", "Open on Sunday?"),
        ("reply to the first", "The hinge broke."),
        ("and the last message, what do we say?", "Lovely!"),
        ("what do we tell the angry one?", "The hinge broke."),
        ("第二条怎么回", "Open on Sunday?"),
        ("那个生气的怎么回", "The hinge broke."),
        ("回复一下满意的那位", "Lovely!"),
        ("draft an answer", ""),
    ],
)
def test_a_message_classified_before_is_meant_by_place_or_mood(text: str, message: str) -> None:
    assert classified_message(text, Context(text, "en", seen=CLASSIFIED)) == message
