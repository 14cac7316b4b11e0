from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from assistant.errors import KnowledgeError
from assistant.paths import KNOWLEDGE
from assistant.retrieval.bridge import ChineseBridge, NgramRidge, unit
from assistant.retrieval.glossary import Glossary

GLOSSARY = Glossary({"获客成本": "customer acquisition cost", "成本": "cost", "怎么": "how", "降低": "reduce"})


def test_longest_term_wins_and_latin_stays() -> None:
    assert GLOSSARY.gloss("怎么降低获客成本，CAC 3？") == "how reduce customer acquisition cost cac 3"
    assert GLOSSARY.gloss("天空") == ""


def test_coverage_ignores_stop_words() -> None:
    assert GLOSSARY.coverage("怎么降低成本") == 1.0  # 怎么 is a stop word; 降低 and 成本 are known
    assert GLOSSARY.coverage("降低天气") == 0.5
    assert GLOSSARY.coverage("天气") == 0.0
    assert GLOSSARY.coverage("") == 0.0


def test_glossary_faults_name_the_file(tmp_path: Path) -> None:
    path = tmp_path / "glossary.yaml"
    assert Glossary.load(path).gloss("成本") == ""
    path.write_text("成本: 5\n", encoding="utf-8")
    with pytest.raises(KnowledgeError, match="both sides must be texts"):
        Glossary.load(path)
    path.write_text("- 成本\n", encoding="utf-8")
    with pytest.raises(KnowledgeError, match="must be a mapping"):
        Glossary.load(path)


def test_shipped_glossary_loads() -> None:
    assert Glossary.load(KNOWLEDGE / "glossary.yaml").gloss("客户流失") == "customer churn"


def test_ridge_on_one_text_by_hand(tmp_path: Path) -> None:
    # One unit row: the kernel is 1, the coefficient y / (1 + λ); the same text maps to y / 1.5.
    ridge = NgramRidge.fit(["定价"], np.array([[3.0, 0.0]], dtype=np.float32), ridge=0.5)
    ridge.save(tmp_path)
    loaded = NgramRidge.load(tmp_path)
    assert loaded is not None
    for each in (ridge, loaded):
        assert each.map(["定价"]) == pytest.approx(np.array([[2.0, 0.0]]))
        assert each.map(["流失"]).tolist() == [[0.0, 0.0]]
    assert NgramRidge.load(tmp_path / "nothing") is None


def test_what_nothing_knows_is_a_zero_vector(embedder) -> None:
    bridge = ChineseBridge(embedder, GLOSSARY, None)
    vectors, nearness = bridge.embed(["天空", "降低成本"], np.full(256, 0.01, dtype=np.float32))
    assert np.linalg.norm(vectors, axis=1) == pytest.approx([0, 1])
    assert nearness[0] == 0
    assert nearness[1] > 0


def test_unit_leaves_zero_rows() -> None:
    assert unit(np.array([[3.0, 4.0], [0.0, 0.0]], dtype=np.float32)).tolist() == [
        pytest.approx([0.6, 0.8]),
        [0.0, 0.0],
    ]
