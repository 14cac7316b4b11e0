"""Small learned readers: marked messages, a linear classifier of named features, a tagger of spans."""
