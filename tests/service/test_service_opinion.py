"""The opinion monitor: topics, trend, surges, and how often it cries wolf."""

from __future__ import annotations

import csv
import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from langchain_core.messages import AIMessage
from langgraph.graph import END, START, StateGraph
from langgraph.prebuilt import ToolNode
from service.service_fakes import models

from assistant.agent.state import ConversationState
from assistant.paths import PROMPTS
from assistant.planner.context import Context
from assistant.planner.respond.responder import Responder
from assistant.prompts import PromptLibrary
from assistant.service.opinion import Opinion, read_opinions, topics, trend
from assistant.service.opinion_report import FALSE_ALARMS
from assistant.service.opinion_rule import SHORTEST, Rise, risen, surges
from assistant.service.opinion_topics import feeling_by_words, topic_by_words
from assistant.tools.service import service_tools

JsonDict = dict[str, Any]
MONDAY = date(2026, 1, 5)
SEASON = np.array([1.4, 1.2, 1.1, 1.0, 1.0, 0.6, 0.4])


def quiet(rng: np.random.Generator, mean: float, phi: float, days: int) -> tuple[list[int], list[int]]:
    weekdays = np.arange(days) % 7
    mu = mean * SEASON[weekdays]
    counts = rng.poisson(mu) if phi == 1 else rng.negative_binomial(mu / (phi - 1), 1 / phi)
    return counts.tolist(), weekdays.tolist()


def test_the_rate_of_false_alarms_is_what_we_say() -> None:
    rng = np.random.default_rng(11)
    alarms = judged = 0
    for mean in (2.0, 8.0, 30.0):
        for phi in (1.0, 2.0):
            for _ in range(4):
                counts, weekdays = quiet(rng, mean, phi, 90)
                alarms += len(surges(counts, weekdays, "day"))
                judged += 90 - SHORTEST["day"]
    assert alarms / judged <= FALSE_ALARMS


def test_a_busy_monday_is_no_surge_but_three_times_as_many_are() -> None:
    counts = [round(20 * SEASON[d % 7]) for d in range(70)]
    weekdays = [d % 7 for d in range(70)]
    assert surges(counts, weekdays, "day") == []
    counts[62] *= 3  # a Sunday: 24, fewer than the 28 of a Monday
    found = surges(counts, weekdays, "day")
    assert [s.place for s in found] == [62]
    assert found[0].expected == pytest.approx(9, abs=1.5)  # 8 on Sundays, shrunk towards 19 a day


def test_a_short_baseline_judges_nothing() -> None:
    assert surges([1] * 13 + [50], [d % 7 for d in range(14)], "day") == []
    assert [s.place for s in surges([1] * 14 + [50], [d % 7 for d in range(15)], "day")] == [14]
    assert [s.place for s in surges([5] * 6 + [40], None, "week")] == [6]


@pytest.mark.parametrize(
    ("text", "topic", "feeling"),
    [
        ("The courier was late again", "delivery", None),
        ("快递三天没动静，太慢了", "delivery", "negative"),
        ("Operating profit fell to EUR 13.1 million", "earnings", "negative"),
        ("公司净利润同比增长", "earnings", "positive"),
        ("监管部门对其处罚", "regulation", "negative"),
        ("The app crashes all the time, terrible", "reliability", "negative"),
        ("not bad", None, "positive"),
        ("客服态度不好", "service", None),
        ("hello", None, None),
    ],
)
def test_words_tell_topic_and_feeling(text: str, topic: str | None, feeling: str | None) -> None:
    assert topic_by_words(text) == topic
    assert feeling_by_words(text) == feeling


def test_the_classifier_goes_before_words() -> None:
    texts = ["terrible app", "ok", "terrible"]
    feelings = {"terrible app": "positive", "ok": "neutral"}
    read = read_opinions(texts, [None] * 3, models(lambda t: "trial" if t == "ok" else None, feelings.get))
    assert [(o.topic, o.feeling) for o in read] == [("other", "positive"), ("trial", "neutral"), ("other", "negative")]
    assert topics(read) == [("other", 2, 1), ("trial", 1, 0)]
    assert trend(read) is None


def story() -> list[Opinion]:
    """Ten weeks with two negatives and three positives a day; on day 60 ten more about delivery."""
    days = [MONDAY + timedelta(days=n) for n in range(70)]
    every = [Opinion(f"bad {d} {k}", d, "price", "negative", 0.8) for d in days for k in range(2)]
    every += [Opinion(f"good {d} {k}", d, "price", "positive", 0.8) for d in days for k in range(3)]
    return every + [Opinion(f"parcel {k} lost", days[60], "delivery", "negative", 0.9) for k in range(10)]


def test_a_surge_names_its_day_its_topic_and_messages() -> None:
    found = trend(story())
    assert found is not None
    assert (found.step, len(found.periods), found.judged) == ("day", 70, 56)
    assert [(a.period.start, a.surge.negatives) for a in found.alerts] == [(MONDAY + timedelta(days=60), 12)]
    alert = found.alerts[0]
    assert not alert.louder_only
    assert [(d.topic, d.negatives) for d in alert.drivers] == [("delivery", 10)]
    assert alert.drivers[0].examples == ("parcel 0 lost", "parcel 1 lost", "parcel 2 lost")


