"""The PRIO grid: the earth in cells of half a degree, numbered from the south-west corner, row by row (Tollefsen and others, 2012)."""

from __future__ import annotations

import math

_CELL = 0.5
_COLUMNS, _ROWS = 720, 360


def cell_number(latitude: float, longitude: float) -> int:
    """The number of the cell that holds a point, 1 to 259,200. A point on the border of two belongs to the one north or east of it."""
    row = min(math.floor((latitude + 90) / _CELL), _ROWS - 1)
    column = min(math.floor((longitude + 180) / _CELL), _COLUMNS - 1)
    return row * _COLUMNS + column + 1
