"""A delimited file that need not fit into memory, cut between rows."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.analytics.tables.delimited import LOOKED_AT, decode, fast_grid, separator_of
from assistant.errors import ToolInputError

if TYPE_CHECKING:
    import pandas as pd

PIECE = 32_000_000  # bytes of an average piece
HEAD = 400_000


@dataclass(frozen=True)
class BigFile:
    """A delimited file with its header in the first line.

    Attributes:
        path: The file; on a cluster it must be there on every machine.
        names: Header.
        separator: Between cells.
        encoding: Of the text.
        pieces: (start, end, rows before) of the pieces in bytes; they begin and end between rows.
    """

    path: str
    names: tuple[str, ...]
    separator: str
    encoding: str
    pieces: tuple[tuple[int, int, int], ...]


def open_big(path: Path, piece: int = PIECE) -> BigFile:
    """Look at the beginning of a file and cut it.

    Args:
        path: A CSV, TSV or other delimited text file.
        piece: Bytes of a piece.

    Raises:
        ToolInputError: It is no delimited text.
    """
    with path.open("rb") as file:
        head = file.read(HEAD)
    text, encoding = decode(head[: head.rfind(b"\n") + 1] or head)
    lines = [line for line in text.splitlines() if line.strip()][:LOOKED_AT]
    separator = separator_of(lines) if lines else None
    if separator is None or encoding == "utf-16":
        raise ToolInputError(
            f"{path.name}: batch work takes CSV or TSV files with the header in the first line.",
            f"{path.name}：批量处理需要首行为表头的CSV或TSV文件。",
        )
    names = tuple(name.strip() for name in next(csv.reader(lines[:1], delimiter=separator)))
    return BigFile(str(path), names, separator, encoding, tuple(_cuts(path, piece)))


def rows_of(big: BigFile, number: int) -> pd.DataFrame:
    """The cells of one piece as text, columns by name.

    Raises:
        ToolInputError: Lines of the piece have more or fewer cells than the header.
    """
    from pyarrow import ArrowInvalid

    start, end, _ = big.pieces[number]
    with Path(big.path).open("rb") as file:
        file.seek(start)
        text = file.read(end - start).decode(big.encoding, errors="replace")
    try:
        return fast_grid(text, big.separator, big.names)
    except ArrowInvalid as error:
        told = str(error).splitlines()[0]
        raise ToolInputError(
            f"{Path(big.path).name}: some lines have more or fewer cells than the header ({told}).",
            f"{Path(big.path).name}：有些行的单元格数与表头不一致（{told}）。",
        ) from None


def _cuts(path: Path, piece: int) -> list[tuple[int, int, int]]:
    """Between rows: at line breaks before which quotes are closed."""
    cuts: list[tuple[int, int, int]] = []
    with path.open("rb") as file:
        start = at = len(file.readline())
        quoted, before, rows = False, 0, 0
        for line in file:
            at += len(line)
            quoted ^= line.count(b'"') % 2 == 1
            rows += not quoted and not line.isspace()
            if not quoted and at - start >= piece:
                cuts.append((start, at, before))
                start, before = at, rows
    if at > start:
        cuts.append((start, at, before))
    return cuts
