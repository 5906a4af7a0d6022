"""What works at every step: help, privacy, another language, a human, a voice note, starting."""

from __future__ import annotations

from conversations.answers import Language, OneOf, Words
from conversations.dialogues.pieces import leave, place_of, team, told_team, yes_no
from conversations.dialogues.welcome import LANGUAGES, language_options, who_we_are
from conversations.effects import CallHuman, RecordFact, SetLanguage
from conversations.messages import Message, Text, option, say
from conversations.steps import RESUME, Go, Step, tell
from conversations.view import View

PAYLOAD_LANGUAGES = {**{language: language for language in LANGUAGES}, "arl": "ary_Latn"}
LONGEST_WORDS = 300
PLACE_PAYLOAD = "p-"
"""A poster's link may name a place: `p-` and its code, dashes for dots."""


def help_text(view: View) -> Message:
    """What can be done here, and the commands."""
    return Message((Text("help.text"), Text("help.commands")))


def privacy(view: View) -> Message:
    """All of it, a paragraph an idea."""
    parts = ("kept", "who", "actors", "telegram", "long", "rights", "law")
    return Message(tuple(Text(f"privacy.{part}") for part in parts))


def ask_language(view: View) -> Message:
    """Each language in its own words."""
    return Message((Text("language.ask"),), language_options(), columns=2)


def take_language(view: View, language: str) -> Go:
    """From now on."""
    return Go(RESUME, (SetLanguage(language),), (say("language.set"),))


def call_human(view: View) -> Go:
    """A task for the team, and the truth about whether anybody is there."""
    return Go(RESUME, (CallHuman("human"),), (Message(team(view, "human.called")),))


def ask_words(view: View) -> Message:
    """What the team shall read."""
    return say("human.write", leave(), most=LONGEST_WORDS)


def take_words(view: View, value: str) -> Go:
    """Passed on as they are."""
    if value == "leave":
        return Go(RESUME)
    call = CallHuman("human", words=value)
    return Go(RESUME, (call,), (told_team(view, "human.called"),))


def ask_voice(view: View) -> Message:
    """Nobody listens unless the person says so."""
    return Message((Text("voice.ask"),), yes_no("voice.yes", "voice.no"))


def take_voice(view: View, value: str) -> Go:
    """Passed on as it is, or forgotten."""
    if value == "no":
        return Go(RESUME, say=(say("voice.forgotten"),))
    call = CallHuman("voice", voice=view.data.get("voice", ""))
    return Go(RESUME, (call,), (told_team(view, "voice.passed"),))


def ask_resume(view: View) -> Message:
    """One line and a choice; nothing of what was said before is shown."""
    return Message(
        (Text("start.resume"),), (option("go", "start.go"), option("over", "start.over"))
    )


def take_resume(view: View, value: str) -> Go:
    """Where one was, or from the start."""
    return Go(RESUME) if value == "go" else Go("start.door", data={"arg": ""}, fresh=True)


def door(view: View) -> Go:
    """Where a start leads: by what the link asked for, and by whether we have met."""
    payload = view.data.get("arg", "")
    met = view.facts.get("adult") == "yes"
    if payload in PAYLOAD_LANGUAGES:
        effects = (SetLanguage(PAYLOAD_LANGUAGES[payload]),)
        say_who = () if met else (who_we_are(view),)
        return Go("hub.menu" if met else "welcome.adult", effects, say_who, fresh=True)
    place = payload.removeprefix(PLACE_PAYLOAD).replace("-", ".")
    named = payload.startswith(PLACE_PAYLOAD) and view.world.level(place)
    kept = (RecordFact("place", place),) if named and not place_of(view) else ()
    return Go("hub.menu" if met else "welcome.language", kept, fresh=True)


def ask_door(view: View) -> Message:
    """Never asked: the door only leads on."""
    return say("language.ask")


STEPS = (
    tell("help.show", help_text),
    tell("privacy.show", privacy),
    Step("language.choose", ask_language, Language(), take_language, (RESUME,), back=False),
    Step(
        "human.call",
        lambda view: Message(team(view, "human.called")),
        OneOf(),
        lambda view, value: call_human(view),
        (RESUME,),
        unless=call_human,
        back=False,
    ),
    Step("human.write", ask_words, Words(LONGEST_WORDS), take_words, (RESUME,), back=False),
    Step("voice.ask", ask_voice, OneOf(), take_voice, (RESUME,), back=False),
    Step("start.resume", ask_resume, OneOf(), take_resume, ("start.door", RESUME), back=False),
    Step(
        "start.door",
        ask_door,
        OneOf(),
        lambda view, value: door(view),
        ("hub.menu", "welcome.adult", "welcome.language"),
        unless=door,
        back=False,
    ),
)
