"""Where the data folders of the product lie, in a checkout as in an installed package."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
KNOWLEDGE = ROOT / "knowledge"
PROMPTS = ROOT / "prompts"
EVAL = ROOT / "eval"
