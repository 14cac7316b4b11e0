"""The trained intent classifier of the planner: labels, data, features, training, inference."""
