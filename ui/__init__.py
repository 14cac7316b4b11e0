"""The web page: it draws the event stream of a conversation and adds nothing to it."""
