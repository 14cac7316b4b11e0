"""From a message about versions, views, an import or a fresh start to tool calls."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.planner.brain import Brain
from assistant.planner.context import Context
from assistant.planner.understand.version_talk import read_version_talk

TOOLS = frozenset(
    "manage_versions show_view import_canvas clear_canvas undo_canvas search_guidance draft_canvas".split()
)


def calls(brain: Brain, text: str, **more: Any) -> list[tuple[str, dict[str, Any]]]:
    language = "zh" if any("\u4e00" <= c <= "\u9fff" for c in text) else "en"
    versions = {"saved": [{"name": "v1"}, {"name": "before-pivot"}], "heads": {"schools": {}}, "branch": "main"}
    context = Context(text, language, versions=versions, tools=TOOLS, **more)
    return [(c.name, c.args) for c in brain.plan(context).calls]


@pytest.mark.parametrize(
    ("text", "args"),
    [
        ("save this version as before-launch", {"action": "save", "name": "before-launch"}),
        ("Please save the current version", {"action": "save"}),
        ("把当前画布存成v2", {"action": "save", "name": "v2"}),
        ("保存一下当前版本", {"action": "save"}),
        ("存成“寒冬”", {"action": "save", "name": "寒冬"}),
        ("存为旺季", {"action": "save", "name": "旺季"}),
        ("what changed since v1?", {"action": "diff", "name": "v1"}),
        ("compare v1 and now", {"action": "diff", "name": "v1"}),
        ("diff v1 before-pivot", {"action": "diff", "name": "v1", "other": "before-pivot"}),
        ("和v1相比改了什么", {"action": "diff", "name": "v1"}),
        ("v1和现在有什么区别？", {"action": "diff", "name": "v1"}),
        ("对比一下main和schools", {"action": "diff", "name": "main", "other": "schools"}),
        ("go back to before-pivot", {"action": "restore", "name": "before-pivot"}),
        ("revert to the previous version", {"action": "restore"}),
        ("恢复到v1", {"action": "restore", "name": "v1"}),
        ("回到“before-pivot”那个版本", {"action": "restore", "name": "before-pivot"}),
        ("switch back to main", {"action": "switch", "name": "main"}),
        ("切换回主分支", {"action": "switch", "name": "main"}),
        ("branch: we sell to schools instead", {"action": "branch", "name": "schools"}),
        ("另开一个分支试试做学校", {"action": "branch", "name": "学校"}),
        ("which versions do I have?", {"action": "list"}),
        ("有哪些版本", {"action": "list"}),
        ("delete version v1", {"action": "delete", "name": "v1"}),
        ("把v1这个版本删掉", {"action": "delete", "name": "v1"}),
    ],
)
def test_what_is_asked_of_versions(brain: Brain, text: str, args: dict[str, Any]) -> None:
    assert calls(brain, text) == [("manage_versions", args)]


@pytest.mark.parametrize(
    ("text", "name", "args"),
    [
        ("show it as a lean canvas", "show_view", {"view": "lean"}),
        ("价值主张画布给我看看", "show_view", {"view": "vpc"}),
        ("来个SWOT", "show_view", {"view": "swot"}),
        ("路演提纲", "show_view", {"view": "pitch"}),
        ("what's our SWOT?", "show_view", {"view": "swot"}),
        ("start over", "clear_canvas", {}),
        ("清空画布", "clear_canvas", {}),
        ("重新开始", "clear_canvas", {}),
        ("clear the channels", "clear_canvas", {"blocks": ["channels"]}),
        ("把渠道清空", "clear_canvas", {"blocks": ["channels"]}),
    ],
)
def test_views_and_a_fresh_start(brain: Brain, text: str, name: str, args: dict[str, Any]) -> None:
    assert calls(brain, text) == [(name, args)]


@pytest.mark.parametrize(
    "text",
    [
        "Customer segments: dentists, clinics\nChannels: fairs. And the web\nWhat we do: care",
        "客户细分：口腔诊所、连锁；渠道：展会；成本：人力",
        '{"channels": ["fairs"], "key_partners": ["labs"]}',
    ],
)
def test_a_pasted_canvas_is_taken_whole_with_its_lines(brain: Brain, text: str) -> None:
    assert calls(brain, text) == [("import_canvas", {"text": text})]


def test_an_uploaded_canvas_is_imported_by_its_name(brain: Brain) -> None:
    files = [{"name": "orders.csv", "path": "x"}, {"name": "old.md", "path": "y"}]
    assert calls(brain, "import the canvas I uploaded", files=files) == [("import_canvas", {"file": "old.md"})]
    assert calls(brain, "导入我上传的画布，不要覆盖", files=files) == [
        ("import_canvas", {"file": "old.md", "mode": "add"})
    ]
    assert calls(brain, "import my canvas") == []


@pytest.mark.parametrize(
    "text",
    [
        "what is a lean canvas?",
        "how do I write a good pitch deck?",
        "什么是SWOT",
        "Compare the main costs of hosting",
        "change churn to 5%",
        "switch to usage-based pricing",
        "what if we save 500 a month",
    ],
)
def test_other_talk_is_left_alone(brain: Brain, text: str) -> None:
    assert not {name for name, _ in calls(brain, text)} & {"manage_versions", "show_view", "clear_canvas"}


def test_a_pivot_branches_and_drafts_for_the_new_customer(brain: Brain) -> None:
    canvas = {"items": [["cs-1", "Clinics", "fact", "user"]], "entries": [], "position": 0, "issued": {}}
    canvas["entries"] = [{"label": {"en": "", "zh": ""}, "blocks": {"customer_segments": [0]}}]
    brief = {"idea": "x", "product": "message desk", "customer": "clinics", "problem": "phones", "pricing": "$9"}
    found = calls(brain, "branch: we sell to schools instead", canvas=canvas, brief=brief)
    assert found[0] == ("manage_versions", {"action": "branch", "name": "schools"})
    assert found[1][0] == "draft_canvas"
    assert (found[1][1]["brief"]["customer"], found[1][1]["brief"]["product"]) == ("schools", "message desk")


@pytest.mark.parametrize(
    ("text", "name", "pair"),
    [
        ("compare the two branches", "", "branches"),
        ("对比两个分支", "", "branches"),
        ("what is different between the two versions", "", "versions"),
        ("两个版本有什么区别", "", "versions"),
        ("和版本一比较", "一", ""),
        ("跟v2对比一下", "v2", ""),
    ],
)
def test_comparisons_of_unnamed_pairs_and_with_numbers_in_words(text: str, name: str, pair: str) -> None:
    talk = read_version_talk(text, ["main"])
    assert talk is not None
    assert (talk.action, talk.name, talk.pair) == ("diff", name, pair)


@pytest.mark.parametrize("text", ["in this branch replace landlords with hotels", "在这个分支里把房东换成酒店"])
def test_an_order_on_the_branch_in_work_opens_none(text: str) -> None:
    assert read_version_talk(text, ["main"]) is None
