"""Whether a workbook's archive may be unpacked: its size, its kind, and the XML within it.

The directory is looked at first, then every part is unpacked once and counted, since a directory
may lie. What the parts mean is the library's that reads them.
"""

import struct
import zipfile
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from catalogue.exchange.draft import FileRefused

MOST_ENTRIES = 1_000
MOST_RATIO = 200
MOST_BYTES = 400 * 1024 * 1024
MOST_STRINGS = 100 * 1024 * 1024
"""Unpacked bytes of the shared texts, which are held in memory."""
MOST_OTHER = 8 * 1024 * 1024
"""Unpacked bytes of any part but sheets and shared texts: styles, relations, notes."""
LONGEST_ROW = 2 * 1024 * 1024
"""Bytes of one row of a sheet, and of what stands before its rows."""
_SMALL = 1024 * 1024
"""Below so many bytes a ratio tells nothing: an empty sheet is packed very small."""
_CHUNK = 1 << 18
_DECLARED = (b"<!DOCTYPE", b"<!ENTITY")
_ROW_ENDS, _ROWS_END = b"row>", b"</sheetData>"
_OVERLAP = 12
_OPEN_DOCUMENT = b"application/vnd.oasis.opendocument"
_ENCRYPTED_FLAG = 0x1
Kind = Callable[[zipfile.ZipFile, Sequence[str]], None]
Largest = Callable[[str], int]
_BROKEN = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, RuntimeError, ValueError,
)  # fmt: skip


def checked(path: Path, kind: Kind | None = None, largest: Largest | None = None) -> None:
    """Look at an archive. Raises `FileRefused` for one that is not to be unpacked.

    `kind` refuses one that is not of the kind wanted, `largest` says how many bytes a part may
    have; without them it is a workbook's.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
            _directory(archive, entries, kind or _workbook)
            unpacked = 0
            for entry in entries:
                most = (largest or _most)(entry.filename.lower())
                unpacked += _counted(archive, entry, min(MOST_BYTES - unpacked, most))
    except FileRefused:
        raise
    except _BROKEN:
        raise FileRefused("broken_archive") from None


def _directory(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo], kind: Kind) -> None:
    if len(entries) > MOST_ENTRIES:
        raise FileRefused("too_many_entries", most=MOST_ENTRIES)
    if any(entry.flag_bits & _ENCRYPTED_FLAG for entry in entries):
        raise FileRefused("encrypted")
    if sum(entry.file_size for entry in entries) > MOST_BYTES:
        raise FileRefused("unpacks_too_large", most=MOST_BYTES // (1024 * 1024))
    if any(_swells(entry.file_size, entry.compress_size) for entry in entries):
        raise FileRefused("zip_bomb", most=MOST_RATIO)
    names = [entry.filename.lower() for entry in entries]
    if len(set(names)) < len(names):
        raise FileRefused("broken_archive")
    kind(archive, names)


def _workbook(archive: zipfile.ZipFile, names: Sequence[str]) -> None:
    if "mimetype" in names and archive.open("mimetype").read(99).startswith(_OPEN_DOCUMENT):
        raise FileRefused("old_format", what=".ods")
    if any(name.endswith("vbaproject.bin") or "/macrosheets/" in name for name in names):
        raise FileRefused("macros")
    if any("/externallinks/" in name for name in names):
        raise FileRefused("external_links")
    if "xl/workbook.xml" not in names or "[content_types].xml" not in names:
        raise FileRefused("not_a_table", what="zip")


def _swells(unpacked: int, packed: int) -> bool:
    return unpacked > _SMALL and unpacked > MOST_RATIO * max(packed, 1)


def _counted(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, most: int) -> int:
    """The bytes of one part, unpacked in pieces that are forgotten."""
    name = entry.filename.lower()
    size, tail = 0, b""
    span = _Span() if _is_sheet(name) else None
    with archive.open(entry) as part:
        while chunk := part.read(_CHUNK):
            size += len(chunk)
            if size > most:
                raise FileRefused("unpacks_too_large", most=most // (1024 * 1024))
            if _swells(size, entry.compress_size):
                raise FileRefused("zip_bomb", most=MOST_RATIO)
            seen = (tail + chunk).replace(b"\0", b"")
            if any(word in seen.upper() for word in _DECLARED):
                raise FileRefused("xml_entities")
            if span is not None:
                span.goes_on(chunk, seen)
            tail = seen[-_OVERLAP:]
    return size


@dataclass(slots=True)
class _Span:
    """How many bytes of a sheet have come since a row ended."""

    length: int = 0
    most: int = LONGEST_ROW

    def goes_on(self, chunk: bytes, seen: bytes) -> None:
        """Count a piece, seen with the end of the one before. Raises `FileRefused`."""
        first, last = seen.find(_ROW_ENDS), seen.rfind(_ROW_ENDS)
        self.length += len(chunk) if first < 0 else first
        if self.length > self.most:
            raise FileRefused("row_too_long")
        if last >= 0:
            self.length = len(seen) - last
        if _ROWS_END in seen:
            # Links and rules follow, as many as there are cells.
            self.most = MOST_BYTES


def _is_sheet(name: str) -> bool:
    return "/worksheets/" in name and name.endswith(".xml")


def _most(name: str) -> int:
    if _is_sheet(name):
        return MOST_BYTES
    return MOST_STRINGS if name.endswith("/sharedstrings.xml") else MOST_OTHER
