"""Scripted dialogue tests, retrieval and language gold sets."""
