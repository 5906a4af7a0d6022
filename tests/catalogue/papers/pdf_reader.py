"""Reads a PDF back from its bytes: pages, and what their letters are by the maps of their fonts.

It knows only what typst writes: objects in the open, fonts of two-byte codes with a `ToUnicode`.
"""

from __future__ import annotations

import re
import zlib

OBJECT = re.compile(rb"(?:^|\n)(\d+) 0 obj\s(.*?)\nendobj", re.DOTALL)
STREAM = re.compile(rb"stream\r?\n(.*)\r?\nendstream", re.DOTALL)
PAIR = re.compile(rb"<([0-9A-Fa-f]{4})> <([0-9A-Fa-f]+)>")
TOKEN = re.compile(rb"/(f\d+) [\d.]+ Tf|\(((?:\\.|[^\\()])*)\)|<([0-9A-Fa-f]+)>", re.DOTALL)
ESCAPE = re.compile(rb"\\([0-7]{1,3}|.)", re.DOTALL)
PLAIN = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
Maps = dict[str, dict[bytes, str]]


def pdf_pages(file: bytes) -> list[str]:
    """The words of each page without their spaces, in the order in which they are set."""
    objects = {int(number): body for number, body in OBJECT.findall(file)}
    pages = [body for body in objects.values() if re.search(rb"/Type\s*/Page\b(?!s)", body)]
    return [_words(body, objects) for body in pages]


def _words(page: bytes, objects: dict[int, bytes]) -> str:
    content = _stream(objects[_reference(page, "Contents")])
    return "".join(_said(content, _fonts(page, objects)).split())


def _fonts(page: bytes, objects: dict[int, bytes]) -> Maps:
    found = re.search(rb"/Resources (\d+) 0 R", page)
    resources = objects[int(found[1])] if found else page
    named = re.findall(rb"/(f\d+) (\d+) 0 R", resources)
    return {name.decode(): _map(objects[int(number)], objects) for name, number in named}


def _map(font: bytes, objects: dict[int, bytes]) -> dict[bytes, str]:
    pairs = PAIR.findall(_stream(objects[_reference(font, "ToUnicode")]))
    return {
        bytes.fromhex(code.decode()): bytes.fromhex(letters.decode()).decode("utf-16-be")
        for code, letters in pairs
    }


def _said(content: bytes, fonts: Maps) -> str:
    letters: dict[bytes, str] = {}
    said = []
    for font, literal, digits in TOKEN.findall(content):
        letters = fonts[font.decode()] if font else letters
        codes = bytes.fromhex(digits.decode()) if digits else ESCAPE.sub(_unescaped, literal)
        said += [letters.get(codes[at : at + 2], "") for at in range(0, len(codes), 2)]
    return "".join(said)


def _unescaped(escape: re.Match[bytes]) -> bytes:
    code = escape[1]
    return bytes([int(code, 8)]) if code[:1].isdigit() else PLAIN.get(code, code)


def _reference(body: bytes, name: str) -> int:
    found = re.search(rb"/" + name.encode() + rb" (\d+) 0 R", body)
    assert found
    return int(found[1])


def _stream(body: bytes) -> bytes:
    found = STREAM.search(body)
    assert found
    return zlib.decompress(found[1]) if b"FlateDecode" in body else found[1]
