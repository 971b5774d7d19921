"""Dispatches that tell one story in many ways, to test that the tolls come out of rules and not out of one text.

The story: raids on a province in one day, a strike on a market in a town (`civilians` and `fighters` killed) and a strike
near the capital (`near_civilians`, `near_fighters`, `near_children`). A count of all civilians of the province is told as if
it were of the first strike, beside "another four in another strike". Names, numbers, words and order are drawn.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from marsad.model.report import Report

_WORDS = (
    "no one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
).split()
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True)
class Theatre:
    """A war as its news tells it: where, by whom, who counts, who fights."""

    area: str
    capital: str
    town: str
    adjective: str
    monitor: str
    director: str
    fighter: str
    group: str
    rebels: str
    ministry: str
    war: str


THEATRES = (
    Theatre("Aleppo province", "Aleppo", "Manbij", "Turkish", "the Syrian Observatory for Human Rights",
            "Rami Abdel Rahman", "fighter", "the Syrian Democratic Forces", "Kurdish fighters",
            "the Turkish Defence Ministry", "The war in Syria, which broke out in 2011,"),
    Theatre("Kharkiv region", "Kharkiv", "Kupiansk", "Russian", "the Kharkiv Human Rights Protection Group",
            "Oleh Marchenko", "soldier", "the Azov Brigade", "Ukrainian forces", "the Russian Defence Ministry",
            "The war in Ukraine, which began in 2022,"),
    Theatre("Donetsk region", "Kramatorsk", "Pokrovsk", "Russian", "the Ukrainian Helsinki Human Rights Union",
            "Iryna Koval", "soldier", "the Ukrainian National Guard", "Ukrainian troops",
            "the Russian Ministry of Defence", "The war, which erupted in 2014,"),
    Theatre("North Darfur", "El Fasher", "Kutum", "Sudanese", "Emergency Lawyers", "Mohamed Salih", "fighter",
            "the Rapid Support Forces", "the Rapid Support Forces", "the Sudanese army", "The war in Sudan, which broke out in 2023,"),
    Theatre("South Darfur", "Nyala", "Kas", "Sudanese", "the Darfur Bar Association", "Adam Ishaq", "militiaman",
            "the Rapid Support Forces", "the paramilitaries", "the Sudanese Defence Ministry", "The conflict in Sudan, which began in 2023,"),
    Theatre("Hodeidah province", "Hodeidah", "Zabid", "Saudi", "Mwatana for Human Rights", "Radhya Almutawakel", "rebel",
            "the Houthis", "Houthi rebels", "the Saudi Defence Ministry", "The war in Yemen, which started in 2014,"),
    Theatre("Saada province", "Saada", "Razih", "Saudi", "the Yemen Data Project", "Nasser Al-Harbi", "fighter",
            "the Houthi movement", "the Houthis", "the Saudi-led coalition", "The Yemeni war, which began in 2014,"),
    Theatre("Sagaing region", "Monywa", "Shwebo", "Myanmar", "the Assistance Association for Political Prisoners",
            "Thein Aung", "fighter", "the People's Defence Force", "resistance fighters", "the military junta",
            "The civil war in Myanmar, which began in 2021,"),
    Theatre("Kayah state", "Loikaw", "Demoso", "Myanmar", "the Karenni Human Rights Group", "Ba Nyar", "fighter",
            "the Karenni Army", "Karenni rebels", "the military council", "The conflict, which broke out in 2021,"),
    Theatre("the Gaza Strip", "Rafah", "Khan Younis", "Israeli", "the Palestinian Centre for Human Rights",
            "Raji Sourani", "militant", "Islamic Jihad", "Palestinian militants", "the Israeli army",
            "The war in Gaza, which broke out in 2023,"),
    Theatre("Nineveh province", "Mosul", "Sinjar", "Turkish", "the Iraqi Observatory for Human Rights", "Mustafa Saadoun",
            "fighter", "the Sinjar Resistance Units", "Kurdish militants", "the Turkish Defence Ministry",
            "The conflict, which began in 1984,"),
    Theatre("Tigray region", "Mekelle", "Adigrat", "Ethiopian", "the Ethiopian Human Rights Council", "Dan Yirga", "fighter",
            "the Tigray Defence Forces", "Tigrayan forces", "the Ethiopian Defence Ministry", "The war in Tigray, which broke out in 2020,"),
    Theatre("Borno state", "Maiduguri", "Bama", "Nigerian", "Amnesty International", "Isa Sanusi", "militant",
            "Boko Haram", "jihadists", "the Nigerian Defence Ministry", "The insurgency in Nigeria, which began in 2009,"),
    Theatre("North Kivu province", "Goma", "Rutshuru", "Congolese", "the Kivu Security Tracker", "Jean Bahati", "rebel",
            "the M23 movement", "M23 rebels", "the Congolese Defence Ministry", "The conflict in eastern Congo, which resumed in 2021,"),
    Theatre("Kunduz province", "Kunduz", "Khanabad", "Pakistani", "Rawadari", "Shaharzad Akbar", "fighter",
            "the Pakistani Taliban", "Taliban fighters", "the Pakistani Defence Ministry", "The war in Afghanistan, which started in 2001,"),
    Theatre("Deir ez-Zor province", "Deir ez-Zor", "Mayadin", "Russian", "the Syrian Network for Human Rights",
            "Fadel Abdulghany", "fighter", "the Islamic State group", "jihadists", "the Syrian Ministry of Defence",
            "Syria's civil war, which began in 2011,"),
)  # fmt: skip

MEANS = (
    ("air strikes", "raids", "strike"), ("airstrikes", "air raids", "air raid"), ("air raids", "bombings", "bombing"),
    ("drone strikes", "strikes", "strike"), ("missile strikes", "strikes", "strike"), ("artillery fire", "attacks", "attack"),
)  # fmt: skip
"""How the attacks are called: at first, then for short, and one of them."""


@dataclass(frozen=True)
class Numbers:
    """The numbers of the story, and those told beside it."""

    civilians: int
    fighters: int
    near_civilians: int
    near_fighters: int
    near_children: int
    injured: int
    before: int
    children_before: int
    war: int

    @property
    def town(self) -> int:
        """Everybody killed in the town."""
        return self.civilians + self.fighters

    @property
    def near(self) -> int:
        """Everybody killed near the capital."""
        return self.near_civilians + self.near_fighters + self.near_children

    @property
    def all_civilians(self) -> int:
        """All civilians killed in the province, children too."""
        return self.civilians + self.near_civilians + self.near_children


@dataclass(frozen=True)
class Dispatch:
    """A dispatch with its story; `paragraphs` are named by what they tell."""

    theatre: Theatre
    numbers: Numbers
    paragraphs: tuple[tuple[str, str], ...]
    published: date

    @property
    def injured_at(self) -> str:
        """Where the wounded are: in the "town" that the sentence names, in "several events", or in "one event"."""
        text = dict(self.paragraphs)["injured"]
        if self.theatre.town in text:
            return "town"
        return "several events" if self.theatre.adjective in text else "one event"

    @property
    def report(self) -> Report:
        """The dispatch as a report."""
        return Report(
            "\n\n".join(text for _, text in self.paragraphs), published=self.published, outlet="Example Press"
        )

    def paragraph(self, offset: int) -> str:
        """The name of the paragraph that holds an offset of the report's text."""
        start = 0
        for name, text in self.paragraphs:
            start += len(text) + 2
            if offset < start:
                return name
        raise AssertionError(offset)


