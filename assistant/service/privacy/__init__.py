"""Personal data: found, taken out before a text leaves or is logged, put back into the answer.

Nothing is imported here: the rules are hundreds of patterns, and most starts need none of them.
"""
