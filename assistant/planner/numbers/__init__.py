"""What the numbers of a message are about: a small learned reader beside the names that the models know."""
