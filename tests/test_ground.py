"""The ground the other tests stand on: no network, a PostgreSQL that answers, one environment."""

import os
import socket
import subprocess

import asyncpg
import pytest


@pytest.mark.parametrize("address", ["192.0.2.1", "2001:db8::1", "example.org"])
def test_a_test_cannot_leave_the_machine(address: str) -> None:
    with pytest.raises(RuntimeError, match="keep to loopback"):
        socket.create_connection((address, 9), timeout=1)


def test_a_test_reaches_loopback() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, socket.socket() as client:
        client.connect(("localhost", server.getsockname()[1]))
        assert client.getpeername() == server.getsockname()


async def test_each_test_has_an_empty_postgresql_of_its_own(
    postgres_database: str, postgres_url: str
) -> None:
    connection = await asyncpg.connect(postgres_database)
    tables = await connection.fetchval(
        "select count(*) from pg_tables where schemaname = current_schema"
    )
    name = await connection.fetchval("select current_database()")
    await connection.close()
    assert tables == 0
    assert name != "postgres"
    assert postgres_database != postgres_url


def test_the_shells_settings_do_not_reach_the_tests() -> None:
    ours = [name for name in os.environ if name.startswith("TAWJIH_")]
    assert ours in ([], ["TAWJIH_REQUIRE_BROWSER"])


@pytest.mark.browser
def test_the_browser_found_is_one(chromium: str) -> None:
    said = subprocess.run([chromium, "--version"], capture_output=True, text=True, check=True)
    assert "Chrom" in said.stdout
