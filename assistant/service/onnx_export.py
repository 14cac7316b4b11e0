"""An encoder as an ONNX graph in eight-bit integers, for `onnx_run`. Imports torch: only training comes here."""

from __future__ import annotations

import logging
import warnings
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import torch

from assistant.service.onnx_run import GRAPH, TOKENIZER
from assistant.service.train_torch import pooled

OPSET = 17


class _Pooled(torch.nn.Module):
    def __init__(self, encoder: Any) -> None:
        super().__init__()
        self.encoder = encoder

    def forward(self, tokens: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        return pooled(self.encoder, tokens, mask)


def export_encoder(encoder: Any, tokenizer: Any, folder: Path, int8: bool = True) -> Path:
    """Write `encoder.onnx` and `tokenizer.json`.

    Args:
        encoder: A transformers encoder with eager attention.
        tokenizer: Its fast tokenizer.
        folder: Where to.
        int8: Weights in eight-bit integers, one scale a channel (dynamic quantisation): a quarter of the size, half of
            the time; with one scale a matrix the vectors lie twice as far (15° against 7°) from the exact ones.
    """
    from onnxruntime.quantization import QuantType, quantize_dynamic

    folder.mkdir(parents=True, exist_ok=True)
    tokenizer.backend_tokenizer.save(str(folder / TOKENIZER))
    sample = torch.ones(2, 9, dtype=torch.long)
    axes = {"tokens": {0: "messages", 1: "length"}, "mask": {0: "messages", 1: "length"}, "vectors": {0: "messages"}}
    with TemporaryDirectory() as temporary, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the tracer warns of shapes that it fixes; they are the dynamic ones above
        plain = Path(temporary) / GRAPH
        torch.onnx.export(
            _Pooled(encoder).eval(),
            (sample, sample),
            str(plain),
            input_names=["tokens", "mask"],
            output_names=["vectors"],
            dynamic_axes=axes,
            opset_version=OPSET,
            dynamo=False,
        )
        if int8:
            logging.disable(logging.WARNING)  # it advises a preparation that is for images
            quantize_dynamic(plain, folder / GRAPH, per_channel=True, weight_type=QuantType.QInt8)
            logging.disable(logging.NOTSET)
        else:
            (folder / GRAPH).write_bytes(plain.read_bytes())
    return folder / GRAPH


def export_base(base: str, folder: Path, int8: bool = True) -> Path:
    """Export an encoder as it is: a path or a name on a hub."""
    from transformers import AutoModel, AutoTokenizer

    encoder = AutoModel.from_pretrained(base, attn_implementation="eager").eval()
    return export_encoder(encoder, AutoTokenizer.from_pretrained(base), folder, int8)
