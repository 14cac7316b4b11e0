from __future__ import annotations

from eval.bench import Row, timed


def test_a_row_gives_the_ratio() -> None:
    assert str(Row("grounding check", 3.0, "finding its numbers", 1.5)).split() == (
        "grounding check 3.000 ms 2.0 × finding its numbers (1.500 ms)".split()
    )


def test_the_first_run_warms_up_only() -> None:
    runs: list[int] = []
    assert timed(lambda: runs.append(1), repeat=3) >= 0
    assert len(runs) == 4
