"""Takes out of a paper what no file may hold, whatever a form or a message brought in.

XML (DOCX, XLSX) refuses control characters; an override of direction would let a name rewrite the
line it stands in. Isolates and marks of direction stay: `locales.texts` sets them around names.
"""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

REFUSED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
LINES = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
"""Every other way to end a line: one kind is enough."""
Part = TypeVar("Part")


def cleaned(part: Part) -> Part:
    """The same paper, block or cell with every text in it cleaned; bytes and numbers stay."""
    kept: Any = part
    if isinstance(part, str):
        kept = REFUSED.sub("", LINES.sub("\n", part))
    elif isinstance(part, tuple):
        kept = tuple(map(cleaned, part))
    elif is_dataclass(part) and not isinstance(part, type):
        kept = replace(
            part, **{each.name: cleaned(getattr(part, each.name)) for each in fields(part)}
        )
    return kept  # type: ignore[no-any-return]
