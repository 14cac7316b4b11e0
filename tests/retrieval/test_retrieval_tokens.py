from __future__ import annotations

from pathlib import Path

import pytest

from assistant.retrieval.lexical import Lexical
from assistant.retrieval.tokens import ChineseTokens, english_tokens, sentences, stem


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("price prices pricing priced", {"pric"}),
        ("churn churned churning", {"churn"}),
        ("company companies", {"company"}),
        ("plan planned planning plans", {"plan"}),
        ("business", {"business"}),
    ],
)
def test_forms_of_a_word_meet(words: str, expected: set[str]) -> None:
    assert {stem(word) for word in words.split()} == expected


def test_stop_words_go_and_full_width_letters_fold() -> None:
    assert english_tokens("What is the ＬＴＶ:CAC of a customer's plan?") == ["ltv", "cac", "customer", "plan"]


def test_chinese_words(tmp_path: Path) -> None:
    expected = ["降低", "客户", "流失", "流失率", "提高", "ltv"]
    tokens = ChineseTokens(tmp_path / "jieba")
    assert tokens("怎么降低客户的流失率，提高LTV？") == expected
    tokens.write_words(["流失", "流失率"], tmp_path / "words.txt")
    small = ChineseTokens(tmp_path / "small", tmp_path / "words.txt")
    assert small("怎么降低客户的流失率，提高LTV？") == expected
    assert list((tmp_path / "small").glob("*.cache"))  # so that the next start need not read the words again


def test_sentences_of_both_languages() -> None:
    assert sentences("- First one. Costs 3.5 USD!\n- Third") == ["First one.", "Costs 3.5 USD!", "Third"]
    assert sentences("先定价。再测试！") == ["先定价。", "再测试！"]


def test_bm25_by_hand(tmp_path: Path) -> None:
    index = Lexical.fit([["a", "b"], ["a", "c"], ["d", "d"]])
    index.save(tmp_path)
    index = Lexical.load(tmp_path, 3)
    # Lucene's idf of "b" (1 of 3): ln(1 + 2.5 / 1.5); all lengths are equal, so tf / (tf + k1) = 1 / 2.2.
    assert index.scores(["b", "unknown"]).tolist() == pytest.approx([0.9808293 / 2.2, 0, 0], rel=1e-5)
    assert index.scores(["d"]).tolist() == pytest.approx([0, 0, 0.9808293 * 2 / 3.2], rel=1e-5)
    assert index.scores([]).tolist() == [0, 0, 0]
    # "unknown" counts as rarer than any word: ln(1 + 3.5 / 0.5) = ln 8.
    assert index.ceiling(["b", "b", "unknown"]) == pytest.approx(0.9808293 + 2.0794415)
