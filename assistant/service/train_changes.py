"""all-MiniLM-L6-v2 fine-tuned with LoRA, kept as what changed: for readers that share its weights."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import torch

from assistant.learned.changes import Changes, low_rank
from assistant.retrieval.embeddings import MiniLm
from assistant.service.features import Floats
from assistant.service.head_learn import Settings, regress
from assistant.service.predict import MINILM
from assistant.service.train_torch import LORA_RANK, Part, Tuning, fine_tune
from assistant.service.train_tuned import encoder_path


def tuned_changes(
    train: Part,
    labels: int,
    *,
    epochs: int,
    rate: float,
    smoothing: float = 0.1,
    threads: int | None = None,
    say: Callable[[str], None] = print,
) -> tuple[Changes, Floats, Floats]:
    """Fine-tune on messages.

    Args:
        train: Training messages.
        labels: How many labels there are.
        epochs: How many; the last is kept, so that no message need be set aside.
        rate: Peak learning rate.
        smoothing: Of the labels.
        threads: Of torch; left out, as many as it likes.
        say: Takes lines of progress.

    Returns:
        What changed in the encoder; coefficients, shape (384, labels), and bias of a linear layer on its vectors.
    """
    if threads is not None:
        torch.set_num_threads(threads)
    base = encoder_path(MINILM)
    start = regress(MiniLm().embed(train.texts), train.truth, labels, Settings(c=10.0, balance=0.0))
    tuning = Tuning(base, lora=True, epochs=epochs, rate=rate, smoothing=smoothing, balance=0.0, patience=epochs)
    with TemporaryDirectory() as folder:
        encoder, coefficients, bias = fine_tune(train, None, start, tuning, Path(folder), say=say)
    return changes_since(base, encoder), coefficients, bias


def changes_since(base: str, encoder: torch.nn.Module) -> Changes:
    """What LoRA, merged into the weights, has changed in the encoder stored at `base`."""
    from safetensors.numpy import load_file

    after = {name: tensor.detach().float().numpy() for name, tensor in encoder.state_dict().items()}
    return low_rank(load_file(Path(base) / "model.safetensors"), after, LORA_RANK)
