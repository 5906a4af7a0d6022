"""The styles of a DOCX: whoever edits it changes a style once, and Word finds the headings."""

from __future__ import annotations

from dataclasses import dataclass

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

from catalogue.papers import palette
from catalogue.papers.ooxml import element, ground, put

LATIN, ARABIC = "Calibri", "Arial"
"""Fonts that offices have: a document of Word does not carry its own."""


@dataclass(frozen=True, slots=True)
class Look:
    """Size and spaces in points, indent in centimetres."""

    size: float = 10.5
    colour: str = palette.INK
    bold: bool = False
    before: float = 0
    after: float = 5
    indent: float = 0


DEEP, SOFT = palette.MAIN_DEEP, palette.SOFT
LOOKS = {
    "Normal": Look(),
    "Title": Look(24, DEEP, bold=True, after=4),
    "Subtitle": Look(12, SOFT),
    "Contents": Look(17, DEEP, bold=True, before=12, after=8),
    "Heading 1": Look(17, DEEP, bold=True, before=18, after=6),
    "Heading 2": Look(13.5, DEEP, bold=True, before=14),
    "Heading 3": Look(11.5, DEEP, bold=True, before=10, after=4),
    "List Bullet": Look(after=3),
    "Caption": Look(9, SOFT),
    "Note": Look(9, SOFT),
    "Strong box": Look(bold=True, before=4, after=8),
    "Header": Look(9, palette.GOLD_INK, bold=True),
    "Footer": Look(8.5, SOFT),
    "toc 1": Look(bold=True, before=4, after=2),
    "toc 2": Look(after=2, indent=0.6),
    "toc 3": Look(colour=SOFT, after=2, indent=1.2),
}
RULED = {"Title": "18", "Heading 1": "8"}
"""Styles with a line below, and its weight in eighths of a point."""


def set_styles(opened: Document, *, rtl: bool) -> None:
    """Gives the document its styles, each turned to the right where the language is.

    Word is told both languages, so that it underlines no right word as a wrong one.
    """
    for name, look in LOOKS.items():
        style = _style(opened, name)
        _lettered(style, look)
        _spaced(style, look)
        if rtl:
            put(style.element.get_or_add_pPr(), "bidi")
        if name in RULED:
            _ruled(style, RULED[name])
    for spoken in opened.styles.element.iter(qn("w:lang")):
        spoken.set(qn("w:val"), "fr-FR")
        spoken.set(qn("w:bidi"), "ar-MA")
    ground(_style(opened, "Strong box").element.get_or_add_pPr(), palette.TINT)


def _style(opened: Document, name: str) -> ParagraphStyle:
    known = {each.name for each in opened.styles}
    found = opened.styles[name] if name in known else None
    own = WD_STYLE_TYPE.PARAGRAPH
    made = found or opened.styles.add_style(name, own, builtin=name.startswith("toc"))
    if not isinstance(made, ParagraphStyle):
        raise TypeError(name)
    return made


def _lettered(style: ParagraphStyle, look: Look) -> None:
    """Arabic letters (the complex script) have a font, a size and a weight of their own."""
    style.font.name = LATIN
    style.font.size, style.font.color.rgb = Pt(look.size), RGBColor(*palette.parts(look.colour))
    style.font.bold, style.font.italic = look.bold, False
    properties = style.element.get_or_add_rPr()
    fonts = properties.find(qn("w:rFonts"))
    for theme in [each for each in fonts.attrib if each.casefold().endswith("theme")]:
        del fonts.attrib[theme]
    fonts.set(qn("w:cs"), ARABIC)
    put(properties, "bCs", val=str(int(look.bold)))
    put(properties, "szCs", val=str(int(look.size * 2)))


def _spaced(style: ParagraphStyle, look: Look) -> None:
    form = style.paragraph_format
    form.space_before, form.space_after = Pt(look.before), Pt(look.after)
    form.line_spacing = 1.15
    if look.indent:
        form.left_indent = Cm(look.indent)


def _ruled(style: ParagraphStyle, weight: str) -> None:
    border = put(style.element.get_or_add_pPr(), "pBdr")
    line = {"val": "single", "sz": weight, "space": "4", "color": palette.MAIN.lstrip("#")}
    border.append(element("bottom", **line))
