from __future__ import annotations

import shutil
import zlib
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest

from assistant.retrieval.tokens import ChineseTokens, english_tokens

DOCUMENTS = {
    ("en", "churn"): (
        "Churn",
        "[customer_relationships]",
        [
            ("What churn is", "Churn is the share of customers who cancel in a month. Watch it by cohort."),
            ("How to lower churn", "Call customers who stopped logging in. Fix onboarding first."),
        ],
    ),
    ("en", "pricing"): (
        "Pricing",
        "[revenue_streams]",
        [
            ("How to set a price", "Ask what the alternative costs. Price on value, not on cost."),
            ("Testing a price", "Quote three prices to comparable prospects and record who signs."),
        ],
    ),
    ("zh", "churn"): (
        "客户流失",
        "[customer_relationships]",
        [
            ("什么是流失", "流失率是一个月内取消的客户所占的比例。要按同期群来看。"),
            ("怎么降低流失", "联系不再登录的客户。先改好新手引导。"),
        ],
    ),
    ("zh", "pricing"): (
        "定价",
        "[revenue_streams]",
        [
            ("怎么定价", "问清替代方案花多少钱。按价值定价，不按成本定价。"),
            ("怎么验证价格", "给条件相近的客户报三个价，看谁签。"),
        ],
    ),
}
GLOSSARY = "流失: churn customers cancel\n定价: price\n价格: price\n客户: customers\n怎么: how\n降低: lower\n"
PROBES = "en: [what is the weather, tell me a joke]\nzh: [今天天气, 讲个笑话]\n"


class WordEmbedder:
    """Unit vectors of hashed English words: deterministic, and nearest means most shared words."""

    fingerprint = "words:1"
    languages = frozenset({"en"})

    def __init__(self) -> None:
        self.embedded = 0

    def embed(self, texts: Sequence[str]) -> np.ndarray:
        self.embedded += len(texts)
        vectors = np.zeros((len(texts), 256), dtype=np.float32)
        for row, text in enumerate(texts):
            for word in english_tokens(text) or ["nothing"]:
                vectors[row, zlib.crc32(word.encode()) % 256] += 1
        return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def write_document(knowledge: Path, language: str, slug: str) -> Path:
    title, blocks, sections = DOCUMENTS[language, slug]
    body = "\n".join(f"## {heading}\n{text}\n" for heading, text in sections)
    front = f"---\nid: {slug}\ntitle: {title}\nlanguage: {language}\ntopics: []\nblocks: {blocks}\nsources: []\n---\n"
    path = knowledge / "guidance" / language / f"{slug}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(front + body, encoding="utf-8")
    return path


@pytest.fixture
def write() -> Callable[[Path, str, str], Path]:
    return write_document


@pytest.fixture(scope="session")
def jieba_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("jieba")
    ChineseTokens(folder)("定价")
    return folder


@pytest.fixture
def knowledge(tmp_path: Path, jieba_cache: Path) -> Path:
    shutil.copytree(jieba_cache, tmp_path / "data" / "index" / "jieba")
    folder = tmp_path / "knowledge"
    for language, slug in DOCUMENTS:
        write_document(folder, language, slug)
    (folder / "glossary.yaml").write_text(GLOSSARY, encoding="utf-8")
    (folder / "off_topic.yaml").write_text(PROBES, encoding="utf-8")
    return folder


@pytest.fixture
def embedder() -> WordEmbedder:
    return WordEmbedder()
