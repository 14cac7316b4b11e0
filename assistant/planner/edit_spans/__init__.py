"""Which words of an edit go onto the canvas and which name what stands there: learnt from marked messages."""
