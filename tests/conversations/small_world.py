"""A small Morocco for the person's dialogues, as `view.World` wants it. No test stands here."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from catalogue.needs import needs as tree
from conversations.answers import secret_of
from conversations.messages import Text
from conversations.view import ActorView, InviteView, Near, NeedView, OfferView

TADLA, CASA = "05", "06"
BENI_MELLAL, KHOURIBGA = "05.091", "05.311"
TOWN, VILLAGE = "05.091.01.05", "05.091.11.03"
LEVELS = {2: "region", 6: "province", 12: "commune"}
PLACES = {
    "": (TADLA, CASA),
    TADLA: (BENI_MELLAL, KHOURIBGA),
    CASA: ("06.141",),
    BENI_MELLAL: (TOWN, VILLAGE, *(f"05.091.09.{n:02}" for n in range(1, 20))),
    KHOURIBGA: ("05.311.01.01",),
    "06.141": ("06.141.01.01",),
}
KINDS = {"suicide": ("15", "141"), "violence": ("19", "8350"), "child": ("2511",)}


def fit(actor: str, need: str, *, referable: bool = True) -> OfferView:
    """An actor that fits, with one reason."""
    facts = () if referable else (Text("list.last", {"first": "Fès", "last": "example.org"}),)
    return OfferView(actor, need, referable, (Text("offers.fits"),), facts)


@dataclass
class SmallWorld:
    """What the tests do not say otherwise: four actors for work, none for the rest, nobody on."""

    fits: list[OfferView] = field(
        default_factory=lambda: [
            *(fit(f"ACTOR-{n}", "employment") for n in range(1, 5)),
            fit("LISTED-1", "employment", referable=False),
            fit("LISTED-2", "housing", referable=False),
            fit("SHELTER", "violence"),
        ]
    )
    on: bool = False
    joined: bool = True
    secret: str = ""
    link: str = "https://example.org/start"

    def needs(self) -> Sequence[NeedView]:
        return [NeedView(each.code, each.dimension, each.sensitive) for each in tree().values()]

    def offers(
        self, needs: Sequence[str], place: str, *, exclude: Collection[str] = ()
    ) -> Sequence[OfferView]:
        return [each for each in self.fits if each.need in needs and each.actor not in exclude]

    def general(self, place: str) -> Sequence[OfferView]:
        return [fit("GENERAL", "", referable=False)]

    def actor(self, actor: str) -> ActorView | None:
        known = any(each.actor == actor for each in self.fits)
        return ActorView(actor, (), (), "", "") if known else None

    def children(self, place: str) -> Sequence[str]:
        return PLACES.get(place, ())

    def level(self, place: str) -> str:
        known = any(place in below for below in PLACES.values())
        return LEVELS.get(len(place), "") if known else ""

    def path(self, place: str) -> Sequence[str]:
        return [place[:size] for size in LEVELS if size <= len(place)] if self.level(place) else ()

    def urban(self, place: str) -> bool | None:
        return {TOWN: True, VILLAGE: False}.get(place)

    def near(self, position: tuple[float, float]) -> Near | None:
        in_morocco = 21 < position[0] < 36 and -17 < position[1] < -1
        return Near(BENI_MELLAL, (TOWN, VILLAGE)) if in_morocco else None

    def numbers(self, danger: str, place: str) -> Sequence[Text]:
        police = {True: ("19",), False: ("177",), None: ("19", "177")}[self.urban(place)]
        given = KINDS.get(danger, police)
        return [Text(f"number.{each}", {"number": each}) for each in given]

    def coordinator_on(self, place: str) -> bool:
        return self.on

    def hours(self, place: str) -> tuple[int, int] | None:
        return (9, 18) if self.joined else None

    def invite(self, token: str) -> InviteView | None:
        return InviteView("focal", "ACTOR-1", "") if token == "good" else None

    def opens(self, secret: str) -> bool:
        return bool(self.secret) and secret_of(secret) == self.secret

    def share_link(self) -> str:
        return self.link
