"""Fine-tuning of an encoder with a linear head: full or LoRA, CPU or GPU, one process or several by accelerate.

The head starts as the logistic regression on the frozen encoder, so that the first step does not destroy what the
encoder knows; the embedding table stays frozen. Imports torch: only the training command comes here.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from assistant.learned.linear import softmax
from assistant.service.features import Floats
from assistant.service.head_metrics import evaluate
from assistant.service.train_checkpoint import load_checkpoint, save_checkpoint

MOST_TOKENS = 256
WARM_UP = 0.1  # of all steps
CLIP = 1.0
LORA_RANK = 16
POOL = 50  # batches


@dataclass(frozen=True)
class Tuning:
    """What can be tuned.

    Attributes:
        base: Path or hub name of the encoder.
        lora: Train low-rank adapters only, merged into the weights at the end.
        epochs: At most.
        batch: Messages a step and process.
        rate: Peak learning rate; falls linearly to zero after the warm-up.
        smoothing: Of the labels.
        patience: Epochs without a better validation macro-F1 after which training stops.
        balance: 0 leaves the label frequencies as they are, 1 makes all labels count the same.
        seed: Of the order of messages and of dropout.
    """

    base: str
    lora: bool = False
    epochs: int = 5
    batch: int = 32
    rate: float = 1.5e-4
    smoothing: float = 0.1
    patience: int = 2
    balance: float = 0.5
    seed: int = 0


@dataclass(frozen=True)
class Part:
    """Messages with the places of their labels."""

    texts: Sequence[str]
    truth: NDArray[np.intp]


class Net(torch.nn.Module):
    """Encoder, mean pooling to unit length, linear head."""

    def __init__(self, encoder: Any, coefficients: Floats, bias: Floats) -> None:
        super().__init__()
        self.encoder = encoder
        self.head = torch.nn.Linear(*coefficients.shape)
        with torch.no_grad():
            self.head.weight.copy_(torch.from_numpy(np.ascontiguousarray(coefficients.T)))
            self.head.bias.copy_(torch.from_numpy(np.ascontiguousarray(bias)))

    def forward(self, tokens: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Logits, shape (messages, labels)."""
        logits: torch.Tensor = self.head(pooled(self.encoder, tokens, mask))
        return logits


