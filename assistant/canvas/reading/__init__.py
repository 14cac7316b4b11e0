"""Reading a founder's free description: a grammar over clauses, one module a question, both languages."""
