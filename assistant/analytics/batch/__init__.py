"""Whole tables at once, in this process or on a cluster: many series forecast, all rows assigned to segments."""

from assistant.analytics.batch.engines import Engine, open_engine
from assistant.analytics.batch.forecasting import forecast_all
from assistant.analytics.batch.segmenting import assign_file, segment_file

__all__ = ["Engine", "assign_file", "forecast_all", "open_engine", "segment_file"]
