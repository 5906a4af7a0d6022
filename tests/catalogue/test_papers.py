"""Papers, rights, courts, returns, schools and languages: told without the noun."""

import pytest

from catalogue.understand import reader


def needs_in(text: str) -> set[str]:
    return {need.code for need in reader().read(text).needs}


@pytest.mark.parametrize(
    ("text", "need"),
    [
        ("ma date de naissance est fausse sur ma carte", "civil_documents"),
        ("طاح ليا البزطام فيه كاع الوراق", "civil_documents"),
        ("wldi ma tsejjelch f lkonnach", "civil_documents"),
        ("لم يسجلني ابي عند ولادتي", "civil_documents"),
        ("d3m 7yydouh liya", "social_protection"),
        ("والدتي أرملة بدون معاش", "social_protection"),
        ("on nous a supprimé l'aide", "social_protection"),
        ("mol lferma ma bghach ykhellesna", "legal_aid"),
        ("mes frères veulent me priver de ma part", "legal_aid"),
        ("مول القهوة هرب بفلوسي", "legal_aid"),
        ("bghit nakhod wladi mn tali9i", "legal_aid"),
        ("lm3ach d belgica m9tou3", "return_procedures"),
        ("عطاوني منع الدخول ل شينغن", "return_procedures"),
        ("rapporter mes meubles de Belgique", "return_procedures"),
        ("ابنتي لا تدرس منذ سنة", "schooling"),
        ("lmodir ma bghach y9bel bnti", "schooling"),
        ("équivalence de mon diplôme italien", "schooling"),
        ("3mri ma d5elt lmdrassa", "literacy_language"),
        ("mrati makat3refch tekteb", "literacy_language"),
        ("ma femme ne parle que roumain, cours d'arabe", "literacy_language"),
    ],
)
def test_a_need_is_heard_in_a_wording_nobody_listed(text: str, need: str) -> None:
    assert need in needs_in(text)


@pytest.mark.parametrize(
    ("text", "need", "other"),
    [
        ("معاشي من بلجيكا توقف", "return_procedures", "social_protection"),
        ("certificat de vie pour ma retraite belge", "return_procedures", "civil_documents"),
        ("عمري ما دخلت لمدرسة بغيت نقرا و نكتب", "literacy_language", "schooling"),
        ("carte d'handicap dyali salat", "disability", "civil_documents"),
        ("s'inscrire au registre social", "social_protection", "civil_documents"),
        ("تخاصمت مع مراتي و بغينا وسيط قبل الطلاق", "family_mediation", "legal_aid"),
    ],
)
def test_a_need_is_not_taken_for_its_neighbour(text: str, need: str, other: str) -> None:
    assert other not in needs_in(text)
    assert need in needs_in(text)


def test_a_lawyer_asked_for_is_legal_aid_beside_a_danger() -> None:
    assert needs_in("طليقي يضربني وأريد محاميا") >= {"violence", "legal_aid"}
