"""What a claim says, in plain words: the same on every page and in every table."""

from __future__ import annotations

from marsad.model.claim import Claim, Count, Event, Group, Harm, Place, Source, Time

_HARM = {"casualties": "killed or injured"}
_SCOPE = {"period": "over a period", "cumulative": "running total", "prior": "an earlier event"}
_POLARITY = {"denied": "denied", "hypothetical": "feared or possible"}
_HEDGE = {"expected_to_rise": "expected to rise"}
_STANCE = {"stated": "", "suspected": " (suspected)", "claimed": " (says so itself)", "denied": " (denied)"}
_ROLE = {"perpetrator": "by ", "opponent": "against ", "target": "aimed at "}
_PRECISION = {
    "near_settlement": "near ",
    "exact": "",
    "settlement": "",
    "admin2": "district of ",
    "admin1": "province of ",
    "region": "area of ",
    "country": "",
}


def number_words(count: Count) -> str:
    """How many: "13 or more", "up to 70", "about 40", "20 to 30", "60 families"."""
    if count.upper == 0:
        number = "none"
    elif count.upper is None:
        number = f"{count.lower:,} or more"
    elif count.lower == count.upper:
        number = f"about {count.lower:,}" if count.form == "about" else f"{count.lower:,}"
    elif count.lower == 0:
        number = f"up to {count.upper:,}"
    else:
        number = f"{count.lower:,} to {count.upper:,}"
    units = {"family": "families", "household": "households"}
    return f"{number} {units[count.unit]}" if count.unit in units else number


def harm_name(harm: Harm) -> str:
    """A harm: "killed", "killed or injured"."""
    return _HARM.get(harm, harm)


def harm_words(claim: Claim) -> str:
    """What they suffered."""
    return harm_name(claim.harm)


def group_words(group: Group) -> str:
    """Of whom, as far as the text says: "civilian, child, female"; "not said" when it says nothing."""
    known: list[str] = [word for word in (group.status, group.age, group.sex) if word != "unknown"]
    if group.role:
        known.append(group.role.replace("_", " "))
    if group.affiliation:
        known.append(f"of {group.affiliation}")
    return ", ".join(known) or "not said"


def standing_words(claim: Claim) -> list[str]:
    """What keeps the claim from being a plain statement on one event: scope, denial, hedges."""
    words = [_SCOPE.get(claim.scope), _POLARITY.get(claim.polarity)]
    return [word for word in words if word] + [_HEDGE.get(hedge, hedge) for hedge in claim.hedges]


def event_words(event: Event) -> str:
    """What happened: "air strike", "bombing (car bomb)"; "event not named" when nobody says."""
    name = "event not named" if event.type == "unknown" else event.type.replace("_", " ")
    return f"{name} ({event.weapon})" if event.weapon else name


def actor_words(event: Event) -> list[str]:
    """Who did it and who says so: "by Russia (suspected)"."""
    return [f"{_ROLE[actor.role]}{actor.name}{_STANCE[actor.stance]}" for actor in event.actors]


def place_words(place: Place | None) -> str:
    """Where: "near Idlib, SY"; words that the gazetteer does not know stay as written."""
    if place is None:
        return "place not said"
    if place.name is None:
        return f"“{place.words}” (not in the gazetteer)"
    name = f"{_PRECISION[place.precision]}{place.name}"
    return f"{name}, {place.country}" if place.country and place.precision != "country" else name


def time_words(time: Time | None) -> str:
    """When: a day, a range of days, or the text's own words where no date can be had."""
    if time is None:
        return "date not said"
    if time.start is None and time.end is None:
        return f"“{time.words}” (no date)"
    if time.start == time.end:
        return str(time.start)
    if time.end is None:
        return f"since {time.start}"
    return f"until {time.end}" if time.start is None else f"{time.start} to {time.end}"


def source_words(source: Source) -> str:
    """Whose knowledge it is, and through whom it came."""
    name = source.name or "the outlet itself"
    kind = "" if source.kind in ("unknown", "media") else f" ({source.kind})"
    relays = f", via {', '.join(source.relayed_by)}" if source.relayed_by else ""
    return f"{name}{kind}{relays}"


def counted(number: int, noun: str) -> str:
    """A number of things: "1 claim", "1,200 claims"."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
