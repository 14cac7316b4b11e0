"""Nine blocks in their classic places: how large the text can be, and what goes to a second page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.canvas.blocks import BlockId
from assistant.canvas.export.metrics import wrap
from assistant.canvas.export.sheet import Sheet, mark

LINE = 1.32  # of the font size
HEAD = 1.12  # size of a block's label, of the item size
PAD = 5.0
GAP = 4.0
LARGEST, SMALLEST, STEP = 10.5, 6.5, 0.25
# Share of the height for the upper rows, and of that for the upper half where two blocks share a column.
SPLITS = tuple((top, half) for top in (0.7, 0.64, 0.76, 0.58, 0.82) for half in (0.5, 0.4, 0.6, 0.3, 0.7))


@dataclass(frozen=True)
class Box:
    """A rectangle in points, the origin at the upper left."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Entry:
    """An item broken into lines."""

    status: str
    text: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Cell:
    """A block on the page.

    Attributes:
        block: Which block.
        box: Where it is.
        shown: Items that fit.
        left: Items that do not.
    """

    block: BlockId
    box: Box
    shown: tuple[Entry, ...]
    left: tuple[Entry, ...]


@dataclass(frozen=True)
class Grid:
    """The page of nine blocks; `size` is the font size of the items in points."""

    size: float
    cells: tuple[Cell, ...]

    @property
    def overflow(self) -> bool:
        """Whether some items need another page."""
        return any(cell.left for cell in self.cells)


def boxes(area: Box, top: float, half: float) -> dict[BlockId, Box]:
    """The classic places: five columns above, costs and revenue below."""
    wide, upper = (area.width + GAP) / 5, (area.height - GAP) * top
    column = wide - GAP
    above, below = (upper - GAP) * half, (upper - GAP) * (1 - half)
    y2, y3 = area.y + above + GAP, area.y + upper + GAP
    lower = area.height - upper - GAP

    def x(number: int) -> float:
        return area.x + number * wide

    broad = (area.width - GAP) / 2
    return {
        "key_partners": Box(x(0), area.y, column, upper),
        "key_activities": Box(x(1), area.y, column, above),
        "key_resources": Box(x(1), y2, column, below),
        "value_propositions": Box(x(2), area.y, column, upper),
        "customer_relationships": Box(x(3), area.y, column, above),
        "channels": Box(x(3), y2, column, below),
        "customer_segments": Box(x(4), area.y, column, upper),
        "cost_structure": Box(area.x, y3, broad, lower),
        "revenue_streams": Box(area.x + broad + GAP, y3, broad, lower),
    }


def fit(sheet: Sheet, area: Box, *, largest: float = LARGEST, smallest: float = SMALLEST, slack: float = 1.0) -> Grid:
    """The grid with the largest text that holds every item, or the smallest text and what is left over.

    Args:
        sheet: What to show.
        area: Where.
        largest: Font size to start from.
        smallest: Font size that can still be read.
        slack: Share of a block's width and height that may be used, less than 1 where the reader's font is not ours.
    """
    sizes = list(_sizes(largest, smallest))
    low, high = 0, len(sizes) - 1  # bisect for the first size that holds everything
    best = _best(sheet, area, sizes[high], slack)
    if best.overflow:
        return best
    while low < high:
        middle = (low + high) // 2
        grid = _best(sheet, area, sizes[middle], slack)
        if grid.overflow:
            low = middle + 1
        else:
            best, high = grid, middle
    return best


def _best(sheet: Sheet, area: Box, size: float, slack: float) -> Grid:
    """The division of the page that leaves least over at this font size."""
    places = boxes(area, *SPLITS[0])  # how text breaks depends on the widths alone, which all divisions share
    entries = {block: _entries(sheet, block, box.width, size, slack) for block, box in places.items()}
    grids = []
    for top, half in SPLITS:
        cells = (_cell(block, box, entries[block], size, slack) for block, box in boxes(area, top, half).items())
        grids.append(Grid(size, tuple(cells)))
        if not grids[-1].overflow:
            return grids[-1]
    return min(grids, key=lambda grid: sum(len(entry.lines) for cell in grid.cells for entry in cell.left))


def indent(size: float) -> float:
    """Room for the sign before an item."""
    return size * 1.25


def entry_height(entry: Entry, size: float) -> float:
    """Height of an item with the gap below it."""
    return (len(entry.lines) * LINE + 0.25) * size


def head_height(size: float) -> float:
    """Height of a block's label with the gap below it."""
    return size * (HEAD * LINE + 0.35)


def _sizes(largest: float, smallest: float) -> Iterator[float]:
    size = largest
    while size >= smallest:
        yield size
        size -= STEP


def _entries(sheet: Sheet, block: BlockId, wide: float, size: float, slack: float) -> tuple[Entry, ...]:
    room = (wide - 2 * PAD - indent(size)) * slack
    return tuple(Entry(s, t, tuple(wrap(t, size, room))) for s, t in sheet.items(block))


def _cell(block: BlockId, box: Box, entries: tuple[Entry, ...], size: float, slack: float) -> Cell:
    height = (box.height - 2 * PAD) * slack - head_height(size)
    count = _count(entries, size, height)
    if count < len(entries):  # room for the line that says where it goes on
        count = _count(entries, size, height - size * LINE)
    return Cell(block, box, entries[:count], entries[count:])


def _count(entries: Sequence[Entry], size: float, height: float) -> int:
    """How many items fit."""
    used = 0.0
    for number, entry in enumerate(entries):
        used += entry_height(entry, size)
        if used > height + 0.01:
            return number
    return len(entries)


def sign(entry: Entry) -> str:
    """Sign before an item."""
    return mark(entry.status)
