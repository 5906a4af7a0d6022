"""Services of HSDS: those of the record, and one for each need that an actor names without more."""

from collections.abc import Iterator
from datetime import date

from catalogue.exchange.assured import Assured
from catalogue.exchange.hsds.eligibility import terms_of
from catalogue.exchange.hsds.identity import NEEDS, OPEN_ELIGIBILITY, area_uri, id_of, row_id
from catalogue.exchange.hsds.mapping import LANGUAGES, STATUS, in_attributes
from catalogue.exchange.hsds.sheaf import Sheaf, cell_items
from catalogue.exchange.hsds.sites_written import put_hours
from catalogue.exchange.hsds.written_texts import mark_naming, mark_texts, name_of, spoken
from catalogue.labels import code_label, need_label, place_label
from catalogue.record import Record, Row, items_of, text_of
from catalogue.schema import ACTOR, SPOKEN, field_of

OF_NEED = "of_need"
"""The mark of a service that stands for a need alone."""
PLACE_UNIT = "place"
_DOCUMENTS = field_of(ACTOR, "documents")
CURRENCY = "MAD"
COUNTRY_NAMES = {"fr": "Maroc", "ar": "المغرب"}


def put_services(sheaf: Sheaf, record: Record, organization: str, assured: Assured | None) -> None:
    """Put in every service of a record, and one for each need that none of them is about."""
    rows = record.rows("service")
    for row in rows:
        of = row_id(record.id, "service", row)
        _put_row(sheaf, record, row, of=of, cells=_common(record, organization, assured))
    named = {text_of(row, "need") for row in rows}
    for need in items_of(record.values, "needs"):
        if need not in named:
            _put_need(sheaf, record, need, cells=_common(record, organization, assured))


def _common(record: Record, organization: str, assured: Assured | None) -> dict[str, str]:
    told = (
        {"assured_date": assured.on.isoformat(), "assurer_email": assured.by_email}
        if assured
        else {}
    )
    return {"organization_id": organization, **told}


def _put_row(sheaf: Sheaf, record: Record, row: Row, *, of: str, cells: dict[str, str]) -> None:
    need = text_of(row, "need")
    name, marks = name_of(row, sheaf.lang, need_label(need, sheaf.lang))
    sheaf.put(
        "service",
        id=of,
        name=name,
        description=spoken(row, "description", sheaf.lang),
        status=STATUS[text_of(row, "status") or "active"],
        eligibility_description="; ".join(items_of(row, "audience")),
        minimum_age=row.get("minimum_age"),
        maximum_age=row.get("maximum_age"),
        application_process=_process(record, sheaf.lang),
        **cells,
    )
    mark_texts(sheaf, "service", of, "service", marks=marks)
    mark_naming(sheaf, "service", of, "service", row=row)
    for field in in_attributes("service"):
        if field.name in row:
            sheaf.describe("service", of, field, row[field.name])
    _put_capacity(sheaf, record, row, of)
    _put_need_and_reach(sheaf, record, need, of)
    _put_terms(sheaf, row, of)
    _put_site(sheaf, record, row, of)


def _put_need(sheaf: Sheaf, record: Record, need: str, *, cells: dict[str, str]) -> None:
    of = id_of("need", record.id, need)
    sheaf.put(
        "service",
        id=of,
        name=need_label(need, sheaf.lang),
        status=STATUS["active"],
        application_process=_process(record, sheaf.lang),
        **cells,
    )
    sheaf.mark("service", of, sheaf.field_term("service", OF_NEED, OF_NEED), value=need)
    _put_need_and_reach(sheaf, record, need, of)
    _put_terms(sheaf, record.values, of)
    _put_site(sheaf, record, {}, of)


def _process(record: Record, lang: str) -> str:
    methods = items_of(record.values, "referral_method")
    return ", ".join(code_label("referral_method", each, lang) for each in methods)


def _put_need_and_reach(sheaf: Sheaf, record: Record, need: str, of: str) -> None:
    """What the service is about, where, and in which languages."""
    sheaf.mark("service", of, sheaf.term(NEEDS, need, need_label(need, sheaf.lang)))
    for term in terms_of(need):
        sheaf.mark("service", of, sheaf.term(OPEN_ELIGIBILITY, term, term))
    for uri, name in _areas(record, sheaf.lang):
        sheaf.put("service_area", id=id_of("area", of, uri), service_id=of, name=name, uri=uri)
    for code in items_of(record.values, "languages"):
        name = code_label("languages", code, sheaf.lang)
        iso = LANGUAGES[code]
        sheaf.put("language", id=id_of("language", of, code), service_id=of, name=name, code=iso)


def _areas(record: Record, lang: str) -> Iterator[tuple[str, str]]:
    perimeter = items_of(record.values, "perimeter")
    for code in perimeter:
        yield area_uri(code), place_label(code, lang)
    if not perimeter and record.values.get("scope") == "national":
        yield area_uri(), COUNTRY_NAMES[lang]


def _put_terms(sheaf: Sheaf, row: Row, of: str) -> None:
    """On what terms people are taken: hours, cost, documents; of a service or of its actor."""
    put_hours(sheaf, text_of(row, "hours"), service_id=of)
    cost = text_of(row, "cost")
    if cost:
        sheaf.put(
            "cost_option",
            id=id_of("cost", of),
            service_id=of,
            option=code_label("cost", cost, sheaf.lang),
            currency=CURRENCY,
            amount=0 if cost == "free" else None,
        )
    for number, document in enumerate(_documents(row, sheaf.lang)):
        of_id = id_of("document", of, str(number))
        sheaf.put("required_document", id=of_id, service_id=of, document=document)


def _documents(row: Row, lang: str) -> tuple[str, ...]:
    wanted = row.get("documents")
    return cell_items(_DOCUMENTS, wanted, lang) if wanted is not None else ()


def _put_capacity(sheaf: Sheaf, record: Record, row: Row, of: str) -> None:
    """HSDS asks for the day of the count: without one an attribute alone holds the places."""
    counted, free = record.values.get("places_on"), row.get("places_free")
    if isinstance(counted, date) and free is not None:
        unit = sheaf.put("unit", id=id_of("unit", PLACE_UNIT), name=PLACE_UNIT)
        sheaf.put(
            "service_capacity",
            id=id_of("capacity", of),
            service_id=of,
            unit_id=unit,
            available=free,
            maximum=row.get("places_total"),
            updated=f"{counted.isoformat()}T00:00:00Z",
        )


def _put_site(sheaf: Sheaf, record: Record, row: Row, of: str) -> None:
    """Link the service to the site it names, or to the only one there is."""
    sites, said = record.rows("site"), text_of(row, "site")
    named = [each for each in sites if said and said in (text_of(each, "place"), *_names(each))]
    for site in named or (sites if len(sites) == 1 and not said else ()):
        at = row_id(record.id, "site", site)
        of_id = id_of("at", of, at)
        sheaf.put("service_at_location", id=of_id, service_id=of, location_id=at)


def _names(site: Row) -> tuple[str, ...]:
    return tuple(spoken(site, "name", lang) for lang in SPOKEN)
