"""What a person who types a command of the staff is told: one line, and the own question again."""

from __future__ import annotations

from conversations.messages import say
from conversations.steps import tell

COMMANDS = dict.fromkeys(
    ("stats", "cases", "tasks", "pause", "desk", "leave", "actors", "assess"), "not_for_you.tell"
)
STEPS = (tell("not_for_you.tell", lambda view: say("not_for_you.line")),)
