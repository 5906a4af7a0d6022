"""The error tree, drawn at its top and sorted by who can do something about it.

TawjihError
├── OperatorError      whoever runs the program: a setting, a file, an id given on the command line
├── RuleRefused        whoever asked: the model refuses, the dialogue says so, nothing is lost
│   ├── NoConsent          no consent of that person for that recipient holds
│   ├── IllegalMove        a referral cannot go from that state to that one
│   ├── NotReferable       the actor takes no referral for that need now
│   ├── NotYours           the case, the task or the record belongs to others
│   ├── SecondPerson       what one has proposed is decided by somebody else
│   ├── Decided            somebody has decided it before
│   ├── RecordMoved        the record has changed since, in the same field
│   └── Unchanged          nothing would change
└── StaleReferral      nobody: two changed it at once; the turn is tried again
"""

from __future__ import annotations


class TawjihError(Exception):
    """The root: nothing else leaves this project's packages."""


class OperatorError(TawjihError):
    """Bad input of an operator. `key` is a text of the domain `operator`, `values` its values."""

    def __init__(self, key: str, **values: str | int) -> None:
        self.key, self.values = key, values
        super().__init__(key)


class RuleRefused(TawjihError):
    """The model refuses what was asked."""


class NoConsent(RuleRefused):
    """No consent of that person for that recipient holds now."""


class IllegalMove(RuleRefused):
    """A referral cannot go from its state to the one asked for."""


class NotYours(RuleRefused):
    """The case, the task or the record belongs to another actor or region."""


class SecondPerson(RuleRefused):
    """This member of staff may not decide that proposal: it takes another person."""


class Decided(RuleRefused):
    """The proposal was approved or refused before, or is not there."""


class RecordMoved(RuleRefused):
    """The record has changed since in a field of the proposal, which nobody has looked at yet."""


class Unchanged(RuleRefused):
    """What is proposed is what the record says already."""


class StaleReferral(TawjihError):
    """Somebody else changed the referral since it was read."""


class NotReferable(RuleRefused):
    """The actor takes no referral for that need now: listed, full, or not accredited for it."""
