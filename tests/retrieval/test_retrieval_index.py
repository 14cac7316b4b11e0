from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import load_file

from assistant.errors import KnowledgeError
from assistant.paths import KNOWLEDGE
from assistant.retrieval.embeddings import MiniLm
from assistant.retrieval.index import GuidanceIndex
from assistant.retrieval.search import Calibration, Evidence, fuse
from assistant.retrieval.vectors import VECTORS


@pytest.fixture
def index(tmp_path: Path, knowledge: Path, embedder) -> GuidanceIndex:
    made = GuidanceIndex.open(tmp_path / "data", knowledge, embedder)
    made.build()
    return made


def test_finds_the_section_in_both_languages(index: GuidanceIndex) -> None:
    english = index.search("how can we lower churn", "en")
    assert (english[0].id, english[0].language, english[0].relevant) == ("churn#2", "en", True)
    assert english[0].path == "knowledge/guidance/en/churn.md"
    chinese = index.search("怎么降低客户流失", "zh")
    assert (chinese[0].id, chinese[0].language) == ("churn#2", "zh")
    assert chinese[0].heading == "怎么降低流失"


def test_quote_is_a_sentence_of_the_section(index: GuidanceIndex) -> None:
    found = index.search("price on value or on cost", "en", k=1)[0]
    assert found.quote == "Price on value, not on cost."
    assert found.quote in found.text


def test_nothing_relevant_says_so(index: GuidanceIndex) -> None:
    assert not any(passage.relevant for passage in index.search("tell me a joke about the weather", "en"))
    assert not any(passage.relevant for passage in index.search("今天天气", "zh"))
    assert index.search("   ", "en") == []


def test_block_filter(index: GuidanceIndex) -> None:
    found = index.search("customers", "en", block="revenue_streams", k=10)
    assert {passage.slug for passage in found} == {"pricing"}
    assert index.search("lower churn", "en", block="channels")[0].slug == "churn"  # nothing is about channels


def test_other_language_where_the_wanted_one_has_nothing(tmp_path: Path, knowledge: Path, embedder) -> None:
    for path in (knowledge / "guidance/zh").glob("*.md"):
        path.unlink()
    index = GuidanceIndex.open(tmp_path / "data", knowledge, embedder)
    index.build()
    found = index.search("怎么降低流失", "zh")[0]
    assert (found.id, found.language) == ("churn#2", "en")


def test_limit_and_documents(index: GuidanceIndex) -> None:
    assert len(index.search("price customers churn", "en", k=3)) == 3
    assert index.rank_documents("quote three prices", "en", "lexical") == ["pricing"]
    assert set(index.rank_documents("quote three prices", "en")) == {"pricing", "churn"}


def test_builds_only_what_changed(tmp_path: Path, knowledge: Path, embedder) -> None:
    index = GuidanceIndex.open(tmp_path / "data", knowledge, embedder)
    assert (index.built, index.stale) == (False, True)
    with pytest.raises(KnowledgeError, match="canvas index build"):
        index.search("churn", "en")
    seen: list[tuple[int, int]] = []
    assert index.build(lambda done, total: seen.append((done, total)))
    assert seen == [(8, 8)]  # four English sections, each whole and by its headline
    assert (index.built, index.stale) == (True, False)
    assert not index.build()

    page = knowledge / "guidance/en/churn.md"
    page.write_text(page.read_text(encoding="utf-8").replace("Watch it", "Follow it"), encoding="utf-8")
    again = GuidanceIndex.open(tmp_path / "data", knowledge, embedder)
    assert (again.built, again.stale) == (True, True)
    seen.clear()
    assert again.build(lambda done, total: seen.append((done, total)))
    assert seen == [(8, 8)]
    embedder.embedded = 0
    assert again.build(force=True)
    assert embedder.embedded == 0


def test_a_reader_survives_the_next_build(tmp_path: Path, knowledge: Path, embedder, index: GuidanceIndex) -> None:
    index.search("churn", "en")
    page = knowledge / "guidance/en/churn.md"
    page.write_text(page.read_text(encoding="utf-8").replace("Watch it", "Follow it"), encoding="utf-8")
    writer = GuidanceIndex.open(tmp_path / "data", knowledge, embedder)
    writer.build()
    assert index.search("churn", "en")[0].slug == "churn"
    assert "Follow it" in writer.search("what churn is", "en")[0].text


