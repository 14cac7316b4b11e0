"""Versions, branches and what differs between them."""

from __future__ import annotations

import json

import pytest

from assistant.canvas.canvas import Canvas, Item
from assistant.canvas.diff import diff_canvases
from assistant.canvas.versioning import branch, delete, find, keep_aside, save, switch
from assistant.canvas.versions import Snapshot, Versions, finance_to_keep
from assistant.errors import ToolInputError


def canvas(**blocks: list[str]) -> Canvas:
    built = Canvas()
    for block, texts in blocks.items():
        for text in texts:
            built, _ = built.add(block, text, "fact", "user")  # type: ignore[arg-type]
    return built


CLINICS = canvas(customer_segments=["Dental clinics"], channels=["Trade fairs", "Resellers"])
FINANCE = {"template": "subscription", "inputs": {"price": 39.0}, "stated": ["price"]}
FIRST = Snapshot(CLINICS, {"customer": "Dental clinics"}, FINANCE)


def test_a_diff_tells_added_removed_reworded_and_moved() -> None:
    moved = CLINICS.move(CLINICS.block("channels")[1], "key_partners")
    newer = moved.put(Item("ch-1", "Trade fairs in spring", "fact", "user"))
    newer, _ = newer.add("cost_structure", "Travel", "assumption", "user")
    newer = newer.remove("cs-1")
    found = diff_canvases(CLINICS, newer)
    assert [i.text for _, i in found.added] == ["Travel"]
    assert [i.text for _, i in found.removed] == ["Dental clinics"]
    told = [(c.before[1].text, c.after[1].text, c.after[0], c.moved, c.reworded) for c in found.changed]
    assert told == [
        ("Trade fairs", "Trade fairs in spring", "channels", False, True),
        ("Resellers", "Resellers", "key_partners", True, False),
    ]
    assert (found.same, found.count) == (0, 4)


def test_a_diff_pairs_by_words_where_ids_were_given_anew() -> None:
    other = canvas(channels=["Resellers", "Trade fair"], customer_segments=["Dental clinics"])
    found = diff_canvases(CLINICS, other)
    assert [(c.before[1].text, c.after[1].text) for c in found.changed] == [("Trade fairs", "Trade fair")]
    assert (found.added, found.removed, found.same) == ((), (), 2)


def test_a_status_alone_is_a_change() -> None:
    tested = CLINICS.put(Item("ch-1", "Trade fairs", "assumption", "user"))
    (change,) = diff_canvases(CLINICS, tested).changed
    assert (change.restated, change.reworded, change.moved) == (True, False, False)


@pytest.mark.parametrize(
    ("old", "new", "text"), [("诊所", "学校", "面向{}的客服"), ("Clinics", "Schools", "A desk for {}")]
)
def test_items_that_only_follow_another_segment_are_told_once(old: str, new: str, text: str) -> None:
    sides = [
        canvas(customer_segments=[who], value_propositions=[text.format(who), f"{who} 24/7"], channels=[f"{who} fairs"])
        for who in (old, new)
    ]
    found = diff_canvases(*sides)
    assert [(r.before, r.after, len(r.changes)) for r in found.renamed] == [(old, new, 3)]
    assert [(c.before[1].text, c.after[1].text) for c in found.changed] == [(old, new)]
    assert found.count == 4


def test_a_canvas_does_not_differ_from_itself() -> None:
    assert diff_canvases(CLINICS, CLINICS).count == 0


def test_versions_are_json_and_share_what_they_hold() -> None:
    versions, _, _ = save(Versions(), FIRST, "v1")
    grown, _ = CLINICS.add("channels", "Podcasts", "fact", "user")
    versions, _, _ = save(versions, Snapshot(grown, FIRST.brief, FIRST.finance), "v2")
    data = json.loads(json.dumps(versions.to_json()))
    assert len(data["items"]) == 4
    assert (len(data["briefs"]), len(data["finances"])) == (1, 1)
    assert Versions.from_json(data).to_json() == data
    assert Versions.from_json(None) == Versions()


def test_names_are_given_kept_and_never_overwritten() -> None:
    versions, first, _ = save(Versions(), FIRST, "")
    assert first == "v1"
    grown = Snapshot(CLINICS.remove("ch-1"), FIRST.brief, FIRST.finance)
    versions, second, notes = save(versions, grown, " “V1” ")
    assert second == "V1" and "v1 (older)" in notes[0]["en"]
    assert [v.name for v in versions.saved] == ["v1 (older)", "V1"]
    same, _, notes = save(versions, grown, "v1")
    assert same is versions and "already" in notes[0]["en"]
    with pytest.raises(ToolInputError):
        save(Versions(), Snapshot(Canvas()), "empty")


def test_a_name_is_found_exactly_then_by_likeness() -> None:
    versions, _, _ = save(Versions(), FIRST, "before-pivot")
    versions, _, _ = save(versions, Snapshot(Canvas(), {"customer": "x"}), "v2")
    assert find(versions, FIRST, "Before Pivot").name == "before-pivot"
    assert find(versions, FIRST, "现在").kind == "now"
    assert find(versions, FIRST, "主分支").name == "main"
    with pytest.raises(ToolInputError) as caught:
        find(versions, FIRST, "v3")
    assert caught.value.question and set(caught.value.choices) == {"before-pivot", "v2"}


def test_a_branch_leaves_the_other_as_it_was() -> None:
    versions, name = branch(Versions(), FIRST, "schools")
    pivoted = Snapshot(canvas(customer_segments=["Schools"]), {"customer": "Schools"})
    versions, taken = switch(versions, pivoted, "main")
    assert (name, versions.branch, taken) == ("schools", "main", FIRST)
    versions, taken = switch(versions, taken, "schools")
    assert (versions.branch, taken) == ("schools", pivoted)
    with pytest.raises(ToolInputError):
        branch(versions, pivoted, "Main")
    versions, _ = delete(versions, pivoted, "main")
    assert not versions.heads
    with pytest.raises(ToolInputError):
        delete(versions, pivoted, "schools")


def test_what_is_replaced_is_kept_once() -> None:
    versions, name = keep_aside(Versions(), FIRST, "autosave")
    again, same = keep_aside(versions, FIRST, "autosave")
    assert (name, same, again) == ("autosave", "autosave", versions)
    _, other = keep_aside(versions, Snapshot(CLINICS), "autosave")
    assert other == "autosave 2"
    assert keep_aside(versions, Snapshot(Canvas()), "autosave") == (versions, "")


def test_a_version_holds_no_what_if() -> None:
    assert finance_to_keep({**FINANCE, "scenario": {"name": "what-if 1"}, "count": 3}) == FINANCE


@pytest.mark.parametrize(("saved", "asked"), [("版本一", "v1"), ("v1", "version one"), ("v2", "第二版"), ("v1", "一")])
def test_numbers_in_words_name_versions(saved: str, asked: str) -> None:
    item = Canvas().add("channels", "Trade fairs", "fact", "user")[0]
    versions, _, _ = save(Versions(), Snapshot(item), saved)
    assert find(versions, Snapshot(item), asked).name == saved
