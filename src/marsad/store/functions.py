"""SQL functions that SQLite does not have and the lists of incidents ask."""

from __future__ import annotations

import sqlite3

from marsad.places import distance


def add_functions(connection: sqlite3.Connection) -> None:
    """Let a connection call `kilometres(lat, lon, to_lat, to_lon)`, which is NULL where the first point is not known."""
    connection.create_function("kilometres", 4, kilometres, deterministic=True)


def kilometres(lat: float | None, lon: float | None, to_lat: float, to_lon: float) -> float | None:
    """The distance between two points; None where the first is not known."""
    return None if lat is None or lon is None else distance.kilometres(lat, lon, to_lat, to_lon)
