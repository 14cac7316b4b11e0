"""Segmentation in chat: the uploaded table in groups, their labels as a file, new rows assigned to known groups."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from langchain.tools import tool
from langchain_core.tools import BaseTool
from langgraph.types import Command

from assistant.language.text import Text
from assistant.tools.plumbing import Runtime, progress_of, publish, thread_of
from assistant.tools.tables import load_table


def segment_tools(exports_dir: Path) -> list[BaseTool]:
    """`segment_customers`.

    Args:
        exports_dir: Folder under which each conversation has one for the files it writes.
    """

    @tool(parse_docstring=True)
    def segment_customers(
        runtime: Runtime,
        file: str | None = None,
        columns: list[str] | None = None,
        segments: int | None = None,
        value: str | None = None,
        without: list[str] | None = None,
        use_saved: bool = False,
    ) -> Command[Any]:
        """Group the rows of an uploaded table into segments, or say that there are none; transactions by customer.

        Args:
            runtime: State of the conversation, injected.
            file: Name of the uploaded file; left out, the table uploaded last.
            columns: Columns to compare, as the user calls them; left out, all that can be compared. A free-text column
                is compared by topic.
            segments: How many, only where the user says so.
            value: A number column such as spend that is summed up for each segment; it is compared only where `columns`
                names it too.
            without: Columns not to compare.
            use_saved: True to assign the rows of the file to the segments found before in this conversation.
        """
        progress = progress_of(runtime)
        progress(0.02, Text("Reading the table", "正在读取表格"))
        table = load_table(runtime, file)
        folder = exports_dir / thread_of(runtime)
        from assistant.tools.segmenting import assigned, segmented, table_without  # slow to load

        if use_saved:
            return publish(assigned(table, runtime, folder), "segment_customers", runtime)
        table = table_without(table, without or ())
        return publish(segmented(table, columns or (), segments, value, runtime, folder), "segment_customers", runtime)

    return [segment_customers]
