"""The agent: state, models, middleware and their composition."""