def pooled(encoder: Any, tokens: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
    """Unit vectors, shape (messages, hidden size), in single precision."""
    hidden = encoder(input_ids=tokens, attention_mask=mask).last_hidden_state.float()
    weight = mask.unsqueeze(-1).to(hidden.dtype)
    return torch.nn.functional.normalize((hidden * weight).sum(1) / weight.sum(1), dim=1)


def fine_tune(
    train: Part,
    valid: Part | None,
    start: tuple[Floats, Floats],
    tuning: Tuning,
    out: Path,
    resume: bool = False,
    say: Callable[[str], None] = print,
) -> tuple[Any, Floats, Floats]:
    """Fine-tune on `train`, keeping the epoch with the best macro-F1 on `valid`.

    Args:
        train: Training messages.
        valid: Validation messages, which stop the training; without, the last epoch is kept.
        start: Coefficients, shape (hidden size, labels), and bias of the head to begin with.
        tuning: What can be tuned.
        out: Folder of `training.jsonl` and of the checkpoint after each epoch.
        resume: Go on after the last checkpoint in `out`.
        say: Takes lines of progress.

    Returns:
        The encoder with its best weights (LoRA merged) on the CPU, coefficients and bias of its head.
    """
    from accelerate import Accelerator  # type: ignore[import-untyped]
    from accelerate.utils import set_seed  # type: ignore[import-untyped]

    set_seed(tuning.seed)
    accelerator = Accelerator(mixed_precision=precision())
    tokenizer, net = _net(tuning, start)
    optimiser = _optimiser(net, tuning.rate)
    begin, best, since, known = load_checkpoint(out, net, optimiser) if resume else (0, -1.0, 0, {})
    net, optimiser = accelerator.prepare(net, optimiser)
    plain = accelerator.unwrap_model(net)
    kept = known or _trainable(plain)
    weights = _weights(train.truth, len(start[1]), tuning.balance).to(accelerator.device)
    loss_of = torch.nn.CrossEntropyLoss(weights, label_smoothing=tuning.smoothing)
    per_epoch = -(-len(train.texts) // (tuning.batch * accelerator.num_processes))
    for epoch in range(begin, tuning.epochs):
        loss = _epoch(net, optimiser, loss_of, train, tokenizer, tuning, accelerator, epoch, per_epoch)
        f1 = float(epoch) if valid is None else _macro_f1(plain, tokenizer, valid, len(start[1]), accelerator)
        kept = _trainable(plain) if f1 > best else kept
        best, since = max(best, f1), 0 if f1 > best else since + 1
        if accelerator.is_main_process:
            judged = "" if valid is None else f", validation macro-F1 {f1:.4f}"
            say(f"epoch {epoch + 1}/{tuning.epochs}: loss {loss:.4f}{judged}")
            _log(out, {"epoch": epoch + 1, "loss": loss, "macro_f1": None if valid is None else f1, **asdict(tuning)})
            save_checkpoint(out, plain, optimiser, kept, epoch + 1, best, since)
        if since >= tuning.patience:
            break
    return _finished(plain, kept, tuning.lora)


def precision() -> str:
    """Mixed precision in "bf16" where the processor multiplies it natively, else "no".

    A CPU with matrix units (AMX) takes a quarter of the time in bf16; one that emulates it takes three times as long.
    """
    if torch.cuda.is_available():
        return "bf16" if torch.cuda.is_bf16_supported(including_emulation=False) else "no"
    able = torch.cpu.get_capabilities()
    return "bf16" if able.get("amx_bf16") or able.get("avx512_bf16") else "no"


def _finished(net: Any, kept: dict[str, torch.Tensor], lora: bool) -> tuple[Any, Floats, Floats]:
    """The encoder with the weights kept, and its head."""
    net.load_state_dict(kept, strict=False)
    net.to("cpu").eval()
    encoder = net.encoder.merge_and_unload() if lora else net.encoder
    return encoder, net.head.weight.detach().numpy().T.copy(), net.head.bias.detach().numpy().copy()


def _macro_f1(net: Any, tokenizer: Any, valid: Part, labels: int, accelerator: Any) -> float:
    logits = scores(net, tokenizer, valid.texts, accelerator)
    return evaluate(softmax(logits), valid.truth, [str(i) for i in range(labels)]).macro_f1


@torch.no_grad()
def scores(net: Any, tokenizer: Any, texts: Sequence[str], accelerator: Any) -> Floats:
    """Logits of `texts`, shape (texts, labels)."""
    net.eval()
    parts = []
    for start in range(0, len(texts), 64):
        batch = _encoded(tokenizer, texts[start : start + 64], accelerator.device)
        with accelerator.autocast():
            parts.append(net(*batch).float().cpu().numpy())
    return np.concatenate(parts)


def _epoch(
    net: Any, optimiser: Any, loss_of: Any, train: Part, tokenizer: Any, tuning: Tuning, accelerator: Any,
    epoch: int, per_epoch: int,
) -> float:  # fmt: skip
    from rich.progress import track

    batches = batched([len(text) for text in train.texts], tuning.batch, f"{tuning.seed}/{epoch}")
    own = batches[accelerator.process_index :: accelerator.num_processes]
    net.train()
    total = 0.0
    shown = track(own, f"epoch {epoch + 1}", transient=True, disable=not accelerator.is_main_process)
    for number, rows in enumerate(shown):
        _set_rate(optimiser, tuning, epoch * per_epoch + number, tuning.epochs * per_epoch)
        tokens, mask = _encoded(tokenizer, [train.texts[row] for row in rows], accelerator.device)
        with accelerator.autocast():
            loss = loss_of(net(tokens, mask), torch.from_numpy(train.truth[rows]).to(accelerator.device))
        accelerator.backward(loss)
        accelerator.clip_grad_norm_(net.parameters(), CLIP)
        optimiser.step()
        optimiser.zero_grad()
        total += float(loss.detach())
    return total / max(1, len(own))


def batched(lengths: Sequence[int], size: int, seed: str) -> list[list[int]]:
    """Places of all messages in batches of like length, in random order: padding took half of the time.

    Args:
        lengths: Of the messages.
        size: Of a batch.
        seed: Of the order.
    """
    rng = random.Random(seed)
    order = list(range(len(lengths)))
    rng.shuffle(order)
    batches = []
    for start in range(0, len(order), size * POOL):  # like length only within a pool, so that batches stay mixed
        pool = sorted(order[start : start + size * POOL], key=lengths.__getitem__)
        batches += [pool[begin : begin + size] for begin in range(0, len(pool), size)]
    rng.shuffle(batches)
    return batches


def _net(tuning: Tuning, start: tuple[Floats, Floats]) -> tuple[Any, Net]:
    from transformers import AutoModel, AutoTokenizer

    tokenizer = AutoTokenizer.from_pretrained(tuning.base)
    encoder = AutoModel.from_pretrained(tuning.base, attn_implementation="eager")
    if tuning.lora:
        encoder = with_lora(encoder)
    else:
        encoder.get_input_embeddings().requires_grad_(False)
    return tokenizer, Net(encoder, *start)


def with_lora(encoder: Any) -> Any:
    """The encoder with low-rank adapters at every linear layer, the only thing that is trained."""
    from peft import LoraConfig, get_peft_model

    config = LoraConfig(r=LORA_RANK, lora_alpha=2 * LORA_RANK, lora_dropout=0.05, target_modules="all-linear")
    return get_peft_model(encoder, config)


def _optimiser(net: Net, rate: float) -> torch.optim.Optimizer:
    trained = [p for p in net.parameters() if p.requires_grad]
    return torch.optim.AdamW(trained, lr=rate, weight_decay=0.01, fused=True)  # unfused, a third of a step's time


def _encoded(tokenizer: Any, texts: Sequence[str], device: Any) -> tuple[torch.Tensor, torch.Tensor]:
    batch = tokenizer(list(texts), padding=True, truncation=True, max_length=MOST_TOKENS, return_tensors="pt")
    return batch["input_ids"].to(device), batch["attention_mask"].to(device)


def _weights(truth: NDArray[np.intp], labels: int, balance: float) -> torch.Tensor:
    counts = np.maximum(np.bincount(truth, minlength=labels), 1)
    return torch.tensor((len(truth) / counts / labels) ** balance, dtype=torch.float32)


def _set_rate(optimiser: Any, tuning: Tuning, step: int, steps: int) -> None:
    for group in optimiser.param_groups:
        group["lr"] = tuning.rate * rate_share(step, steps)


def rate_share(step: int, steps: int) -> float:
    """Of the peak learning rate: it rises for a tenth of the steps and falls to nothing then."""
    warm = max(1, int(WARM_UP * steps))
    return min(1.0, (step + 1) / warm if step < warm else (steps - step) / max(1, steps - warm))


def _trainable(net: Any) -> dict[str, torch.Tensor]:
    return {name: p.detach().cpu().clone() for name, p in net.named_parameters() if p.requires_grad}


def _log(out: Path, entry: dict[str, Any]) -> None:
    """One line of `training.jsonl`, and TensorBoard's events where it is installed."""
    out.mkdir(parents=True, exist_ok=True)
    with (out / "training.jsonl").open("a", encoding="utf-8") as file:
        file.write(json.dumps(entry) + "\n")
    try:
        from torch.utils.tensorboard import SummaryWriter
    except ImportError:
        return
    with SummaryWriter(str(out / "tensorboard")) as writer:
        for name in ("loss", "macro_f1"):
            if entry[name] is not None:
                writer.add_scalar(name, entry[name], entry["epoch"])
