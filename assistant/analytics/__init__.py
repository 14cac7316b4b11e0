"""From an uploaded table to an answer: tables in, segments, forecasts, drivers, recommendations. Pure."""
