"""What is logged, and what never is: the bot token is removed wherever a record carries it.

httpx logs whole addresses, token included, at INFO (measured): its logger is pinned to WARNING.
"""

from __future__ import annotations

import logging
import re
import sys

import structlog

TOKEN = re.compile(r"\b\d{3,}:[A-Za-z0-9_-]{8,}|(?<=/bot)[^/\s]+")
PINNED = (
    "httpx", "httpcore", "telegram", "apscheduler", "asyncio", "uvicorn", "aiosqlite", "alembic",
)  # fmt: skip


class Discreet(structlog.stdlib.ProcessorFormatter):
    """Takes anything that looks like a bot token out of a finished line, its traceback included."""

    def format(self, record: logging.LogRecord) -> str:
        """The line. Looked at when it is whole: a record carries text in more places than one."""
        return TOKEN.sub("…", super().format(record))


def set_up(level: str) -> None:
    """Send the program's log to standard error, one line per event, tokens removed."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        Discreet(
            foreign_pre_chain=[structlog.stdlib.add_log_level],
            processors=[
                structlog.processors.TimeStamper(fmt="iso", utc=True),
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.format_exc_info,
                structlog.processors.KeyValueRenderer(key_order=["timestamp", "level", "event"]),
            ],
        )
    )
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for name in PINNED:
        logging.getLogger(name).setLevel(logging.WARNING)
    structlog.configure(
        processors=[
            structlog.stdlib.add_log_level,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
