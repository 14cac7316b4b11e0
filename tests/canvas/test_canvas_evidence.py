"""The assumption ledger and the judgement of results told in chat."""

from __future__ import annotations

import pytest
from scipy.stats import binomtest

from assistant.canvas import history_of
from assistant.canvas.assumptions import ledger, load_cards, open_ones, stage, with_status
from assistant.canvas.canvas import Canvas
from assistant.canvas.evidence import judge, read_result, recorded, wilson
from assistant.canvas.evidence_about import matching
from assistant.canvas.history import History
from assistant.errors import ToolInputError

CARDS = load_cards()


def canvas() -> Canvas:
    return History.from_json(
        history_of({
            "cs": ["Small animal clinics with 2 to 6 vets"],
            "vp": [{"text": "Notes finished before the next animal comes in", "status": "assumption"}],
            "ch": ["Landing page for clinic owners", {"text": "Trade fairs for vets", "status": "assumption"}],
            "cr": ["Phone support on weekdays"],
            "rs": ["$79 per vet and month", {"text": "Set-up fee", "status": "assumption"}],
            "kr": ["Speech model"],
            "ka": ["Checking transcripts"],
            "kp": ["Practice software vendors"],
            "co": ["Cloud GPUs"],
        })
    ).canvas


@pytest.mark.parametrize(("k", "n"), [(9, 12), (8, 400), (3, 20), (0, 15), (8, 8)])
def test_wilson_agrees_with_scipy(k: int, n: int) -> None:
    reference = binomtest(k, n).proportion_ci(method="wilson")
    assert wilson(k, n) == pytest.approx((reference.low, reference.high), abs=1e-9)


@pytest.mark.parametrize(
    ("text", "successes", "trials", "level", "item"),
    [
        ("we interviewed 12 clinics, 9 would pay", 9, 12, "said", "rs-1"),
        ("访谈了12家诊所，9家愿意付费", 9, 12, "said", "rs-1"),
        ("the landing page converted 2% of 400", 8, 400, "did", "ch-1"),
        ("落地页400个访客，8个注册", 8, 400, "did", "ch-1"),
        ("3 of 20 pilots renewed", 3, 20, "paid", "cr-1"),
        ("20个试点里3个续约了", 3, 20, "paid", "cr-1"),
        ("nine out of twelve said they have the problem", 9, 12, "said", "cs-1"),
        ("none of 15 farmers would buy", 0, 15, "said", "rs-1"),
        ("访谈的15家没有一家愿意付钱", 0, 15, "said", "rs-1"),
        ("16 of the 20 trial users cancelled", 4, 20, "did", "cr-1"),
        ("20个试用用户16个流失了", 4, 20, "did", "cr-1"),
        ("all 8 pilot customers paid", 8, 8, "paid", "rs-1"),
        ("half of 30 testers liked it", 15, 30, "said", "vp-1"),
        ("10家里6家预付了", 6, 10, "paid", "rs-1"),
        ("3 of 8 partners signed", 3, 8, "did", "kp-1"),
    ],
)
def test_results_are_read_and_matched(text: str, successes: int, trials: int, level: str, item: str) -> None:
    seen = read_result(text)
    assert (seen.successes, seen.trials, seen.level) == (successes, trials, level)
    assert [a.item for a in matching(text, ledger(canvas(), None, CARDS))] == [item]


@pytest.mark.parametrize(
    "text",
    [
        "customers loved it",
        "客户都很喜欢",
        "we talked to 12 clinics",
        "none of them would pay 9 a month",
        "没有人愿意每月付9",
    ],
)
def test_a_result_without_two_numbers_is_asked_back(text: str) -> None:
    with pytest.raises(ToolInputError) as raised:
        read_result(text)
    assert raised.value.question


@pytest.mark.parametrize(
    ("text", "block", "verdict"),
    [
        ("9 of 12 would pay", "revenue_streams", "validated"),  # Wilson 0.468 to 0.911 against 0.3
        ("3 of 20 renewed", "customer_relationships", "refuted"),  # 0.052 to 0.360 against 0.6
        ("8 of 400 signed up", "channels", "open"),  # 0.010 to 0.039 against 0.03
        ("2 of 3 would pay", "revenue_streams", "open"),  # 0.208 to 0.939 against 0.3, and small
    ],
)
def test_the_interval_decides(text: str, block: str, verdict: str) -> None:
    judged = judge(text, read_result(text), CARDS[block])  # type: ignore[index]
    assert judged.verdict == verdict
    assert judged.small == (judged.trials < 8)


def test_the_riskiest_are_the_founders_own_core() -> None:
    first = ledger(canvas(), None, CARDS)[:3]
    assert {a.item for a in first} == {"cs-1", "vp-1", "rs-1"}
    assert [a.risk for a in first] == [25, 25, 25]


def test_evidence_lowers_the_risk_marks_the_item_and_moves_the_stage() -> None:
    board = canvas()
    known = ledger(board, None, CARDS)
    assert stage(known)["id"] == "market"
    price = next(a for a in known if a.item == "rs-1")
    judged = judge("9 of 12 would pay", read_result("9 of 12 would pay"), CARDS["revenue_streams"])
    stored = [recorded(a, judged) if a is price else a.to_json() for a in known]
    board = with_status(board, "rs-1", judged.verdict)
    after = {a.item: a for a in ledger(board, stored, CARDS)}
    assert (after["rs-1"].status, after["rs-1"].uncertainty, after["rs-1"].risk) == ("validated", 3, 15)
    assert board.find("rs-1")[1].status == "validated"  # type: ignore[index]
    assert "rs-1" not in {a.item for a in open_ones(list(after.values()))}


def test_a_reworded_item_has_to_be_tested_again() -> None:
    known = ledger(canvas(), None, CARDS)
    judged = judge("9 of 12 would pay", read_result("9 of 12 would pay"), CARDS["revenue_streams"])
    stored = [{**recorded(a, judged), "text": "$49 per vet"} if a.item == "rs-1" else a.to_json() for a in known]
    assert next(a for a in ledger(canvas(), stored, CARDS) if a.item == "rs-1").status == "open"


def test_a_partner_that_no_item_names_is_asked_for() -> None:
    items = canvas()
    for text in ("Makers of record systems", "Two cloud providers"):
        items, _ = items.add("key_partners", text, "assumption", "draft")
    partners = [a.item for a in ledger(items, None, CARDS) if a.block == "key_partners"]
    found = [a.item for a in matching("the reseller test failed: 0 of 8 called back", ledger(items, None, CARDS))]
    assert len(partners) >= 2
    assert len(found) == 3


@pytest.mark.parametrize(
    ("text", "successes", "trials"),
    [
        ("stall at the fair: 400 passers-by, 22 left their phone number", 22, 400),
        ("1,500 visitors, 90 left an email", 90, 1500),
        ("of 40 pilots 6 left", 34, 40),
    ],
)
def test_who_leaves_an_address_has_not_left(text: str, successes: int, trials: int) -> None:
    seen = read_result(text)
    assert (seen.successes, seen.trials) == (successes, trials)
