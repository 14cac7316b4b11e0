"""The built-in brain: understands a message, plans tool calls and composes the reply."""
