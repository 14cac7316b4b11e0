from __future__ import annotations

from pathlib import Path

import pytest

from assistant.errors import DataFileError
from eval.retrieval_metrics import Question, evaluate_retrieval, load_gold, ndcg_at, recall_at, run


def test_recall_by_hand() -> None:
    assert recall_at(["a", "b", "c"], ["a", "c", "x"], 2) == pytest.approx(1 / 3)
    assert recall_at([], ["a"], 5) == 0


def test_ndcg_by_hand() -> None:
    # Found on ranks 1 and 3: 1/log2(2) + 1/log2(4) = 1.5; perfect: 1 + 1/log2(3) = 1.6309298
    assert ndcg_at(["a", "x", "b"], ["a", "b"], 10) == pytest.approx(1.5 / 1.6309298)
    assert ndcg_at(["a", "b"], ["b", "a"], 10) == 1
    assert ndcg_at(["x", "a"], ["a"], 1) == 0


class Ranked:
    """Knows the answer by dense search only."""

    def rank_documents(self, query: str, language: str, mode: str = "hybrid") -> list[str]:
        return {"hybrid": ["x", "a"], "dense": ["a", "x"], "lexical": ["x"]}[mode]


def test_report_admits_that_the_fusion_loses() -> None:
    report = evaluate_retrieval(Ranked(), {"en": [Question("q", ("a",))]})
    quality = report.results["en"]
    assert (quality["hybrid"].recall_at_5, quality["lexical"].recall_at_5) == (1, 0)
    assert quality["hybrid"].ndcg_at_10 == pytest.approx(0.6309298)
    assert report.table().splitlines()[-1] == "en: dense only has a higher nDCG@10 than the fusion."
    assert report.to_json()["en"]["dense"]["nDCG@10"] == 1


def test_run_reads_the_gold_sets(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "gold_zh.yaml").write_text("- {question: 怎么定价, relevant: [a]}\n", encoding="utf-8")
    assert list(run(Ranked(), "zh", tmp_path).results) == ["zh"]
    assert "fused" in capsys.readouterr().out
    with pytest.raises(DataFileError, match="gold_en.yaml: the gold set is missing"):
        run(Ranked(), None, tmp_path)


@pytest.mark.parametrize(
    "text", ["{}", "- {question: q}", "- {question: q, relevant: []}", "- {question: 1, relevant: [a]}", "- q"]
)
def test_faulty_gold(tmp_path: Path, text: str) -> None:
    path = tmp_path / "gold.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DataFileError):
        load_gold(path)
