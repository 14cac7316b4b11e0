"""Writes replies from tool results with the templates in prompts/replies."""
