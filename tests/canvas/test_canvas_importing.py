"""A canvas from what people paste."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

from assistant.canvas.canvas import Canvas
from assistant.canvas.export.text import to_json
from assistant.canvas.importing import Read, import_into, looks_like_canvas, read_canvas
from assistant.canvas.show import to_markdown
from assistant.errors import ToolInputError

HERE = Path(__file__).parent


def placed(read: Read) -> list[tuple[str, str]]:
    return [(e.block, e.text) for e in read.entries]


CS, CH, CO, RS, KP, VP = (
    "customer_segments",
    "channels",
    "cost_structure",
    "revenue_streams",
    "key_partners",
    "value_propositions",
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Customer segments: dentists, clinics\nChannels: trade fairs; resellers",
            [(CS, "dentists"), (CS, "clinics"), (CH, "trade fairs"), (CH, "resellers")],
        ),
        ("客户细分：诊所、医院；渠道：展会；成本：人力", [(CS, "诊所"), (CS, "医院"), (CH, "展会"), (CO, "人力")]),
        (
            "## 1. Channels\n* LinkedIn: outreach\n\n## Costs (monthly)\n* rent, $1,200",
            [(CH, "LinkedIn: outreach"), (CO, "rent, $1,200")],
        ),
        ("**Key Partners**\n- Labs\n**Revenue**: $99 a month", [(KP, "Labs"), (RS, "$99 a month")]),
        ("【收入来源】\n1. 订阅费，每月1,200元\n【客户细分】\n2、诊所", [(RS, "订阅费，每月1,200元"), (CS, "诊所")]),
        (
            "| Block | Items |\n|---|---|\n| Channels | fairs<br>web |\n| Key partners | labs |",
            [(CH, "fairs"), (CH, "web"), (KP, "labs")],
        ),
        ("请导入这张画布：\n价值主张\n更快\n渠道\n展会", [(VP, "更快"), (CH, "展会")]),
        (
            '{"channels": ["fairs, big ones"], "客户细分": "诊所；医院"}',
            [(CH, "fairs, big ones"), (CS, "诊所"), (CS, "医院")],
        ),
        (
            '[{"block": "Channels", "text": "fairs"}, {"block": "costs", "items": ["rent"]}]',
            [(CH, "fairs"), (CO, "rent")],
        ),
    ],
)
def test_items_come_under_their_blocks(text: str, expected: list[tuple[str, str]]) -> None:
    read = read_canvas(text)
    assert placed(read) == expected
    assert read.unplaced == ()
    assert looks_like_canvas(text)


@pytest.mark.parametrize(
    ("text", "unplaced"),
    [
        ("# Canvas\n## Channels\n- fairs\n## Key metrics\n- NPS\n", ("Key metrics", "NPS")),
        ("Channels: fairs\nMoon phase: full\nCosts: rent", ("Moon phase: full",)),
        ("渠道：展会\n成本：人力\n天气：晴", ("天气：晴",)),
        ('{"channels": ["fairs"], "moon": ["full"]}', ("moon: full",)),
    ],
)
def test_lines_that_fit_no_block_are_reported(text: str, unplaced: tuple[str, ...]) -> None:
    found = read_canvas(text).unplaced
    assert tuple(line.replace(": ", "：") for line in found) == tuple(line.replace(": ", "：") for line in unplaced)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_our_own_exports_come_back_whole(language: str) -> None:
    canvas = Canvas()
    canvas, _ = canvas.add("channels", "Fairs, spring and autumn", "fact", "user")
    canvas, _ = canvas.add("key_partners", "Labs: two of them", "assumption", "pattern:base")
    canvas, _ = canvas.add("cost_structure", "房租，每月1,200元", "assumption", "user")
    wanted = [(b, i.text, i.status) for b, i in canvas.all_items()]
    for text in (to_markdown(canvas, language), json.dumps(to_json(canvas), ensure_ascii=False)):
        read = read_canvas(text)
        assert sorted((e.block, e.text, e.status) for e in read.entries) == sorted(wanted)
        assert read.unplaced == ()
        assert looks_like_canvas(text)


@pytest.mark.parametrize(
    "text",
    [
        "Customer: dental clinics; Problem: phones ring all day; Price: $99 a month",
        "客户：口腔诊所；痛点：电话太多；收费：每月99元",
        "add trade fairs to channels",
        "Our channels: what should they be?",
        "把渠道里的展会改成：线上直播",
        "what if price is $49 and churn is 3%?",
    ],
)
def test_other_messages_are_no_canvas(text: str) -> None:
    assert not looks_like_canvas(text)


@pytest.mark.parametrize("name", ["descriptions_en.yaml", "descriptions_zh.yaml"])
def test_no_description_of_a_venture_is_taken_for_a_canvas(name: str) -> None:
    def texts(node: object) -> list[str]:
        if isinstance(node, dict):
            return [t for value in node.values() for t in texts(value)]
        if isinstance(node, list):
            return [t for value in node for t in texts(value)]
        return [node] if isinstance(node, str) else []

    found = texts(yaml.safe_load((HERE / name).read_text(encoding="utf-8")))
    assert len(found) > 200
    assert [text for text in found if looks_like_canvas(text)] == []


def test_an_import_replaces_or_adds_and_tells_what_was_there() -> None:
    canvas, _ = Canvas().add("channels", "Fairs", "fact", "user")
    read = read_canvas("Channels: fairs, web\nCosts: rent")
    added, _, known = import_into(canvas, read, replace_all=False)
    assert [i.id for _, i in added.all_items()] == ["ch-1", "ch-2", "co-1"]
    assert [e.text for e in known] == ["fairs"]
    fresh, entries, known = import_into(canvas, read, replace_all=True)
    assert [i.id for _, i in fresh.all_items()] == ["ch-2", "ch-3", "co-1"]
    assert (len(entries), known) == (3, [])


@pytest.mark.parametrize("text", ["hello", '{"channels": ["fairs"', "", '{"version": 1}'])
def test_what_is_no_canvas_is_refused_with_advice(text: str) -> None:
    with pytest.raises(ToolInputError) as caught:
        read_canvas(text)
    assert caught.value.en and caught.value.zh


@pytest.mark.parametrize(
    "text", ["导进来：客户细分：药店；渠道：展会", "import this: Customer segments: 药店; Channels: 展会"]
)
def test_the_first_block_behind_the_request_is_kept(text: str) -> None:
    entries = read_canvas(text).entries
    assert [(e.block, e.text) for e in entries] == [("customer_segments", "药店"), ("channels", "展会")]


@pytest.mark.parametrize(
    ("text", "item"),
    [
        ("Channels: fairs\nCosts: oak barrels. That's all for now", "oak barrels"),
        ("渠道：市集\n成本：橡木桶。先这两格", "橡木桶"),
        ("Channels: fairs\nCosts: barrels from Bath & Co.", "barrels from Bath & Co."),
    ],
)
def test_what_is_said_to_us_behind_the_last_item_is_no_part_of_it(text: str, item: str) -> None:
    assert read_canvas(text).entries[-1].text == item