def drawn(seed: int) -> Dispatch:
    """The dispatch of a seed."""
    rng = Random(seed)
    theatre = rng.choice(THEATRES)
    near = (rng.randint(1, 3), rng.randint(1, 3), rng.randint(1, 4))
    fighters = rng.randint(max(1, near[0] + near[2] - 2), near[0] + near[2] + 4)
    before = rng.randint(3, 9)
    town = max(rng.randint(2, 12), sum(near) + 1 - fighters)
    numbers = Numbers(town, fighters, *near, rng.randint(3, 12) * 10 + rng.choice((0, 0, 3)), before,
                      rng.randint(2, before - 1), rng.randint(20, 600) * 1000)  # fmt: skip
    published = date(2024, 1, 1) + timedelta(rng.randint(0, 360))
    teller = _Teller(rng, theatre, numbers, published - timedelta(1))
    return Dispatch(theatre, numbers, teller.paragraphs(), published)


@dataclass
class _Teller:
    rng: Random
    theatre: Theatre
    numbers: Numbers
    day: date

    def __post_init__(self) -> None:
        self.first, self.plural, self.one = self.rng.choice(MEANS)
        self.in_words = self.rng.random() < 0.7
        self.died = self.rng.choice(("were killed", "died", "lost their lives", "were killed"))

    def paragraphs(self) -> tuple[tuple[str, str], ...]:
        """The lead, the two counts that seem to be of two strikes, the rest in any order, the war at the end."""
        rest: list[list[tuple[str, Callable[[], str]]]] = [
            [("town", self.town)], [("list", self.list)], [("injured", self.injured)], [("before", self.before)],
        ]  # fmt: skip
        if self.rng.random() < 0.7:
            rest.append([("rescue", self.rescue)])
        if self.rng.random() < 0.7:
            rest.append([("ministry", self.ministry)])
        rest.append([("colour", self.colour)])
        self.rng.shuffle(rest)
        told = [("lead", self.lead), ("all", self.all), ("near", self.near), *(one for some in rest for one in some)]
        if self.rng.random() < 0.8:
            told += [("background", self.background), ("war", self.war)]
        return tuple((name, make()) for name, make in told)

    def number(self, n: int, *, first: bool = False) -> str:
        """A number in words or digits."""
        words = _WORDS[n] if self.in_words and n <= 12 else f"{n:,}" if n > 20 or n > 9 or self.in_words else str(n)
        return words.capitalize() if first else words

    def pick(self, *texts: str) -> str:
        """One of several ways to say it, with the names of the story in it."""
        t, n = self.theatre, self.numbers
        names = {
            "area": t.area, "capital": t.capital, "place": t.town, "adj": t.adjective, "monitor": t.monitor,
            "director": t.director, "fighters": self.many(n.fighters, t.fighter), "rebels": t.rebels,
            "ministry": t.ministry, "first": self.first, "plural": self.plural, "one": self.one, "died": self.died,
            "day": self.rng.choice((f"on {_DAYS[self.day.weekday()]}", f"on {_DAYS[self.day.weekday()]}", "yesterday")),
        }  # fmt: skip
        counts = {
            "All": self.number(n.all_civilians, first=True), "all": self.number(n.all_civilians),
            "near": self.number(n.near), "Near": self.number(n.near, first=True), "town": self.number(n.town),
            "children": self.number(n.near_children), "civilians": self.many(n.civilians, "civilian"),
            "injured": self.number(n.injured), "before": self.number(n.before), "total": self.number(n.town + n.near),
            "before_children": self.number(n.children_before),
        }  # fmt: skip
        text = self.rng.choice(texts).format(**names, **{f"n_{key}": value for key, value in counts.items()})
        return text[0].upper() + text[1:] if text[0] != "“" else text[0] + text[1].upper() + text[2:]

    def many(self, n: int, noun: str) -> str:
        """So many of them."""
        plural = noun.removesuffix("man") + "men" if noun.endswith("man") else noun + "s"
        return f"{self.number(n)} {noun if n == 1 else plural}"

    def lead(self) -> str:
        more = (
            "At least {n_total} people, children among them, were killed in {adj} {first} on {area} {day}, {monitor} said.",
            "{adj} {first} killed at least {n_total} people, including children, in {area} {day}, according to {monitor}.",
        )
        return self.pick(
            *(more if self.numbers.near_children > 1 else ()),
            "At least {n_total} people were killed in {adj} {first} on {area} {day}, {monitor} said.",
            "{adj} {first} killed at least {n_total} people in {area} {day}, according to {monitor}.",
            "{adj} {first} on {area} left at least {n_total} people dead {day}, {monitor} reported.",
            "At least {n_total} people lost their lives in {adj} {first} in {area} {day}, {monitor} said.",
            "No fewer than {n_total} people were killed {day} in {adj} {first} across {area}, a monitoring group said.",
            "{monitor} said at least {n_total} people had been killed {day} in {adj} {first} on {area}, the bloodiest day there this year.",
            "{adj} {first} in {area} have killed at least {n_total} people, {monitor} said, {day} being the deadliest day in months.",
            "At least {n_total} people perished {day} as {adj} {first} hit {area}, said {monitor}.",
        )

    def all(self) -> str:
        one_child = self.numbers.near_children == 1
        children = "a child" if one_child else "{n_children} children"
        aside = ["including " + children, "among them " + children, children + " among them"]
        if not one_child:
            aside.append("{n_children} of them children")
        some = self.rng.choice(aside)
        return self.pick(
            f"{{n_All}} civilians, {some}, {{died}} in the {{plural}} in {{area}}, most of them when a market was hit, {{monitor}} said.",
            f"The {{plural}} in {{area}} killed {{n_all}} civilians, {some}, above all at a crowded market, {{monitor}} said.",
            f"{{n_All}} civilians, {some}, were killed in {{area}}, chiefly at a fruit market, according to {{monitor}}.",
            f"{{monitor}} said {{n_all}} civilians, {some}, {{died}} in {{area}}, notably when shoppers at a market came under fire.",
            f"In {{area}}, {{n_all}} civilians, {some}, were killed in the {{plural}}, above all at a cattle market, {{monitor}} said.",
            f"{{n_All}} civilians, {some}, perished in the {{plural}} on {{area}}, in particular when the stalls of a market were hit, according to {{monitor}}.",
            f"The {{plural}} claimed the lives of {{n_all}} civilians in {{area}}, {some}, mostly at a market, {{monitor}} said.",
        )

    def near(self) -> str:
        return self.pick(
            "Another {n_near} were killed in another {one} near {capital}, it said.",
            "Another {n_near} people {died} in a separate {one} near {capital}, the same source said.",
            "{n_Near} more people {died} in another {one}, close to {capital}, it added.",
            "A second {one}, near {capital}, killed another {n_near} people, according to the same source.",
            "{n_Near} others were killed in a separate {one} near {capital}, the group added.",
            "Another {one}, near {capital}, left another {n_near} people dead, it said.",
            "In another {one}, near {capital}, another {n_near} people were killed, the same source reported.",
            "In a separate {one} near {capital}, {n_near} more people {died}, the same source said.",
            "A further {n_near} people {died} in a second {one} on the outskirts of {capital}, according to the same source.",
        )

    def town(self) -> str:
        return self.pick(
            "{n_civilians} were killed in {place} and {fighters} a short distance away, {director}, who heads the group, said.",
            "“{n_civilians} were killed in {place} and {fighters} were killed a short distance away,” said {director}, its director.",
            "In {place}, {n_civilians} and {fighters} {died}, {director}, the group's director, said.",
            "The {one} on {place} killed {n_civilians} and {fighters}, said {director}, the head of the group.",
            "{director}, its director, said that {n_civilians} had been killed in {place}, and that {fighters} had died close by.",
            "The {one} in {place} left {n_civilians} and {fighters} dead, {director}, the director of the group, told Example Press.",
            "“{n_civilians} were killed in {place} and {fighters} were killed a short distance away by {adj} {first},” added the director of the group.",
            "In {place}, {n_civilians} were killed, while {fighters} died not far from there, according to {director}, its head.",
        )

    def list(self) -> str:
        n, t = self.numbers, self.theatre
        civilians = "a civilian" if n.near_civilians == 1 else self.many(n.near_civilians, "civilian")
        owner = "the latter's" if n.near_fighters == 1 else "their"
        fighters = f"{'a ' + t.fighter if n.near_fighters == 1 else self.many(n.near_fighters, t.fighter)} of {t.group}"
        of_them = self.rng.choice((f"of {owner} children", f"of {'his' if n.near_fighters == 1 else 'their'} children"))
        children = f"{self.number(n.near_children)} {of_them}"
        if self.rng.random() < 0.3:
            children = "a child" if n.near_children == 1 else f"{self.number(n.near_children)} children"
        people = f"{civilians}, {fighters} and {children}"
        return self.pick(
            f"{people} {{died}} in the {{one}} near {{capital}}, according to {{director}}.",
            f"The {{one}} near {{capital}} killed {people}, {{director}} said.",
            f"Near {{capital}}, {people} were killed, {{director}} said.",
            f"Those killed near {{capital}} were {people}, {{director}} said.",
            f"{{director}} said the {{one}} near {{capital}} had killed {people}.",
            f"The {{n_near}} people killed near {{capital}} were {people}, {{director}} said.",
            f"The dead near {{capital}} are {people}, {{director}} said.",
        )

    def injured(self) -> str:
        return self.pick(
            "At least {n_injured} other civilians were wounded in the {adj} {plural}, said {director}, who called the count preliminary.",
            "At least {n_injured} more civilians were hurt, {director} said, adding that the number was provisional.",
            "The {one} on the market in {place} also wounded at least {n_injured} people, {director} said.",
            "{director} said at least {n_injured} other people were injured by the {adj} {plural}.",
            "The {adj} {plural} also left at least {n_injured} civilians injured, {director} said.",
            "At least {n_injured} people were hurt at the market in {place}, {director} said.",
            "At least {n_injured} other civilians suffered injuries in the {adj} {plural}, {director} said.",
        )

    def before(self) -> str:
        return self.pick(
            "The {plural} were in retaliation for drone attacks by {rebels} that killed {n_before} civilians, including {n_before_children} children, last week, {director} said.",
            "Last week, drone attacks by {rebels} killed {n_before} civilians, {n_before_children} of them children, {director} said.",
            "{director} said the {plural} were a response to a drone attack by {rebels} in which {n_before} civilians, {n_before_children} children among them, died last week.",
            "They came after drone attacks by {rebels} that claimed the lives of {n_before} civilians, including {n_before_children} children, last week.",
            "The previous week, a drone attack by {rebels} killed {n_before} civilians, among them {n_before_children} children, {director} said.",
            "The {plural} followed drone attacks by {rebels} last week, which killed {n_before} civilians, {n_before_children} children among them.",
            "Drone attacks by {rebels} had killed {n_before} civilians, including {n_before_children} children, the week before, {director} said.",
            "According to {director}, the {plural} were meant to avenge a drone attack by {rebels} that left {n_before} civilians dead last week, including {n_before_children} children.",
        )

    def rescue(self) -> str:
        return self.pick(
            "Karim Darwan, who works for the civil defence in {place}, said {n_town} people were killed, without saying whether they were {rebels}.",
            "The civil defence in {place} put the death toll there at {n_town} and did not say who they were.",
            "In {place}, the civil defence counted {n_town} dead and did not tell fighters from civilians.",
            "Salim Aref, a member of the so-called civil defence in the town of {place}, said {n_town} people were killed, without specifying whether they were {rebels}.",
            "Rescuers in {place} recovered {n_town} bodies, a member of the civil defence said.",
            "A civil defence volunteer put the number of people killed in {place} at {n_town}.",
            "A rescuer in {place} told Example Press that {n_town} people had been killed there.",
        )

    def ministry(self) -> str:
        return self.pick(
            "Late in the evening, {ministry} said it had hit “terrorist positions” in {area}, killing “dozens” of them.",
            "{ministry} said in a statement that “dozens” of “terrorists” were killed in the {plural}.",
            "{ministry} said its planes had killed “dozens” of “terrorists” in {area} in a special operation.",
            "Overnight, {ministry} announced operations against “terrorist positions” in {area} and the killing of “dozens” of them.",
            "{ministry} claimed that dozens of militants had been killed in {area}.",
        )

    def colour(self) -> str:
        return self.pick(
            "A reporter at the scene saw smoke over the stalls and ambulances on their way to the hospital.",
            "“I was weighing onions when it hit,” said a 41-year-old farmer with blood on his shirt.",
            "“They aimed at the market, where farmers earn what they live on,” one trader complained.",
        )

    def background(self) -> str:
        return self.pick(
            "About 3 million people live in the area, many of them displaced by earlier fighting.",
            "Several armed groups are active there, some of them with backing from abroad.",
        )

    def war(self) -> str:
        dead = "half a million" if self.rng.random() < 0.3 else f"{self.numbers.war:,}"
        return self.rng.choice((
            f"{self.theatre.war} has killed more than {dead} people and driven millions from their homes.",
            f"{self.theatre.war} has claimed the lives of more than {dead} people.",
            f"More than {dead} people have been killed since the conflict began.",
            f"{self.theatre.war} has left more than {dead} people dead.",
            f"{self.theatre.war} has cost the lives of over {dead} people and ruined the economy.",
        ))  # fmt: skip
