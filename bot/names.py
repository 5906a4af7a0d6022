"""Names of needs, places and actors in the reader's language. Sentences are `render`'s."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from catalogue.actor import Actor
from catalogue.needs import needs
from catalogue.places import Gazetteer
from conversations.messages import Ref
from locales.texts import is_rtl


class Names:
    """Looks names up; `actor` finds an actor's record as the catalogue stands now."""

    def __init__(self, actor: Callable[[str], Actor | None], gazetteer: Gazetteer) -> None:
        self._actor, self._gazetteer = actor, gazetteer

    def of(self, ref: Ref, language: str) -> str:
        """The name; the bare code of what is not known any more (an actor taken out since)."""
        find = {
            "need": self._need,
            "staff_need": self._staff_need,
            "place": self._place,
            "actor": self._named_actor,
        }[ref.kind]
        return find(ref.code, language) or ref.code

    def _need(self, code: str, language: str) -> str:
        need = needs().get(code)
        return in_language(need.labels, language) if need else ""

    def _staff_need(self, code: str, language: str) -> str:
        need = needs().get(code)
        return in_language(need.staff_labels, language) if need else ""

    def _place(self, code: str, language: str) -> str:
        place = self._gazetteer.get(code)
        if place is None:
            return ""
        return (is_rtl(language) and place.name_ar) or place.name_fr

    def _named_actor(self, code: str, language: str) -> str:
        actor = self._actor(code)
        return in_language(actor.names, language) if actor else ""


def in_language(names: Mapping[str, str], language: str) -> str:
    """The name in this language, or in the nearest one that has it."""
    near = ("ar", "fr") if is_rtl(language) else ("fr", "ar")
    known = (names.get(each, "") for each in (language, *near))
    return next((name for name in known if name), "")
