"""Cells of long columns all at once, by Arrow: the same answers as cell by cell, without a Python call for each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from assistant.analytics.tables.cells import BLANK, is_blank, plain

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

    Flags = NDArray[np.bool_]

MANY_ROWS = 50_000  # from which it pays
PLAIN_NUMBER = r"^[-+]?[0-9]+(\.[0-9]+)?$"


def blanks(cells: pd.Series[Any]) -> Flags:
    """(n,) which cells say nothing."""
    import numpy as np

    texts, _ = texts_of(cells)
    found: Flags = texts.isna().to_numpy(dtype=np.bool_)
    return found


def texts_of(cells: pd.Series[Any]) -> tuple[pd.Series[Any], list[str]]:
    """Plain texts of cells as objects, None for a blank one, and the different texts in order of appearance.

    Args:
        cells: Cells as they were read.
    """
    import numpy as np
    import pandas as pd

    ascii_only = _ascii(cells) if len(cells) >= MANY_ROWS else None
    if ascii_only is not None:
        return _trimmed(ascii_only, cells.index)
    codes, different = pd.factorize(cells)
    said = [text if not is_blank(text := plain(cell)) else None for cell in different]
    texts = np.array([*said, None], dtype=object)[codes]  # code −1 of a missing cell is the last
    return pd.Series(texts, index=cells.index, dtype=object), list(dict.fromkeys(t for t in said if t is not None))


def plain_numbers(cells: pd.Series[Any]) -> pd.Series[Any]:
    """Floats of cells that are digits with an optional sign and point; NaN for all others."""
    import pandas as pd
    import pyarrow as pa
    import pyarrow.compute as pc

    trimmed = pc.ascii_trim_whitespace(pa.chunked_array(pa.array(cells, type=pa.string(), from_pandas=True)))
    digits = pc.match_substring_regex(trimmed, PLAIN_NUMBER)
    values = pc.cast(pc.if_else(digits, trimmed, None), pa.float64())
    return pd.Series(values.to_numpy(), index=cells.index)


def _ascii(cells: pd.Series[Any]) -> Any:
    """The cells as an Arrow array where all are texts of plain ASCII; None where some are anything else."""
    import pyarrow as pa
    import pyarrow.compute as pc

    try:
        found = pa.array(cells, type=pa.string(), from_pandas=True)
    except (pa.ArrowInvalid, pa.ArrowTypeError):  # numbers and dates between texts
        return None
    found = pa.chunked_array(found)
    return found if pc.all(pc.string_is_ascii(found)).as_py() is not False else None


def _trimmed(cells: Any, index: Any) -> tuple[pd.Series[Any], list[str]]:
    import pandas as pd
    import pyarrow as pa
    import pyarrow.compute as pc

    texts = pc.ascii_trim_whitespace(cells)
    blank = pc.is_in(pc.ascii_lower(texts), value_set=pa.array(sorted(BLANK)))
    texts = pc.if_else(blank, None, texts)
    different = [text for text in pc.unique(texts).to_pylist() if text is not None]
    return pd.Series(texts.to_numpy(zero_copy_only=False), index=index, dtype=object), different
