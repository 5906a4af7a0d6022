"""What a dialogue may look up of the records' care: fields, proposals, history, links. Values only.

Words that stand in the catalogue (labels, names, what a value says) come worded in the reader's
language: dialogues know no field by name.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class GroupView:
    """A heading under which fields are shown together."""

    name: str
    label: str


@dataclass(frozen=True, slots=True)
class FieldView:
    """A field that its actor's own focal points may speak of.

    `kind` is that of the catalogue's table, or contact. `row` names the contact (empty: a new one).
    `chosen` are the codes it holds and `choices` all there are, with their words, where they are
    few. `waits`: a change of it waits for a coordinator; `own`: a change holds at once.
    """

    name: str
    label: str
    kind: str
    shown: str
    row: str = ""
    chosen: tuple[str, ...] = ()
    choices: tuple[tuple[str, str], ...] = ()
    removable: bool = False
    waits: bool = False
    own: bool = False


@dataclass(frozen=True, slots=True)
class Written:
    """A value that was typed or tapped: `cell` as it is passed on, `shown` as people read it.

    `fault` is a code when it is no value of the field.
    """

    cell: str = ""
    shown: str = ""
    fault: str = ""


@dataclass(frozen=True, slots=True)
class ClaimView:
    """Another actor's record claims a link with one's own: `as_` as the catalogue calls it."""

    actor: str
    name: str
    as_: str


@dataclass(frozen=True, slots=True)
class ChangeView:
    """What changes: the field's label, what it says now and what it would say; empty is nothing.

    `since` is what it has become since it was proposed, where somebody else changed it.
    """

    label: str
    before: str
    after: str
    since: str = ""


@dataclass(frozen=True, slots=True)
class ProposalView:
    """A proposal as a coordinator reads it. `by` is a code: own, focal, coordinator, other.

    `moved` is the mark of what the record has become meanwhile, given back with the decision.
    """

    proposal: str
    batch: str
    actor: str
    name: str
    at: datetime
    by: str
    why: str
    changes: tuple[ChangeView, ...]
    moved: str = ""
    mine_to_decide: bool = False


@dataclass(frozen=True, slots=True)
class BatchView:
    """What was proposed together and still waits: `one` is its proposal when it is alone."""

    batch: str
    n: int
    at: datetime
    by: str
    why: str
    one: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class PastView:
    """A line of a record's history; `proposal` is the one that can be taken back, if any."""

    at: datetime
    by: str
    change: ChangeView
    proposal: str = ""


class Care(Protocol):
    """Look-ups of one viewer, made when they are asked for."""

    def groups(self) -> Sequence[GroupView]:
        """The headings of one's own record; none for who has no record."""

    def fields(self, group: str) -> Sequence[FieldView]: ...

    def written(self, field: FieldView, typed: str) -> Written: ...

    def claims(self) -> Sequence[ClaimView]:
        """The links other records claim with one's own, which nobody here has confirmed."""

    def closing(self) -> bool:
        """Whether it was told that one's own actor has closed, and is not decided yet."""

    def waiting(self) -> Sequence[BatchView]:
        """The open proposals this coordinator may see, the oldest first."""

    def proposal(self, proposal: str) -> ProposalView | None:
        """An open proposal that this coordinator may see."""

    def batch(self, batch: str) -> Sequence[ProposalView]: ...

    def past(self, proposal: str = "") -> Sequence[PastView]:
        """The history of the record a proposal is about, or of one's own, the newest first."""


class NoCare:
    """Of whoever has no record and decides on none."""

    def groups(self) -> Sequence[GroupView]:
        """None."""
        return ()

    def fields(self, group: str) -> Sequence[FieldView]:
        """None."""
        return ()

    def written(self, field: FieldView, typed: str) -> Written:
        """No value."""
        return Written(fault="other")

    def claims(self) -> Sequence[ClaimView]:
        """None."""
        return ()

    def closing(self) -> bool:
        """No."""
        return False

    def waiting(self) -> Sequence[BatchView]:
        """None."""
        return ()

    def proposal(self, proposal: str) -> ProposalView | None:
        """None."""
        return None

    def batch(self, batch: str) -> Sequence[ProposalView]:
        """None."""
        return ()

    def past(self, proposal: str = "") -> Sequence[PastView]:
        """None."""
        return ()
