"""Reads what a message wants changed on the canvas: which block, which item, what text."""
