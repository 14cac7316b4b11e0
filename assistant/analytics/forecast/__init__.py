"""Forecasts of one or many series: from a table's columns to points, intervals, totals and a backtest."""

from assistant.analytics.forecast.build import series_of
from assistant.analytics.forecast.forecast import Forecast, forecast
from assistant.analytics.forecast.series import Frequency, Series

__all__ = ["Forecast", "Frequency", "Series", "forecast", "series_of"]