def test_a_failed_build_leaves_the_old_index(tmp_path: Path, knowledge: Path, embedder, index: GuidanceIndex) -> None:
    (knowledge / "guidance/en/broken.md").write_text("no front matter", encoding="utf-8")
    again = GuidanceIndex.open(tmp_path / "data", knowledge, embedder)
    with pytest.raises(KnowledgeError, match="front matter"):
        again.build()
    assert again.search("lower churn", "en")[0].slug == "churn"
    assert not list((tmp_path / "data/index").glob("staging-*"))


def test_without_documents(tmp_path: Path, embedder) -> None:
    with pytest.raises(KnowledgeError, match="no guidance documents"):
        GuidanceIndex.open(tmp_path / "data", tmp_path / "knowledge", embedder).build()


def test_a_lost_snapshot_counts_as_not_built(tmp_path: Path, knowledge: Path, embedder, index: GuidanceIndex) -> None:
    pointer = tmp_path / "data/index/current.json"
    pointer.write_text(json.dumps({"snapshot": "gone"}), encoding="utf-8")
    assert not GuidanceIndex.open(tmp_path / "data", knowledge, embedder).built


def test_an_encoder_that_knows_chinese_needs_no_bridge(tmp_path: Path, knowledge: Path) -> None:
    class Both:
        fingerprint = "both:1"
        languages = frozenset({"en", "zh"})

        def embed(self, texts) -> np.ndarray:
            rows = np.zeros((len(texts), 64), dtype=np.float32)
            for row, text in enumerate(texts):
                for char in text or " ":
                    rows[row, ord(char) % 64] += 1
            return rows / np.linalg.norm(rows, axis=1, keepdims=True)

    index = GuidanceIndex.open(tmp_path / "data", knowledge, Both())
    index.build()
    assert index.search("怎么降低流失", "zh")[0].id == "churn#2"
    assert not list((tmp_path / "data/index").glob("*/bridge.npz"))


def test_calibration_by_hand() -> None:
    # -1 + 2·0.5 + 4·0.25 + 1·0 = 1; 1 / (1 + e⁻¹) = 0.731059
    calibration = Calibration(-1.0, 2.0, 4.0, 1.0)
    assert calibration.score(Evidence(0.5, 0.25, 0.0)) == pytest.approx(0.731059, abs=1e-6)
    assert calibration.support(Evidence(0.5, 0.25, 9.0)) == 2.0


def test_fusion_and_its_halves() -> None:
    evidence = {"a": Evidence(0.9, 0.0, 0), "b": Evidence(0.5, 0.6, 0), "c": Evidence(0.1, 0.9, 0)}
    assert list(fuse(evidence, "en", "dense")) == ["a", "b", "c"]
    assert list(fuse(evidence, "en", "lexical")) == ["c", "b"]
    # b: 1/62 + 1/62, c: 1/63 + 1/61, a: 1/61
    assert list(fuse(evidence, "zh")) == ["c", "b", "a"]


def test_the_shipped_vectors_cover_the_guidance(tmp_path: Path) -> None:
    class Shipped:
        fingerprint = MiniLm.fingerprint
        languages = MiniLm.languages

        def embed(self, texts) -> np.ndarray:
            raise AssertionError(f"{texts[0]!r} has no vector; run `canvas index build --write-vectors`")

    index = GuidanceIndex.open(tmp_path, KNOWLEDGE, Shipped())
    assert index.build()
    assert (KNOWLEDGE / VECTORS).stat().st_size < 1_000_000
    # Every vector shipped is one of a text there still is.
    assert load_file(next(tmp_path.glob(f"index/*/{VECTORS}")))["hashes"].shape == (
        load_file(KNOWLEDGE / VECTORS)["hashes"].shape
    )


def test_vectors_go_to_the_knowledge_folder(tmp_path: Path, knowledge: Path, embedder, index: GuidanceIndex) -> None:
    assert index.ship_vectors() == knowledge / VECTORS
    embedder.embedded = 0
    elsewhere = GuidanceIndex.open(tmp_path / "elsewhere", knowledge, embedder)
    assert elsewhere.build()
    assert embedder.embedded == 0
    with pytest.raises(KnowledgeError, match="canvas index build"):
        GuidanceIndex.open(tmp_path / "third", knowledge, embedder).ship_vectors()
