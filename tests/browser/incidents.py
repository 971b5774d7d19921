"""Incidents for the map, made up: some exact, some of a town, wide, open above, without a number, without a point."""

from __future__ import annotations

from typing import Any

PLACES = {
    "Jisr al-Shughur": (36.32, 35.81), "Idlib": (36.63, 35.93), "Aleppo": (37.16, 36.2), "Homs": (36.72, 34.73),
    "Daraa": (36.1, 32.62), "Raqqa": (39.01, 35.95), "Mosul": (43.13, 36.34), "Gaza City": (34.47, 31.5),
    "Khan Younis": (34.3, 31.35), "Sanaa": (44.21, 15.35), "Hodeidah": (42.95, 14.8), "Khartoum": (32.53, 15.55),
    "El Fasher": (25.35, 13.63), "Kharkiv": (36.25, 50.0), "Hroza": (37.47, 49.75), "Kherson": (32.61, 46.64),
}  # fmt: skip
EXACTLY = ("exact", "settlement", "near_settlement")
REACH = {"exact": 1.0, "settlement": 5.0, "near_settlement": 15.0}
WITHOUT_POINT = 3


def incident(
    number: int, place: str, lower: int | None, upper: int | None, precision: str = "settlement"
) -> dict[str, Any]:
    if lower is None:
        killed = "number of killed not known"
    elif upper is None:
        killed = f"at least {lower} killed"
    else:
        killed = f"{lower} to {upper} killed" if upper > lower else f"{lower} killed"
    lon, lat = PLACES[place]
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [lon, lat]},
        "properties": {
            "code": f"T-{number}", "title": f"Strike on {place}", "url": f"/incident/T-{number}/", "day": "25 June 2023",
            "killed_lower": lower, "killed_upper": upper, "killed_words": killed, "grade": "probable",
            "precision": precision, "radius_km": REACH[precision],
        },
    }  # fmt: skip


def collection(rounds: int = 1) -> dict[str, Any]:
    """Incidents at all places, `rounds` at each, and three without a point."""
    features: list[dict[str, Any]] = []
    for turn in range(rounds):
        for number, place in enumerate(PLACES):
            lower = (number * 7 + turn * 11) % 41
            upper = (lower, lower + number, None, lower * 2)[(number + turn) % 4]
            features.append(incident(len(features), place, lower, upper, EXACTLY[number % 3]))
    features += [incident(900 + number, "Idlib", 2, 4) | {"geometry": None} for number in range(WITHOUT_POINT)]
    return {"type": "FeatureCollection", "features": features, "without_point": WITHOUT_POINT}
