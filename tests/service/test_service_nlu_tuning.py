"""Fine-tuning end to end on a tiny encoder of random weights: train, resume, LoRA, ONNX, prediction without torch."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.service.data import Example
from assistant.service.predict import Classifier

WORDS = ("refund", "money", "back", "late", "parcel", "slow", "please", "my", "is", "the", "now", "hello", "where")
pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore")]


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A BERT of two layers and its tokenizer."""
    from transformers import BertConfig, BertModel, BertTokenizerFast

    folder = tmp_path_factory.mktemp("base")
    vocabulary = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *WORDS]
    (folder / "vocab.txt").write_text("\n".join(vocabulary), encoding="utf-8")
    config = BertConfig(
        vocab_size=len(vocabulary), hidden_size=32, num_hidden_layers=2, num_attention_heads=2, intermediate_size=64
    )
    BertModel(config).save_pretrained(folder)
    BertTokenizerFast(vocab_file=str(folder / "vocab.txt")).save_pretrained(folder)
    return str(folder)


def examples() -> list[Example]:
    frames = ("{}", "please {}", "hello {}", "{} now", "{} please now", "where is my {}", "the {} is")
    words = {"refund": ("refund", "money back", "refund money"), "late": ("late parcel", "slow parcel", "late slow")}
    return [Example(f.format(w), label) for label, some in words.items() for w in some for f in frames]


@pytest.mark.parametrize("lora", [False, True])
def test_fine_tuned_model_is_stored_and_predicts_without_torch(base: str, lora: bool, tmp_path: Path) -> None:
    from assistant.service.train import save_light
    from assistant.service.train_torch import Tuning
    from assistant.service.train_tuned import Plan, train_model

    said: list[str] = []
    plan = Plan("intent", base, "lora" if lora else "full", Tuning(base, lora, epochs=2, batch=8, rate=1e-3))
    light = train_model(plan, examples(), tmp_path, say=said.append)
    save_light(light, tmp_path)
    assert sum(line.startswith("epoch") for line in said) == 2
    assert light.facts["kind"] == ("fine-tuned with LoRA" if lora else "fine-tuned")
    here = Classifier.load(tmp_path).predict(["slow parcel"])[0].top3[0][0]  # random weights: any label, but the same
    code = (
        "import sys; from assistant.service.predict import Classifier; "
        f"print(Classifier.load({str(tmp_path)!r}).predict(['slow parcel'])[0].top3[0][0], 'torch' in sys.modules)"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout.split() == [here, "False"]
    log = [json.loads(line) for line in (tmp_path / "training.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [entry["epoch"] for entry in log] == [1, 2]
    longer = Plan("intent", base, plan.method, Tuning(base, lora, epochs=3, batch=8, rate=1e-3, patience=9))
    train_model(longer, examples(), tmp_path, resume=True, say=said.append)
    assert any(line.startswith("epoch 3/3") for line in said)
    assert sum(line.startswith("epoch") for line in said) == 3  # the first two were not done again


def test_ngrams_join_vectors_where_they_help() -> None:
    import numpy as np

    from assistant.service.head import Head
    from assistant.service.train_torch import Part
    from assistant.service.train_tuned import with_ngrams

    every = examples()
    texts, truth = [e.text for e in every], np.array([int(e.label == "late") for e in every])
    train, valid = (Part(texts[i::2], truth[i::2]) for i in (0, 1))
    blind = Head(("refund", "late"), np.eye(2, dtype=np.float32), np.zeros(2, dtype=np.float32))

    def says(found: Head, embed: object) -> list[int]:
        logits = found.score(found.rows(list(valid.texts), embed)).logits  # type: ignore[arg-type]
        return list(logits.argmax(axis=1))

    def nothing(some: list[str]) -> np.ndarray:
        return np.ones((len(some), 2), dtype=np.float32)

    def oracle(some: list[str]) -> np.ndarray:
        return np.eye(2, dtype=np.float32)[[truth[texts.index(text)] for text in some]] * 20

    joined = with_ngrams(blind, train, valid, nothing)  # type: ignore[arg-type]
    assert joined.vectoriser is not None
    assert says(joined, nothing) == valid.truth.tolist()
    assert says(with_ngrams(blind, train, valid, oracle), oracle) == valid.truth.tolist()  # type: ignore[arg-type]


def test_batches_hold_every_message_once_with_others_of_like_length() -> None:
    from assistant.service.train_torch import batched

    lengths = [7 * n % 101 for n in range(101)]
    batches = batched(lengths, 8, "seed")
    assert sorted(place for batch in batches for place in batch) == list(range(101))
    assert sorted(len(batch) for batch in batches) == [5, *[8] * 12]
    assert all(max(lengths[i] for i in batch) - min(lengths[i] for i in batch) == len(batch) - 1 for batch in batches)
    assert batches == batched(lengths, 8, "seed") != batched(lengths, 8, "other")


@pytest.mark.parametrize(
    ("able", "expected"),
    [({"amx_bf16": True}, "bf16"), ({"avx512_bf16": True}, "bf16"), ({"avx512_f": True, "amx_bf16": False}, "no")],
)
def test_a_processor_that_must_emulate_bf16_trains_in_single_precision(
    able: dict[str, bool], expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    import torch

    from assistant.service.train_torch import precision

    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    monkeypatch.setattr(torch.cpu, "get_capabilities", lambda: able)
    assert precision() == expected
