"""Opponents of the assistant: replies that lie, and chat models that fail or misbehave."""

from __future__ import annotations
