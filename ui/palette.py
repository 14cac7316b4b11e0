"""Colours of charts: Okabe and Ito's, which people with any kind of colour blindness can tell apart.

Okabe, M. and Ito, K. (2008), Color Universal Design. Colour is never the only sign: lines differ in dashes, bars in
hatching or direction.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Palette:
    """Colours of a chart; by default those that can be read on white as well as on ink.

    Attributes:
        paper: Behind everything.
        text: Labels and the zero line.
        grid: Lines behind the data.
        quiet: What the eye should pass over, such as the values before.
        first: The main thing shown.
        gain: What adds.
        loss: What takes away, or the second thing shown.
        band: An area between two lines.
    """

    paper: str = "rgba(0,0,0,0)"
    text: str = "#7d818a"
    grid: str = "rgba(125,129,138,0.28)"
    quiet: str = "#8b8f98"
    first: str = "#0072B2"
    gain: str = "#009E73"
    loss: str = "#D55E00"
    band: str = "rgba(86,180,233,0.32)"


LIGHT = Palette(paper="#ffffff", text="#33363c")
DARK = Palette(
    paper="#161617", text="#d6d4ce", first="#56B4E9", gain="#2fbf95", loss="#f0803c", band="rgba(86,180,233,0.30)"
)
