"""Messages as readers see them: names in their language, right-to-left whole, buttons signed."""

import unicodedata
from collections.abc import Sequence
from datetime import UTC, datetime

import pytest

from bot.channels.telegram.limits import LABEL_UNITS, pieces, units
from bot.channels.telegram.profile import COMMANDS
from bot.names import Names
from bot.render import FOOTER, WANTED, Renderer
from bot.taps import Tap, verify
from catalogue.actor import Actor
from catalogue.places import gazetteer
from conversations.messages import Chart, Message, Moment, Option, Ref, Text, option, say
from locales.texts import LANGUAGES, STAFF_LANGUAGES, MissingTextError

KEY = b"k" * 32
RABAT = next(each.code for each in gazetteer().places() if each.name_fr == "Rabat")
ACTORS = {
    "both": Actor("both", {"fr": "Association Exemple", "ar": "جمعية المثال"}),
    "french": Actor("french", {"fr": "Association Exemple"}),
}
LINK = Option("x", Text("button.phone"), "https://x.ma")
drawn: list[tuple[str, Sequence[tuple[str, str, int]], bool]] = []


def draw(title: str, bars: Sequence[tuple[str, str, int]], rtl: bool) -> bytes:
    drawn.append((title, bars, rtl))
    return b"png"


RENDERER = Renderer(Names(ACTORS.get, gazetteer()), KEY, draw)


def shown(*values: object, language: str = "fr") -> str:
    """Values, two by two, in a text that joins them."""
    first, last = values
    return RENDERER.text(Text("list.last", {"first": first, "last": last}), language)  # type: ignore[dict-item]


@pytest.mark.parametrize(
    ("language", "place", "actor"),
    [
        ("fr", "Rabat", "Association Exemple"),
        ("ary_Latn", "Rabat", "Association Exemple"),
        ("ar", "الرباط", "جمعية المثال"),
        ("ary", "الرباط", "جمعية المثال"),
    ],
)
def test_names_are_read_in_the_readers_language(language: str, place: str, actor: str) -> None:
    told = shown(Ref("place", RABAT), Ref("actor", "both"), language=language)
    assert place in told
    assert actor in told


def test_a_name_that_runs_against_the_text_is_isolated() -> None:
    told = shown(Ref("actor", "french"), "+212 600", language="ar")
    assert "\u2068Association Exemple\u2069" in told
    assert "\u2068+212 600\u2069" in told
    assert "\u2068جمعية المثال\u2069" in shown("جمعية المثال", "x")


def test_what_is_not_known_any_more_shows_its_code() -> None:
    told = shown(Ref("actor", "gone"), Ref("need", "gone"))
    assert told.count("gone") == 2


def test_a_sensitive_need_has_another_name_for_staff() -> None:
    person, staff = Ref("need", "trafficking"), Ref("staff_need", "trafficking")
    for language in STAFF_LANGUAGES:
        assert shown(person, "x", language=language) != shown(staff, "x", language=language)


def test_a_moment_is_read_in_moroccos_time() -> None:
    summer = datetime(2026, 7, 1, 22, 30, tzinfo=UTC)
    assert shown(Moment(summer, "time"), "x").startswith("23:30")
    assert shown(Moment(summer, "date"), "x").startswith("mercredi 1er juillet 2026")
    autumn = datetime(2026, 11, 24, 9, 5, tzinfo=UTC)
    assert shown(Moment(autumn, "time"), "x").startswith("09:05")


def test_several_values_are_joined_as_a_list() -> None:
    assert shown(("un", "deux", "trois"), "x") == "un, deux et trois et x"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_persons_keyboard_ends_with_the_ways_out(language: str) -> None:
    rendered = RENDERER.render(
        say("button.phone", option("a", "button.phone"), option("b", "button.position")),
        language, version=4, address="c", staff=False,
    )  # fmt: skip
    assert not rendered.inline
    assert len(rendered.rows) == 3
    taps = [verify(KEY, "c", button.tap) for button in rendered.rows[-1]]
    assert taps == [Tap("back", 4), Tap("/human", 4), Tap("/exit", 4)]


def test_buttons_stand_in_reading_order_in_columns() -> None:
    options = tuple(
        Option(f"{n}", Text("list.last", {"first": f"{n}", "last": ""})) for n in range(5)
    )
    message = Message((Text("button.phone"),), options, columns=2, footer=False)
    rendered = RENDERER.render(message, "ar", version=0, address="c", staff=False)
    taps = [[verify(KEY, "c", each.tap) for each in row] for row in rendered.rows]
    assert [[tap.value for tap in row if tap] for row in taps] == [["0", "1"], ["2", "3"], ["4"]]
    assert rendered.rtl


