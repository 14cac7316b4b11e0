"""LangChain adapters over the domain packages; no logic of their own."""
