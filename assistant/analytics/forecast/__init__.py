"""Forecasts of one or many series: from a table's columns to points, intervals, totals and a backtest."""
