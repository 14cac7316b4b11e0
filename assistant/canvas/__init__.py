"""The business model canvas: blocks, edits with history, patterns, drafting, export."""
