"""Canvas assistant: drafts a business model canvas in conversation and computes every number it states."""
