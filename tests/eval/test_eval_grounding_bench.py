"""The bench of the grounding check: its lies are lies, its truths are true, and the targets hold on a sample."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from eval.adversaries.lies import ALL_KINDS, Ledger, tell_lie
from eval.adversaries.replies import honest_reply
from eval.adversaries.written import write
from eval.grounding_bench import measure, report, talks

FIGURES = [
    {"id": f"profit.month_{m}", "label": f"profit in month {m}", "value": v, "unit": "USD", "period": "month"}
    | {"scenario": s}
    for m, s, v in (
        (6, "base", -20512.25),
        (12, "base", -7421.61),
        (12, "what-if 1", 6367.59),
        (24, "what-if 1", 31877.4),
    )
]


@pytest.mark.parametrize("value", [-7421.61, 39.0, 1234567.8])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_written_number_displays_its_value(value: float, language: str) -> None:
    for seed in range(50):
        number = write(value, "USD", language, Random(seed))
        assert number is not None
        assert abs(number.value - value) <= number.resolution * 0.5000001
        assert number.digits in number.text


def test_rates_and_counts_are_written_in_their_unit() -> None:
    rate = write(0.1534, "fraction", "en", Random(1))
    assert rate is not None
    assert rate.text.endswith("%")
    assert abs(rate.value - 0.1534) <= rate.resolution / 2
    assert write(0.00001, "fraction", "en", Random(1)) is None
    assert write(3.0, "parsec", "en", Random(1)) is None


def test_lies_differ_from_what_they_falsify_and_are_no_other_truth() -> None:
    ledger, random = Ledger(FIGURES, (0.15,)), Random(3)
    told = set()
    for index in range(200):
        reply = honest_reply(FIGURES, "en", random)
        assert all(s.written.text in s.sentence and s.sentence in reply.text for s in reply.stated)
        lie = tell_lie(reply, ALL_KINDS[index % len(ALL_KINDS)], ledger, "en", random)
        if lie:
            assert lie.text != reply.text
            told.add(lie.kind)
    assert told == set(ALL_KINDS)


@pytest.mark.slow
async def test_targets_hold_on_a_sample(data_dir: Path) -> None:
    scores = measure(await talks(), 160)
    for language in ("en", "zh"):
        score = scores[language]
        assert score.blocked >= 0.98, score.missed
        assert score.false_alarms <= 0.006, score.false
        assert f"| {language} | 160 |" in report(scores)
