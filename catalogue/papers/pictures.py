"""What files need to know of a picture: its kind, its size, and a PNG where only that is taken."""

from __future__ import annotations

import base64
import struct

import typst

PNG = b"\x89PNG\r\n\x1a\n"
DPI = 200
"""Dots to the inch of a drawing that becomes a PNG: sharp in print, light in a mail."""
PAGE = b"""#set page(width: auto, height: auto, margin: 0pt)
#image(bytes(sys.inputs.drawing), format: "svg")"""


def is_png(image: bytes) -> bool:
    """Whether these are the bytes of a PNG; else they are an SVG."""
    return image.startswith(PNG)


def as_address(image: bytes) -> str:
    """The picture itself as an address, so that a page needs no other file."""
    kind = "png" if is_png(image) else "svg+xml"
    return f"data:image/{kind};base64,{base64.b64encode(image).decode()}"


def as_png(image: bytes) -> bytes:
    """The picture as a PNG: Word and Excel of some years take no other kind we make."""
    if is_png(image):
        return image
    return typst.compile(
        PAGE,
        format="png",
        ppi=DPI,
        ignore_system_fonts=True,
        sys_inputs={"drawing": image.decode()},
    )


def size(png: bytes) -> tuple[int, int]:
    """Width and height of a PNG, in dots."""
    width, height = struct.unpack(">II", png[16:24])
    return width, height
