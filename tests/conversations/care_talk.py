"""A small record and what waits for it, as `conversations.care.Care` wants them. No test here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta

from conversations.care import (
    BatchView,
    ChangeView,
    ClaimView,
    FieldView,
    GroupView,
    PastView,
    ProposalView,
    Written,
)
from tests.conversations.staff_talk import NOW

ID = "0123456789abcdef0123456789abcdef"
FIELDS = {
    "access": (
        FieldView("hours", "Horaires", "hours", "lun – ven 09:00-16:30", removable=True),
        FieldView(
            "languages", "Langues", "many", "arabe", chosen=("ar",),
            choices=(("ar", "arabe"), ("fr", "français")),
        ),
        FieldView(
            "cost", "Coût", "one", "", choices=(("free", "Gratuit"), ("paid", "Payant")), waits=True
        ),
    ),
    "action": (FieldView("needs", "Besoins", "needs", "logement", chosen=("housing",)),),
    "reach": (FieldView("perimeter", "Territoire", "places", "Azilal", chosen=("05.081",)),),
    "contact": (
        FieldView("contact", "Téléphone", "contact", "0500000000", "phone · 0500000000"),
        FieldView("contact", "", "contact", ""),
    ),
    "capacity": (FieldView("places_free", "Places libres", "number", "4", own=True),),
}  # fmt: skip


def change(after: str = "24/7", *, since: str = "") -> ChangeView:
    return ChangeView("Horaires", "lun – ven 09:00-16:30", after, since)


def proposal(id_: str = ID, **told: object) -> ProposalView:
    seen = ProposalView(
        proposal=id_,
        batch=id_,
        actor="example",
        name="Association Exemple",
        at=NOW,
        by="focal",
        why="edit",
        changes=(change(),),
        mine_to_decide=True,
    )
    return replace(seen, **told)  # type: ignore[arg-type]


@dataclass
class SmallCare:
    """One record of a few fields; whatever is typed is a value, but `faux`."""

    some: Sequence[ProposalView] = ()
    claimed: Sequence[ClaimView] = ()
    lines: Sequence[PastView] = ()
    is_closing: bool = False
    groups_: Sequence[GroupView] = field(
        default_factory=lambda: [GroupView(name, name.title()) for name in FIELDS]
    )

    def groups(self) -> Sequence[GroupView]:
        return self.groups_

    def fields(self, group: str) -> Sequence[FieldView]:
        return FIELDS.get(group, ())

    def written(self, field: FieldView, typed: str) -> Written:
        return Written(fault="not_hours") if typed == "faux" else Written(typed, f"[{typed}]")

    def claims(self) -> Sequence[ClaimView]:
        return self.claimed

    def closing(self) -> bool:
        return self.is_closing

    def waiting(self) -> Sequence[BatchView]:
        batches: dict[str, list[ProposalView]] = {}
        for each in self.some:
            batches.setdefault(each.batch, []).append(each)
        return [
            BatchView(
                batch, len(some), NOW - timedelta(days=1), "focal", some[0].why,
                some[0].proposal if len(some) == 1 else "", some[0].name,
            )
            for batch, some in batches.items()
        ]  # fmt: skip

    def proposal(self, proposal: str) -> ProposalView | None:
        return next((each for each in self.some if each.proposal == proposal), None)

    def batch(self, batch: str) -> Sequence[ProposalView]:
        return [each for each in self.some if each.batch == batch]

    def past(self, proposal: str = "") -> Sequence[PastView]:
        return self.lines
