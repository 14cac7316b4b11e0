"""Reads which numbers a message gives, and which input of a finance model each is said of."""
