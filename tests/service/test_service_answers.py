"""Answers to customers: which template, what is filled in, when a person takes over."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from langchain_core.messages import AIMessage
from langgraph.graph import END, START, StateGraph
from langgraph.prebuilt import ToolNode
from service.service_fakes import models, prediction

from assistant.agent.state import ConversationState
from assistant.errors import KnowledgeError, ToolInputError
from assistant.language.text import Text
from assistant.paths import KNOWLEDGE, PROMPTS
from assistant.planner.context import Context
from assistant.planner.respond.responder import Responder
from assistant.prompts import PromptLibrary
from assistant.service.answers import AnswerBook, Quote, Template, answer, load_answers
from assistant.service.answers_fit import Customer, customer_of, read_customer, read_writer
from assistant.service.answers_slots import LABELS, SLOT, details, fill
from assistant.service.handover import risks
from assistant.tools.service import service_tools

JsonDict = dict[str, Any]
BOOK = AnswerBook(
    {
        "order_status": (
            Template(Text("Dear {name}, order {order} is {status}.", "{name}您好，订单{order}目前{status}。")),
            Template(Text("saas", "软件"), industry="saas"),
            Template(Text("fast", "快"), need="speed"),
            Template(Text("fast saas", "软件快"), industry="saas", need="speed"),
        )
    },
    {"order_status": Text("Order status", "订单状态"), "complaint": Text("Complaint", "投诉")},
    frozenset({"complaint"}),
)
NOBODY = Customer()


@pytest.mark.parametrize(
    ("customer", "text"),
    [
        (Customer(), "Dear {name}, order {order} is {status}."),
        (Customer("retail", "large", "cost"), "Dear {name}, order {order} is {status}."),
        (Customer("saas"), "saas"),
        (Customer(need="speed"), "fast"),
        (Customer("retail", need="speed"), "fast"),
        (Customer("saas", "small", "speed"), "fast saas"),
    ],
)
def test_the_answer_that_fits_best(customer: Customer, text: str) -> None:
    chosen = BOOK.choose("order_status", customer)
    assert chosen is not None
    assert chosen.text.en == text


def test_slots_are_filled_from_the_message_and_blanks_are_marked() -> None:
    done = answer("Hi, my name is Ann Lee, where is order #48213?", prediction("order_status"), BOOK, NOBODY, (), "en")
    assert done.route == "template"
    assert done.reply == "Dear Ann Lee, order 48213 is [fill in: status]."
    assert done.filled is not None
    assert done.filled.blanks == ("status",)
    done = answer("我叫张伟，订单号48213到哪了", prediction("order_status"), BOOK, NOBODY, (), "zh")
    assert done.reply == "张伟您好，订单48213目前【待填：status】。"


@pytest.mark.parametrize(
    ("message", "found"),
    [
        ("Where is order 48213?", {"order": "48213"}),
        ("订单号：A-2231，3月2日下的单，付了299元", {"order": "A-2231", "date": "3月2日", "amount": "299元"}),
        ("I bought a coffee grinder last week and it broke", {"product": "coffee grinder", "date": "last week"}),
        ("我买的榨汁机坏了", {"product": "榨汁机"}),
        ("charged $49.90 on May 3", {"amount": "$49.90", "date": "May 3"}),
        ("The order is wrong", {}),
        ("你们有没有API", {}),
    ],
)
def test_details(message: str, found: dict[str, str]) -> None:
    assert details(message) == found


def test_a_blank_says_what_is_missing() -> None:
    assert fill("within {refund_days}", {}, "en").text == "within [fill in: days for a refund]"
    assert fill("{refund_days}内退款", {}, "zh").text == "【待填：退款天数】内退款"


@pytest.mark.parametrize(
    ("message", "reason"),
    [
        ("You refused my refund, this is a scam", "refund_dispute"),
        ("你们拒绝退款，骗子公司", "refund_dispute"),
        ("My lawyer will contact you", "legal_threat"),
        ("再不处理我就打12315投诉", "legal_threat"),
        ("I don't want to live, I want to die", "self_harm"),
        ("我真的不想活了", "self_harm"),
        ("I can see other customers' invoices, is this a data breach?", "data_breach"),
        ("我的账户被盗了", "data_breach"),
        ("Your staff was racist to me", "discrimination"),
        ("店员歧视外地人", "discrimination"),
        ("My son had an allergic reaction", "medical"),
        ("孩子用了之后过敏住院", "medical"),
        ("let me talk to a human", "wants_person"),
        ("转人工", "wants_person"),
        ("This is unacceptable, worst service ever!!!", "angry"),
        ("什么垃圾服务，气死我了", "angry"),
    ],
)
def test_risky_and_angry_messages_go_to_a_person(message: str, reason: str) -> None:
    assert reason in {r.id for r in risks(message)}
    done = answer(message, prediction("order_status"), BOOK, NOBODY, [Quote("all refunds take 3 days", "a", "b")], "en")
    assert done.route == "handover"
    assert not any(c.isdigit() for c in done.reply)


@pytest.mark.parametrize(
    "message",
    [
        "Where is my order?",
        "How do refunds work?",
        "发票怎么开",
        "Can I get a refund within the trial?",
        "订单还没到，麻烦查一下",
        "Do you integrate with SAP?",
        "我想退货",
        "Hello! Thank you!",
    ],
)
def test_plain_messages_do_not(message: str) -> None:
    assert risks(message) == ()


def test_a_risky_intent_goes_to_a_person_and_so_does_what_nobody_knows() -> None:
    done = answer("I am not content", prediction("complaint"), BOOK, NOBODY, (), "en")
    assert [r.id for r in done.reasons] == ["risky_intent"]
    done = answer("blue or green?", prediction(None), BOOK, NOBODY, (), "en")
    assert [r.id for r in done.reasons] == ["unknown"]
    done = answer(
        "blue or green?", prediction(None), BOOK, NOBODY, [Quote("We sell it in blue.", "faq.md", "Colours")], "en"
    )
    assert (done.route, done.reply) == ("documents", "Thank you for your question. We sell it in blue.")


@pytest.mark.parametrize(
    ("text", "customer"),
    [
        ("a large bank in a hurry", Customer("finance", "large", "speed")),
        ("一家重视质量的小型诊所", Customer("healthcare", "small", "quality")),
        ("a school with 120 employees", Customer("education", "medium", "")),
        ("a customer", Customer()),
    ],
)
def test_customers_are_read(text: str, customer: Customer) -> None:
    assert read_customer(text) == customer


def test_writers_say_who_they_are() -> None:
    assert read_writer("We are a small clinic and this is urgent") == Customer("healthcare", "small", "speed")
    assert read_writer("我们是一家大型银行，请尽快处理") == Customer("finance", "large", "speed")
    assert read_writer("the app is too expensive") == Customer()


def test_a_size_nobody_knows_is_asked_back() -> None:
    with pytest.raises(ToolInputError) as raised:
        customer_of(None, "purple", None)
    assert raised.value.choices == ("small", "medium", "large")
    assert customer_of("Bank", "enterprise", "cheap") == Customer("finance", "large", "cost")


def test_a_book_with_an_unknown_industry_does_not_load(tmp_path: Path) -> None:
    (tmp_path / "intents.yaml").write_text("intents: [{id: trial, title: {en: Trial, zh: 试用}}]", encoding="utf-8")
    (tmp_path / "answers.yaml").write_text("answers: {trial: [{text: {en: a, zh: b}, industry: x}]}", encoding="utf-8")
    with pytest.raises(KnowledgeError, match="industry"):
        load_answers(tmp_path)


def run(intent: str | None, message: str, tmp_path: Path, language: str = "en", **args: str) -> JsonDict:
    tools = service_tools(lambda: models(lambda _: intent, lambda _: "neutral"), _no_index, _book(tmp_path), tmp_path)
    graph = StateGraph(ConversationState)
    graph.add_node("tools", ToolNode(tools, handle_tool_errors=False))
    graph.add_edge(START, "tools")
    graph.add_edge("tools", END)
    app: Any = graph.compile()
    call = {"name": "answer_customer", "args": {"message": message, **args}, "id": "call"}
    after: JsonDict = app.invoke({"language": language, "messages": [AIMessage("", tool_calls=[call])]})
    artifact: JsonDict = after["messages"][-1].artifact
    json.dumps(artifact, allow_nan=False)
    return artifact


def _no_index() -> Any:
    raise AssertionError("no document, no search")


def _book(folder: Path) -> Path:
    (folder / "intents.yaml").write_text(
        "intents:\n- {id: trial, title: {en: Trial, zh: 试用}}\n"
        "- {id: complaint, title: {en: Complaint, zh: 投诉}, risky: true}\n",
        encoding="utf-8",
    )
    (folder / "answers.yaml").write_text(
        "answers:\n  trial:\n"
        "  - text: {en: 'Hello {name}, the trial lasts {trial_days}.', zh: '{name}您好，试用期为{trial_days}。'}\n"
        "  - {industry: finance, text: {en: bank, zh: 银行}}\n",
        encoding="utf-8",
    )
    return folder


def test_the_tool_and_its_reply(tmp_path: Path) -> None:
    responder = Responder(PromptLibrary(PROMPTS))
    artifact = run("trial", "how long is the trial?", tmp_path)
    reply = responder.reply(Context("", "en"), [artifact], {}).text
    assert "> Hello [fill in: customer's name], the trial lasts [fill in: trial days]." in reply
    assert "Trial (90% sure" in reply
    artifact = run("trial", "试用多久？", tmp_path, "zh", industry="银行")
    reply = responder.reply(Context("", "zh"), [artifact], {}).text
    assert "> 银行" in reply
    assert "适用于：金融" in reply
    artifact = run("complaint", "I'll sue you over order 48213", tmp_path)
    reply = responder.reply(Context("", "en"), [artifact], {}).text
    assert "legal steps" in reply
    assert "Order number: 48213" in reply
    assert "I'll sue you over order 48213" in reply


def test_the_shipped_answers_state_nothing_of_their_own() -> None:
    book = load_answers(KNOWLEDGE / "service")
    assert set(book.templates) == set(book.titles)
    for intent, templates in book.templates.items():
        assert book.choose(intent, NOBODY) is not None
        for template in templates:
            for text in (template.text.en, template.text.zh):
                assert not any(c.isdigit() for c in SLOT.sub("", text)), text
                assert set(SLOT.findall(text)) <= set(LABELS)


@pytest.mark.parametrize(
    ("message", "heading", "route"),
    [
        ("Do you deliver to hospitals?", "Bloomery FAQ › Do you deliver to hospitals", "documents"),
        ("请问能送到医院吗？", "常见问题 › 能送到医院吗", "documents"),
        ("Where is my order?", "Bloomery FAQ › Opening hours", "template"),
        ("我的快递到哪了", "常见问题 › 能送到医院吗", "template"),
    ],
)
def test_a_question_that_the_business_answers_itself_needs_no_template(message: str, heading: str, route: str) -> None:
    quotes = [Quote("Yes, on weekdays.", "faq.md", heading)]
    assert answer(message, prediction("order_status"), BOOK, NOBODY, quotes, "en").route == route