@pytest.mark.parametrize(
    ("message", "staff", "inline"),
    [
        (say("button.phone", option("a", "button.phone")), False, False),
        (say("button.phone", option("a", "button.phone")), True, True),
        (say("button.phone"), True, False),
        (Message((Text("button.phone"),), neutral=Text("channel.group")), False, True),
        (Message((Text("button.phone"),), card="case:A"), True, True),
        (Message((LINK.label,), (LINK,)), False, True),
    ],
)  # fmt: skip
def test_buttons_stand_under_what_comes_by_itself(
    message: Message, staff: bool, inline: bool
) -> None:
    rendered = RENDERER.render(message, "fr", version=0, address="c", staff=staff)
    assert rendered.inline is inline
    assert rendered.protect is staff


def test_a_button_to_a_page_carries_no_tap() -> None:
    message = Message((LINK.label,), (LINK,))
    rendered = RENDERER.render(message, "fr", version=0, address="c", staff=True)
    assert (rendered.rows[0][0].tap, rendered.rows[0][0].url) == ("", "https://x.ma")


def test_a_wish_for_a_position_brings_the_channels_button() -> None:
    message = Message((Text("button.phone"),), wants="position")
    rendered = RENDERER.render(message, "fr", version=0, address="c", staff=False)
    assert (rendered.wants, rendered.wants_label) == ("position", "📍 Ma position")


def test_paragraphs_are_parted_by_an_empty_line() -> None:
    message = Message((Text("button.phone"), Text("button.position")))
    rendered = RENDERER.render(message, "fr", version=0, address="c", staff=False)
    assert rendered.text == "📱 Mon numéro\n\n📍 Ma position"


def test_a_picture_is_told_in_words_too() -> None:
    bars = ((Ref("need", "employment"), "< 5", 4), (Text("button.phone"), "12", 12))
    message = Message((Text("button.phone"),), chart=Chart(Text("button.position"), bars))
    rendered = RENDERER.render(message, "fr", version=0, address="c", staff=True)
    assert rendered.picture == b"png"
    assert rendered.picture_alt.splitlines()[0] == "📍 Ma position"
    assert rendered.picture_alt.splitlines()[1].endswith(": < 5")
    assert drawn[-1][2] is False


def test_a_repeated_notice_says_so() -> None:
    once = RENDERER.notice(Text("channel.group"), "fr")
    again = RENDERER.notice(Text("channel.group"), "fr", repeated=True)
    assert again.text.startswith(once.text)
    assert "déjà reçu" in again.text
    assert (again.rows, again.inline) == ((), True)


def test_a_missing_text_is_a_fault_that_says_its_key() -> None:
    with pytest.raises(MissingTextError, match=r"no\.such"):
        RENDERER.render(say("no.such"), "fr", version=0, address="c", staff=False)


@pytest.mark.parametrize("language", LANGUAGES)
def test_labels_fit_and_begin_as_their_language_is_written(language: str) -> None:
    keys = [each.label.key for each in FOOTER] + [each.key for each in WANTED.values()]
    for key in [*keys, *(f"command.{name}" for name in COMMANDS)]:
        label = RENDERER.text(Text(key), language)
        assert units(label) <= LABEL_UNITS
        if language in ("ar", "ary"):
            strong = next(
                d for c in label if (d := unicodedata.bidirectional(c)) in ("L", "R", "AL")
            )
            assert strong in ("R", "AL")


@pytest.mark.parametrize("limit", [16, 40, 4096])
def test_a_long_text_is_cut_at_its_borders_and_nothing_is_lost(limit: int) -> None:
    text = "\n\n".join(f"Paragraph {n} with 𝄞 and é. It goes on." for n in range(300))
    cut = pieces(text, limit)
    assert all(0 < units(each) <= limit for each in cut)
    assert "".join("".join(cut).split()).replace(".", "") == "".join(text.split()).replace(".", "")


def test_a_word_longer_than_a_message_is_cut_between_characters() -> None:
    cut = pieces("𝄞" * 5000)
    assert "".join(cut) == "𝄞" * 5000
    assert all(units(each) <= 4096 for each in cut)
