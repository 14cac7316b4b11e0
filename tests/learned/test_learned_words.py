"""Chinese words as features of their characters."""

from __future__ import annotations

from assistant.learned.tokens import tokens_of
from assistant.learned.word_features import word_features


def test_a_character_knows_the_class_of_its_word_and_of_those_around() -> None:
    tokens = tokens_of("加上护士 9元")
    rows = word_features(tokens)
    assert [token.text for token in tokens] == ["加", "上", "护", "士", "9", "元"]
    assert rows[2][:3] == ["word:护士/B", "class:n/B", "class-1/0/1:v/n/sign/B"]
    assert rows[3][:2] == ["word:护士/E", "class:n/E"]
    assert {"class-1:v", "word-1:加上/E", "class2:0"} <= set(rows[3])
    assert rows[4][:2] == ["word:9/BE", "class:0/BE"]


def test_english_has_no_such_features() -> None:
    assert word_features(tokens_of("add two nurses")) == [[], [], []]
