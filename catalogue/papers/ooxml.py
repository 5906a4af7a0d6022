"""The few elements of a DOCX that python-docx has no word for, set where the schema wants them.

Names and order are those of ECMA-376 part 1 (17.3.1.26 pPr, 17.3.2.28 rPr, 17.4.59 tblPr, 17.4.69
tcPr, 17.6.18 sectPr): Word refuses some files whose elements stand in another order.
"""

from __future__ import annotations

import io
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

ORDER = {
    "bidi": "adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap"
    " jc textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr sectPr"
    " rtlGutter docGrid printerSettings",
    "pBdr": "shd tabs bidi spacing ind contextualSpacing jc outlineLvl rPr",
    "shd": "noWrap tcMar textDirection tcFitText vAlign hideMark tabs suppressAutoHyphens bidi"
    " spacing ind contextualSpacing jc outlineLvl rPr",
    "bCs": "i iCs caps color spacing kern sz szCs u shd vertAlign rtl cs lang",
    "szCs": "highlight u effect bdr shd fitText vertAlign rtl cs em lang",
    "rtl": "cs em lang eastAsianLayout specVanish oMath",
    "bidiVisual": "tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing tblInd"
    " tblBorders shd tblLayout tblCellMar tblLook",
    "tblBorders": "shd tblLayout tblCellMar tblLook",
    "tblCellMar": "tblLook",
    "tblHeader": "tblCellSpacing jc hidden",
    "cantSplit": "tblHeader tblCellSpacing jc hidden",
}
"""What an element stands before, wherever it is used."""


def without_clock(file: bytes) -> bytes:
    """The same file with no hour of its making: the same paper gives the same bytes."""
    to = io.BytesIO()
    with ZipFile(io.BytesIO(file)) as old, ZipFile(to, "w", ZIP_DEFLATED) as new:
        for part in old.infolist():
            new.writestr(ZipInfo(part.filename), old.read(part), ZIP_DEFLATED)
    return to.getvalue()


def put(properties: BaseOxmlElement, name: str, **values: str) -> BaseOxmlElement:
    """Sets an element among properties, in its place and once; `values` are its attributes."""
    for old in properties.findall(qn(f"w:{name}")):
        properties.remove(old)
    made = element(name, **values)
    properties.insert_element_before(made, *(f"w:{each}" for each in ORDER[name].split()))
    return made


def element(name: str, **values: str) -> BaseOxmlElement:
    """An element of Word's name space with its attributes."""
    made = OxmlElement(f"w:{name}")
    for attribute, value in values.items():
        made.set(qn(f"w:{attribute}"), value)
    return made


def ground(properties: BaseOxmlElement, colour: str) -> None:
    """Gives a cell or a paragraph a ground, `#rrggbb`."""
    put(properties, "shd", val="clear", color="auto", fill=colour.lstrip("#"))
