"""Where: in own words, by position, or region, province and commune by buttons."""

from __future__ import annotations

from conversations.answers import Somewhere
from conversations.dialogues.pieces import place_of
from conversations.effects import RecordFact
from conversations.messages import Message, Option, Ref, Text, option, say
from conversations.steps import PLACE_DOUBT, PLACE_GUESS, STAY, Go, Step
from conversations.view import View

PAGE = 8
"""Communes shown at once."""
MOST_CANDIDATES = 3
"""Places that may be meant shown at once, as buttons; the next ones are one tap away."""
AFTER = "facts.country"


def known(place: str) -> Go:
    """The place is kept, and the dialogue goes on."""
    return Go(AFTER, (RecordFact("place", place),), data={"page": "0", PLACE_DOUBT: ""})


def arrived(view: View, place: str) -> Go:
    """A place that was named: a large one is narrowed down first."""
    level = view.world.level(place)
    if level == "region":
        return Go("place.province", data={"region": place})
    if level == "province":
        return Go("place.commune", data={"province": place, "page": "0"})
    return known(place)


def take_place(view: View, value: str) -> Go:
    """A code, candidates, a position, or a button of the lists."""
    if value == "list":
        return Go("place.region")
    if value.startswith("@"):
        return from_position(view, value)
    if value.startswith(("? ", "~ ")):
        guess = "1" if value.startswith("~") else ""
        return Go("place.which", data={"candidates": value[2:], "page": "0", PLACE_GUESS: guess})
    if value.startswith("in:"):
        return known(value.removeprefix("in:"))
    return arrived(view, value)


def from_position(view: View, value: str) -> Go:
    """The towns around; the position itself is kept nowhere."""
    latitude, longitude = value.removeprefix("@").split(",")
    near = view.world.near((float(latitude), float(longitude)))
    if near is None:
        return Go(STAY, say=(say("place.far"),))
    return Go("place.near", data={"near": " ".join((near.province, *near.towns))})


def ask_place(view: View) -> Message:
    """Own words, the position, or the list."""
    options = (option("list", "place.list"),)
    return Message((Text("place.ask"),), options, wants="position")


def place_known(view: View) -> Go | None:
    """Told before: confirmed once, beside the need. Told with doubt: one short question."""
    if not place_of(view):
        return Go("place.which") if view.data.get(PLACE_DOUBT) else None
    return Go(AFTER if view.data.get("confirmed") else "intake.confirm")


def place_option(place: str) -> Option:
    """A button with the place's name."""
    return option(place, "place.name", place=Ref("place", place))


def elsewhere(place: str) -> Option:
    """Somewhere in that region or province, not said where."""
    return option(f"in:{place}", "place.elsewhere", place=Ref("place", place))


def to_list() -> Option:
    """None of those shown."""
    return option("list", "place.list")


def ask_region(view: View) -> Message:
    """The twelve regions."""
    options = tuple(place_option(each) for each in view.world.children(""))
    return Message((Text("place.region"),), options, columns=2)


def ask_province(view: View) -> Message:
    """The provinces of a region."""
    region = view.data.get("region", "")
    options = (*map(place_option, view.world.children(region)), elsewhere(region))
    return Message((Text("place.province"),), options, columns=2)


def ask_commune(view: View) -> Message:
    """The communes of a province, the most populated first, some at a time."""
    province, start = view.data.get("province", ""), page_of(view) * PAGE
    communes = view.world.children(province)
    more = (option("more", "place.more"),) if len(communes) > start + PAGE else ()
    shown = map(place_option, communes[start : start + PAGE])
    options = (*shown, *more, elsewhere(province))
    return Message((Text("place.commune"),), options, columns=2)


def page_of(view: View) -> int:
    """The page of the list that is shown, from 0."""
    return int(view.data.get("page", "0") or 0)


def take_commune(view: View, value: str) -> Go:
    """The next page, or a place: a province named again means somewhere in it."""
    if value == "more":
        return turn_page(view)
    return known(value) if value == view.data.get("province") else take_place(view, value)


def take_province(view: View, value: str) -> Go:
    """A province without communes of its own, or the region named again, is enough."""
    return known(value) if value == view.data.get("region") else take_place(view, value)


def ask_which(view: View) -> Message:
    """Several places may be meant, or names are near: each with the province it lies in."""
    candidates, start = view.data.get("candidates", "").split(), page_of(view) * MOST_CANDIDATES
    shown = candidates[start : start + MOST_CANDIDATES]
    more = (option("more", "place.more"),) if len(candidates) > start + len(shown) else ()
    options = (*(candidate(view, each) for each in shown), *more, to_list())
    key = "place.near_names" if view.data.get(PLACE_GUESS) else "place.which"
    return Message((Text(key),), options)


def take_which(view: View, value: str) -> Go:
    """The next candidates, or one of them, or another place."""
    return turn_page(view) if value == "more" else take_place(view, value)


def turn_page(view: View) -> Go:
    """The same question with the next ones."""
    return Go(STAY, data={"page": str(page_of(view) + 1)})


def candidate(view: View, place: str) -> Option:
    """A place and the unit above it that tells it from the others."""
    above = [each for each in view.world.path(place) if each != place]
    if not above:
        return place_option(place)
    levels = {view.world.level(each): each for each in above}
    parent = levels.get("province") or levels.get("region") or above[-1]
    return option(
        f"in:{place}", "place.within", place=Ref("place", place), parent=Ref("place", parent)
    )


def ask_near(view: View) -> Message:
    """The towns around the position."""
    province, *towns = view.data.get("near", "").split() or [""]
    options = (*map(place_option, towns), elsewhere(province), to_list())
    return Message((Text("place.near"),), options)


EXITS = ("place.region", "place.province", "place.commune", "place.which", "place.near", AFTER)

STEPS = (
    Step(
        "place.ask",
        ask_place,
        Somewhere(),
        take_place,
        (*EXITS, STAY, "intake.confirm"),
        unless=place_known,
    ),
    Step("place.region", ask_region, Somewhere(), take_place, (*EXITS, STAY)),
    Step("place.province", ask_province, Somewhere(), take_province, (*EXITS, STAY)),
    Step("place.commune", ask_commune, Somewhere(), take_commune, (*EXITS, STAY)),
    Step("place.which", ask_which, Somewhere(), take_which, (*EXITS, STAY)),
    Step("place.near", ask_near, Somewhere(), take_place, (*EXITS, STAY)),
)