def test_more_of_everything_is_said_to_be_that() -> None:
    busy = MONDAY + timedelta(days=60)
    more = [Opinion(f"fine {k}", busy, "price", "positive", 0.8) for k in range(60)]
    found = trend([*story(), *more])
    assert found is not None
    assert found.alerts[0].louder_only


def test_few_negatives_are_looked_at_by_the_week() -> None:
    sparse = [Opinion("bad", MONDAY + timedelta(days=7 * w), "price", "negative", 0.8) for w in range(12)]
    sparse += [Opinion(f"bad {k}", MONDAY + timedelta(days=77), "service", "negative", 0.8) for k in range(15)]
    found = trend(sparse)
    assert found is not None
    assert found.step == "week"
    assert [a.period.start for a in found.alerts] == [MONDAY + timedelta(days=77)]


def test_a_creeping_rise_is_said_though_no_day_stands_out(tmp_path: Path) -> None:
    weeks = (7, 9, 5, 7, 36)  # one to two a day, then about five
    rows = [(MONDAY + timedelta(days=7 * w + k % 7), "bad") for w, n in enumerate(weeks) for k in range(n)]
    found = trend([Opinion("bad", day, "price", "negative", 0.8) for day, _ in rows])
    assert found is not None
    assert found.rise == Rise(7, 36, 7.0)
    assert risen([1] * 35) is None
    path = tmp_path / "reviews.csv"
    path.write_text("date,review\n" + "\n".join(f"{d},{t} {n}" for n, (d, t) in enumerate(rows)), encoding="utf-8")
    artifact, _ = run(tmp_path, {"files": [{"name": "reviews.csv", "path": str(path)}]})
    artifact["data"]["alerts"] = []
    for language, words, never in (
        ("en", "rising:** 36 in the last 7", "No surge"),
        ("zh", "变多：**最近7天有36条", "没有负面激增"),
    ):
        reply = Responder(PromptLibrary(PROMPTS)).reply(Context("", language), [artifact], {}).text
        assert words in reply
        assert never not in reply


def run(tmp_path: Path, state: JsonDict, **args: Any) -> tuple[JsonDict, JsonDict]:
    said = models(lambda _: None, lambda text: "negative" if "bad" in text or "差" in text else "positive")
    tools = service_tools(lambda: said, lambda: pytest.fail("not searched"), tmp_path, tmp_path / "out")
    graph = StateGraph(ConversationState)
    graph.add_node("tools", ToolNode(tools, handle_tool_errors=False))
    graph.add_edge(START, "tools")
    graph.add_edge("tools", END)
    app: Any = graph.compile()
    call = {"name": "monitor_opinion", "args": args, "id": "call"}
    after = app.invoke({"language": "en", "messages": [AIMessage("", tool_calls=[call])], **state})
    artifact: JsonDict = after["messages"][-1].artifact
    json.dumps(artifact, allow_nan=False)
    return artifact, after


def test_texts_without_dates(tmp_path: Path) -> None:
    artifact, after = run(tmp_path, {}, texts=["bad delivery", "lovely", "差评，物流太慢"])
    assert [f["count"] for f in artifact["data"]["feelings"]] == [2, 0, 1]
    assert artifact["data"]["trend"] is None
    for language, words in (("en", "no trend"), ("zh", "没有趋势")):
        reply = Responder(PromptLibrary(PROMPTS)).reply(Context("", language), [artifact], {}).text
        assert words in reply
    written = list(csv.reader(Path(after["exports"][0]).read_text(encoding="utf-8-sig").splitlines()))
    assert written[0] == ["date", "message", "topic", "sentiment", "confidence"]
    assert written[1] == ["", "bad delivery", "delivery", "negative", "0.900"]


def test_a_table_with_dates_and_the_reply(tmp_path: Path) -> None:
    path = tmp_path / "reviews.csv"
    lines = [f"{o.day},{o.text}" for o in story()]
    lines = [line.replace("parcel", "bad parcel") for line in lines]
    path.write_text("date,review\n" + "\n".join(lines), encoding="utf-8")
    artifact, _ = run(tmp_path, {"files": [{"name": "reviews.csv", "path": str(path)}]})
    data = artifact["data"]
    assert [a["start"] for a in data["alerts"]] == ["2026-03-06"]
    assert data["charts"][0]["alerts"] == [60]
    assert artifact["citations"][0]["quote"] == "bad parcel 0 lost"
    figures = {f["id"]: f["value"] for f in artifact["figures"]}
    assert (figures["opinion.count"], figures["opinion.alert_1.negative"]) == (360, 12)
    en = Responder(PromptLibrary(PROMPTS)).reply(Context("", "en"), [artifact], {}).text
    zh = Responder(PromptLibrary(PROMPTS)).reply(Context("", "zh"), [artifact], {}).text
    assert "Alert, 2026-03-06" in en
    assert "预警（2026-03-06" in zh
