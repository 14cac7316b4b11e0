"""What a message asks for in its place of the talk, learnt from labelled talks."""
