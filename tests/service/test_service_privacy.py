"""Personal data is found, leaves neither to a model nor to a log, and comes back in the answer."""

from __future__ import annotations

import json
import logging
from typing import Any

import pytest
from langchain.agents import create_agent
from langchain_core.messages import AIMessage, HumanMessage
from langchain_core.tools import tool

from assistant.agent.middleware.redaction import HINT, Redaction
from assistant.agent.models import is_external
from assistant.language.identifiers import is_card, is_chinese_id, is_iban
from assistant.service.privacy.find import find_personal
from assistant.service.privacy.logs import keep_out_of_logs
from assistant.service.privacy.vault import Vault, redact
from assistant.testing import ScriptedChatModel, calls, says
from eval.privacy_bench import read_case, score


def test_recall_and_precision_of_the_marked_cases() -> None:
    scores, counts = score()
    assert sum(counts.values()) >= 400
    assert min(counts["en"], counts["zh"]) >= 200
    for language in ("en", "zh"):
        assert scores[language].recall >= 0.98, scores[language].missed
        assert scores[language].precision >= 0.98, scores[language].wrong


def test_a_marked_case_is_read() -> None:
    assert read_case("call [Ann](name) now") == ("call Ann now", [(5, 8, "name")])


@pytest.mark.parametrize(
    ("text", "check", "right"),
    [
        ("4111 1111 1111 1111", is_card, True),  # published test numbers
        ("4111 1111 1111 1112", is_card, False),
        ("11010519491231002X", is_chinese_id, True),  # the example of GB 11643-1999
        ("110105194912310021", is_chinese_id, False),
        ("GB29 NWBK 6016 1331 9268 19", is_iban, True),  # the example of ISO 13616
        ("GB29 NWBK 6016 1331 9268 18", is_iban, False),
    ],
)
def test_check_digits(text: str, check: Any, right: bool) -> None:
    assert check(text) is right


@pytest.mark.parametrize(
    ("text", "redacted"),
    [
        (
            "I am Alice Wong, call 415-555-0137 about order 48213.",
            "I am [NAME_1], call [PHONE_1] about order 48213.",
        ),
        ("我叫张伟，手机13800138000，订单48213。", "我叫[NAME_1]，手机[PHONE_1]，订单48213。"),
        ("写给a@b.com和c@d.com，再抄送a@b.com", "写给[EMAIL_1]和[EMAIL_2]，再抄送[EMAIL_1]"),
    ],
)
def test_a_vault_gives_back_what_it_took(text: str, redacted: str) -> None:
    vault = Vault()
    assert vault.redact(text) == redacted
    assert vault.restore(redacted) == text


def test_text_that_looks_like_a_placeholder_comes_back_as_it_was() -> None:
    vault = Vault()
    text = "my template says [NAME_1]; I am Alice"
    assert vault.restore(vault.redact(text)) == text
    assert vault.restore("[NAME_7]") == "[NAME_7]"
    assert vault.restore("Dear 【name 1】") == "Dear Alice"


def test_a_log_has_no_personal_data(caplog: pytest.LogCaptureFixture) -> None:
    before = logging.getLogRecordFactory()
    keep_out_of_logs()
    try:
        raise ValueError("cannot mail bob@example.com")
    except ValueError:
        logging.getLogger("shop").exception("turn of %s failed", "13800138000")
    finally:
        logging.setLogRecordFactory(before)
    shown = logging.Formatter("%(message)s").format(caplog.records[0])
    assert "turn of [PHONE_1] failed" in shown
    assert "cannot mail [EMAIL_1]" in shown
    assert "bob@" not in shown


async def test_an_external_model_never_sees_personal_data_and_tools_and_reader_do() -> None:
    got: list[str] = []

    @tool
    def look_up(customer: str) -> str:
        """Look a customer up."""
        got.append(customer)
        return json.dumps({"mail": "zhang@example.com", "total": 13800138000})

    model = ScriptedChatModel(
        script=[calls(("look_up", {"customer": "[NAME_1]"})), says("[NAME_1] is reached at [EMAIL_1].")]
    )
    agent: Any = create_agent(model, [look_up], middleware=[Redaction()], system_prompt="You help.")
    state = await agent.ainvoke({"messages": [HumanMessage("我叫张伟，订单48213，我的邮箱是多少？")]})
    assert got == ["张伟"]
    assert state["messages"][-1].text == "张伟 is reached at zhang@example.com."
    assert model.seen[1][2].tool_calls[0]["args"] == {"customer": "[NAME_1]"}  # type: ignore[attr-defined]
    sent = "\n".join(str(m.content) + str(getattr(m, "tool_calls", "")) for seen in model.seen for m in seen)
    assert "张伟" not in sent
    assert "zhang@" not in sent
    assert "48213" in sent
    assert "13800138000" in sent  # a number of a result is a figure
    assert HINT in sent


async def test_without_personal_data_nothing_changes() -> None:
    model = ScriptedChatModel(script=[says("Fine.")])
    agent: Any = create_agent(model, [], middleware=[Redaction()], system_prompt="You help.")
    await agent.ainvoke({"messages": [HumanMessage("what if conversion is 15%?"), AIMessage("so"), HumanMessage("ok")]})
    assert [m.content for m in model.seen[0]] == ["You help.", "what if conversion is 15%?", "so", "ok"]


def test_which_models_are_external(monkeypatch: pytest.MonkeyPatch) -> None:
    assert is_external("openai:gpt-4o")
    assert not is_external("planner")
    assert not is_external("ollama:qwen3")
    monkeypatch.setenv("OLLAMA_BASE_URL", "https://models.example.com/v1")
    assert is_external("ollama:qwen3")


def test_plain_business_talk_is_left_alone() -> None:
    for text in (
        "what if conversion is 15% and price 49?",
        "Our customers are dental clinics in Germany; we charge $99 a month.",
        "如果转化率是15%，月费299元，12个月的利润是多少？",
        "我们给200家牙科诊所做预约软件，每月收费299元",
    ):
        assert find_personal(text) == []
        assert redact(text) == text
