"""Middleware of the agent, one concern a file."""
