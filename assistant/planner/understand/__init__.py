"""Reads requests, variables, changes and edits out of a message."""
