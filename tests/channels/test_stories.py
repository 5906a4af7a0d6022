"""One suite of conversations for every channel: what holds on one holds on all of them."""

from collections.abc import AsyncIterator

import pytest
from structlog.testing import capture_logs

from tests.channels.house import CHANNELS, House, house
from tests.channels.phones import EVERY_KIND, Phone

INTAKE = ("18 ans ou plus", "Pour moi", "Oui, c'est ça", "Passer toutes ces questions")
QUESTION = "De quoi avez-vous besoin ?"


@pytest.fixture(params=CHANNELS)
async def home(request: pytest.FixtureRequest) -> AsyncIterator[House]:
    with capture_logs() as logs:
        async with house(request.param) as opened:
            yield opened
    assert [each["event"] for each in logs if each["log_level"] in ("warning", "error")] == []


@pytest.fixture
def person(home: House) -> Phone:
    return home.person


async def asked(person: Phone) -> None:
    """Up to the question of what is needed."""
    await person.writes("/start fr")
    for label in INTAKE[:2]:
        await person.taps(label)
    assert person.texts()[-1].startswith(QUESTION)


async def sent(person: Phone) -> str:
    """A whole intake, up to the referral; its reference."""
    await person.writes("/start fr")
    await person.writes("Je cherche un travail à Béni Mellal")
    for label in INTAKE:
        await person.taps(label)
    await person.taps("Choisir le n° 1")
    await person.writes("Nadia")
    await person.taps("Par cette conversation")
    assert "Association Exemple Tadla ?" in person.texts()[-1]
    await person.taps("Oui, envoyer")
    receipt = next(each for each in reversed(person.texts()) if "C'est envoyé" in each)
    await person.taps("Non")
    return receipt.split("demande : ")[1].split()[0]


async def test_a_request_goes_out_is_accepted_and_closed_by_both(home: House) -> None:
    person, focal = home.person, home.staff["focal"]
    reference = await sent(person)
    assert reference in focal.texts()[-1]
    assert "Nadia" not in "".join(focal.texts())
    await focal.taps("Accepter")
    assert any("Nadia" in each for each in focal.texts())
    await person.looks()
    assert "a dit oui" in person.texts()[-1]

    await home.passes(days=3)
    await person.looks()
    assert "vous a-t-on contacté" in person.texts()[-1]
    await person.taps("Oui")
    await focal.taps("Indiquer le résultat")
    await focal.taps("Aide reçue")
    assert "Nadia" not in "".join(focal.texts())

    await home.passes(days=11)
    await person.looks()
    await person.taps("Oui")
    await person.writes("/status")
    assert any(reference in each and "Terminée" in each for each in person.texts())


async def test_what_was_understood_is_put_right_and_one_can_go_back(person: Phone) -> None:
    await person.writes("/start fr")
    await person.writes("Je cherche un travail à Béni Mellal")
    for label in ("18 ans ou plus", "Pour moi", "Autre besoin"):
        await person.taps(label)
    await person.taps("Retour")
    assert "J'ai compris : Trouver un emploi" not in person.texts()[-1]
    await person.writes("un logement")
    await person.taps("Autre lieu")
    await person.writes("Oujda")
    await person.taps("Retour")
    assert person.texts()[-1].startswith("Où êtes-vous ?")
    await person.writes("Oujda")
    await person.taps("Passer toutes ces questions")
    assert person.texts()[-1].startswith("Logement / loyer — Oujda")


async def test_danger_comes_before_everything_and_then_the_question_again(home: House) -> None:
    person, coordinator = home.person, home.staff["coordinator"]
    await asked(person)
    await person.writes("je n'en peux plus, je veux mourir")
    assert "15" in person.texts()[-1]
    assert "141" in person.texts()[-1]
    await person.taps("Oui, prévenez-la")
    assert "Alerte" in coordinator.texts()[-1]
    assert "mourir" not in "".join(coordinator.texts())


async def test_every_kind_of_update_is_answered_and_keeps_the_step(person: Phone) -> None:
    await asked(person)
    for kind in person.kinds:
        before = len(person.texts())
        await person.sends(kind)
        assert len(person.texts()) > before, kind
        if kind == "voice":
            await person.taps("Non, je vais écrire")
        assert person.texts()[-1].startswith(QUESTION), kind
    assert set(person.kinds) <= set(EVERY_KIND)


async def test_a_position_finds_the_place(person: Phone) -> None:
    await asked(person)
    await person.writes("je cherche un travail")
    await person.sends("position")
    assert person.texts()[-1] == "Vous êtes près de :"
    await person.taps("Béni Mellal")
    await person.taps("Passer toutes ces questions")
    assert "Béni Mellal" in person.texts()[-1]


async def test_the_language_changes_in_the_middle(person: Phone) -> None:
    await asked(person)
    await person.writes("/language")
    await person.taps("الدارجة")
    assert person.texts()[-1].startswith("شنو محتاجين؟")
    # A word of the old keyboard still reaches the button.
    await person.writes("Travail, projet, argent")
    assert "نلقى خدمة" in person.labels()
    await person.writes("/language")
    await person.taps("Darija")
    assert "nl9a khdma" in person.labels()


async def test_quick_exit_leaves_nothing_and_holds_back_what_comes(home: House) -> None:
    person, focal = home.person, home.staff["focal"]
    await sent(person)
    await person.taps("Quitter")
    assert person.texts() in ([], ["Merci, bonne journée 👋"])
    assert person.labels() == []
    await focal.taps("Accepter")
    assert person.texts() in ([], ["Merci, bonne journée 👋"])
    if person.returns:
        await person.writes("bonjour")
        assert any("a dit oui" in each for each in person.texts())


async def test_under_18_nothing_goes_to_any_actor(home: House) -> None:
    person = home.person
    await person.writes("/start fr")
    await person.taps("Moins de 18 ans")
    assert "2511" in person.texts()[-1]
    for again in ("/start", "je cherche un travail à Béni Mellal"):
        await person.writes(again)
        assert "je n'envoie rien à personne" in person.texts()[-1]
    assert home.staff["focal"].texts() == []


async def test_what_is_erased_is_gone(home: House) -> None:
    person, focal = home.person, home.staff["focal"]
    reference = await sent(person)
    await focal.taps("Accepter")
    await person.writes("/delete")
    await person.taps("Oui, effacer")
    await person.taps("Oui, tout effacer")
    assert "Nadia" not in "".join(focal.texts())
    assert "Effacez ce que vous avez noté" in focal.texts()[-1]
    await person.writes("/status")
    assert reference not in person.texts()[-2]


async def test_staff_taps_do_nothing_twice(home: House) -> None:
    person, focal = home.person, home.staff["focal"]
    await sent(person)
    await focal.taps("Décliner")
    await focal.taps("Laisser")
    await focal.taps("Accepter")
    await person.looks()
    told = [each for each in person.texts() if "a dit oui" in each]
    assert len(told) == 1
    assert "Accepter" not in focal.labels()
