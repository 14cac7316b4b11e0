"""The business model canvas: blocks, edits with history, patterns, reading a brief, drafting, export. Pure."""

from assistant.canvas.blocks import BLOCK_IDS, BLOCKS, Block, BlockId, BlockMention, find_blocks, resolve_block
from assistant.canvas.brief import NEEDED, Brief
from assistant.canvas.canvas import Canvas, Item, blocks_json
from assistant.canvas.drafting import Drafted, draft_step
from assistant.canvas.extract import extract_brief, likely_told, surely_told
from assistant.canvas.history import History
from assistant.canvas.patterns import Pattern, PatternLibrary, load_patterns
from assistant.canvas.questions import questions
from assistant.canvas.reading.corrections import read_correction
from assistant.canvas.reading.numbers import venture_numbers
from assistant.canvas.state import canvas_json, history_of, undo_redo

__all__ = [
    "BLOCKS",
    "BLOCK_IDS",
    "NEEDED",
    "Block",
    "BlockId",
    "BlockMention",
    "Brief",
    "Canvas",
    "Drafted",
    "History",
    "Item",
    "Pattern",
    "PatternLibrary",
    "blocks_json",
    "canvas_json",
    "draft_step",
    "extract_brief",
    "find_blocks",
    "history_of",
    "likely_told",
    "load_patterns",
    "questions",
    "read_correction",
    "resolve_block",
    "surely_told",
    "undo_redo",
    "venture_numbers",
]
