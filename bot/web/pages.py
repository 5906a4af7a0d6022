"""Turns a template and its values into a page in the reader's language. It fetches nothing."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse

from locales.texts import LANGUAGES, STAFF_LANGUAGES, domain_of, is_rtl, keys, placeholders, text

CATALOGUE = "web.catalogue."
"""Texts of a page of its own, which no conversation needs."""
HERE = Path(__file__).parent
STATIC = HERE / "static"

_environment = Environment(
    loader=FileSystemLoader(HERE / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def page(template: str, lang: str, *, status: int = 200, **values: Any) -> HTMLResponse:
    """A whole page. Everything in `values` is escaped."""
    return HTMLResponse(rendered(template, lang, **values), status)


def rendered(template: str, lang: str, **values: Any) -> str:
    """A page, or a part of one, as HTML."""
    return _environment.get_template(template).render(
        t=partial(worded, lang), lang=lang, tag=tag(lang), rtl=is_rtl(lang), **values
    )


def worded(lang: str, key: str, **values: str | int) -> str:
    """A text of the domain its key belongs to."""
    return text(domain_of(key), key, lang, **values)


def tag(lang: str) -> str:
    """The language as HTML writes it (BCP 47)."""
    return lang.replace("_", "-")


def person_words() -> Mapping[str, Mapping[str, str]]:
    """What the page itself says, in every language: it changes with the conversation's."""
    told = [key for key in keys("person") if key.startswith("web.") and CATALOGUE not in key]
    plain = [key for key in told if not placeholders("person", key, "fr")]
    return {lang: {key: worded(lang, key) for key in plain} for lang in LANGUAGES}


def asked_language(request: Request, *, staff: bool = False) -> str:
    """The language of `?lang=`, else the first of the browser's that we speak, else French."""
    known = STAFF_LANGUAGES if staff else LANGUAGES
    wanted = request.query_params.get("lang", "")
    if wanted in known:
        return wanted
    accepted = request.headers.get("accept-language", "")
    for part in accepted.split(","):
        code = part.partition(";")[0].strip().partition("-")[0].lower()
        if code in known:
            return code
    return "fr"
