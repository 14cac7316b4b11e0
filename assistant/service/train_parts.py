"""all-MiniLM-L6-v2 fine-tuned with LoRA to tell what parts of texts are: words of a brief, numbers of a message."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import torch

from assistant.learned.changes import Changes
from assistant.service.features import Floats
from assistant.service.predict import MINILM
from assistant.service.train_changes import changes_since
from assistant.service.train_torch import CLIP, MOST_TOKENS, batched, rate_share, with_lora
from assistant.service.train_tuned import encoder_path

BATCH = 16
HEAD_RATE = 5e-3  # the head starts from nothing
DROPOUT = 0.1


@dataclass(frozen=True)
class Parts:
    """A text and what its parts are.

    Attributes:
        text: The text.
        places: From where to before where each part stands.
        truth: The number of each one's label.
    """

    text: str
    places: Sequence[tuple[int, int]]
    truth: Sequence[int]


@dataclass(frozen=True)
class _Encoded:
    """Word pieces of a text, and for each part the share of each piece in its mean."""

    ids: list[int]
    shares: torch.Tensor
    truth: torch.Tensor


def tuned_parts(
    examples: Sequence[Parts],
    labels: int,
    *,
    epochs: int,
    rate: float = 1e-3,
    threads: int | None = None,
    say: Callable[[str], None] = print,
) -> tuple[Changes, Floats, Floats]:
    """Fine-tune on texts; the last epoch is kept.

    Args:
        examples: The texts with their parts.
        labels: How many labels there are.
        epochs: How many.
        rate: Peak learning rate of the encoder.
        threads: Of torch; left out, as many as it likes.
        say: Takes lines of progress.

    Returns:
        What changed in the encoder; coefficients, shape (384, labels), and bias of a linear layer on the mean vector
        of the pieces of a part.
    """
    from transformers import AutoTokenizer

    if threads is not None:
        torch.set_num_threads(threads)
    torch.manual_seed(0)
    base = encoder_path(MINILM)
    tokenizer = AutoTokenizer.from_pretrained(base)
    encoded = [found for example in examples if (found := _encoded(tokenizer, example))]
    encoder, head = _net(base, labels)
    optimiser = torch.optim.AdamW(
        [{"params": [p for p in encoder.parameters() if p.requires_grad], "lr": rate},
         {"params": list(head.parameters()), "lr": HEAD_RATE}],
        weight_decay=0.01, fused=True,
    )  # fmt: skip
    per_epoch = -(-len(encoded) // BATCH)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: rate_share(step, epochs * per_epoch))
    for epoch in range(epochs):
        loss = _epoch(encoder, head, optimiser, schedule, encoded, epoch)
        say(f"epoch {epoch + 1}/{epochs}: loss {loss:.4f}")
    changes = changes_since(base, encoder.eval().merge_and_unload())
    return changes, head.weight.detach().numpy().T.copy(), head.bias.detach().numpy().copy()


def _net(base: str, labels: int) -> tuple[Any, torch.nn.Linear]:
    from transformers import AutoModel

    encoder = AutoModel.from_pretrained(base, attn_implementation="eager")
    return with_lora(encoder), torch.nn.Linear(encoder.config.hidden_size, labels)


def _encoded(tokenizer: Any, example: Parts) -> _Encoded | None:
    """A text for the encoder; None where it has no part before it is cut."""
    found = tokenizer(example.text, return_offsets_mapping=True, truncation=True, max_length=MOST_TOKENS)
    rows, truth = [], []
    for (first, behind), label in zip(example.places, example.truth, strict=True):
        row = [float(a < behind and first < b) for a, b in found["offset_mapping"]]
        if sum(row):
            rows.append([share / sum(row) for share in row])
            truth.append(label)
    return _Encoded(found["input_ids"], torch.tensor(rows), torch.tensor(truth)) if rows else None


def _epoch(
    encoder: Any, head: torch.nn.Linear, optimiser: Any, schedule: Any, encoded: Sequence[_Encoded], epoch: int
) -> float:
    from rich.progress import track

    encoder.train()
    trained = [p for group in optimiser.param_groups for p in group["params"]]
    total = 0.0
    batches = batched([len(e.ids) for e in encoded], BATCH, f"0/{epoch}")
    for rows in track(batches, f"epoch {epoch + 1}", transient=True):
        chosen = [encoded[row] for row in rows]
        length = max(len(e.ids) for e in chosen)
        ids = torch.tensor([e.ids + [0] * (length - len(e.ids)) for e in chosen])
        mask = torch.tensor([[1] * len(e.ids) + [0] * (length - len(e.ids)) for e in chosen])
        states = encoder(input_ids=ids, attention_mask=mask).last_hidden_state
        vectors = torch.cat([e.shares @ state[: len(e.ids)] for e, state in zip(chosen, states, strict=True)])
        logits = head(torch.nn.functional.dropout(vectors, DROPOUT))
        loss = torch.nn.functional.cross_entropy(logits, torch.cat([e.truth for e in chosen]))
        optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(trained, CLIP)
        optimiser.step()
        schedule.step()
        total += float(loss.detach())
    return total / max(1, len(batches))
