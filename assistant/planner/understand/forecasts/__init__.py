"""Reads what a message says of a forecast."""
