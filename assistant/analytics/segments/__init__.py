"""Segments of a table: how many there are, if any, who belongs where, and what sets each apart."""

from assistant.analytics.segments.partition import SegmentModel
from assistant.analytics.segments.report import segment_figures, segments_data
from assistant.analytics.segments.rfm import rfm_table, transactions_of
from assistant.analytics.segments.segment import Segmentation, segment_table
from assistant.analytics.segments.topics import Topics, named_or_texts, topics_of, with_topics

__all__ = [
    "SegmentModel",
    "Segmentation",
    "Topics",
    "named_or_texts",
    "rfm_table",
    "segment_figures",
    "segment_table",
    "segments_data",
    "topics_of",
    "transactions_of",
    "with_topics",
]
