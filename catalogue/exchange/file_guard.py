"""What a file is by its first bytes, and what it must not be; nothing is read further here."""

import codecs
import stat
from pathlib import Path

from catalogue.exchange.draft import FileRefused

LARGEST = 50 * 1024 * 1024
"""Bytes of a file that is read at all."""
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SIGNS = (
    (b"%PDF", "pdf"), (b"\x89PNG", "image"), (b"\xff\xd8\xff", "image"), (b"GIF8", "image"),
    (b"RIFF", "image"), (b"{\\rtf", "rtf"), (b"\x1f\x8b", "gzip"), (b"Rar!", "rar"),
    (b"7z\xbc\xaf", "7z"), (b"\x7fELF", "program"), (b"MZ\x90", "program"),
    (b"SQLite format 3", "database"),
)  # fmt: skip
ZIP = b"PK\x03\x04"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_HEAD, _TAIL = 4096, 1 << 20


def looked_at(path: Path) -> bytes:
    """The first bytes of a file that may be a table.

    Raises `FileRefused` for what is no file, cannot be opened, is empty or too large, or is
    something else by its first bytes.
    """
    try:
        _measured(path)
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except FileNotFoundError:
        raise FileRefused("no_file") from None
    except PermissionError:
        raise FileRefused("no_permission") from None
    except OSError:
        raise FileRefused("not_opened") from None
    _known_kind(path, head)
    return head


def _measured(path: Path) -> None:
    told = path.stat()
    if stat.S_ISDIR(told.st_mode):
        raise FileRefused("directory")
    if not stat.S_ISREG(told.st_mode):
        # A pipe or a device would keep whoever opens it waiting.
        raise FileRefused("not_opened")
    if not told.st_size:
        raise FileRefused("empty")
    if told.st_size > LARGEST:
        raise FileRefused("too_large", most=LARGEST // (1024 * 1024))


def _known_kind(path: Path, head: bytes) -> None:
    if head.startswith(OLE):
        raise FileRefused("encrypted" if _holds(path, _ENCRYPTED) else "old_format", what=".xls")
    kind = next((kind for sign, kind in _SIGNS if head.startswith(sign)), "")
    if kind:
        raise FileRefused("not_a_table", what=kind)


def _holds(path: Path, what: bytes) -> bool:
    """Whether the beginning or the end of a file holds some bytes: where a directory stands."""
    with path.open("rb") as file:
        found = what in file.read(_TAIL)
        file.seek(max(0, path.stat().st_size - _TAIL))
        return found or what in file.read(_TAIL)


def encoding_of(path: Path, head: bytes) -> str:
    """The encoding of a text file: of its mark, else UTF-8, else Windows-1252.

    Raises `FileRefused` for NUL bytes and for bytes that are text in none of them.
    """
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _first(path, ("utf-16",))
    return _first(path, ("utf-8-sig", "cp1252"))


def _first(path: Path, encodings: tuple[str, ...]) -> str:
    found = next((each for each in encodings if _decodes(path, each)), None)
    if found is None:
        raise FileRefused("not_text")
    return found


def _decodes(path: Path, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        with path.open("rb") as file:
            while chunk := file.read(1 << 20):
                if "\0" in decoder.decode(chunk):
                    raise FileRefused("nul_bytes")
        decoder.decode(b"", final=True)
    except UnicodeError:
        return False
    return True
