"""Plans, one kind of request a file."""
