"""Views of the evaluation record: console, JUnit, HTML, Markdown."""

from __future__ import annotations

from eval.reports.console import console_report
from eval.reports.html import html_report
from eval.reports.junit import junit_report
from eval.reports.markdown import markdown_report

__all__ = ["console_report", "html_report", "junit_report", "markdown_report"]
