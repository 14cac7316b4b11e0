"""Guidance documents, embeddings, the Chroma index and hybrid search."""
