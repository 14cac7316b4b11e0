"""Customer messages: intent and sentiment, answers, opinion, privacy."""
