"""Writes the lock files from pyproject.toml; installing them is setup.sh's work, not this one's.

`requirements.lock` holds what the program needs to run, `requirements-dev.lock` the same and what
the tests need; both the build back end. Each holds for Python 3.11 to 3.13 and carries the hashes
of the index's own files, so a file changed on the way, or built elsewhere, is refused.
"""

import os
import subprocess
import sys
import tomllib
from pathlib import Path

RUNTIME = Path("requirements.lock")
DEVELOPMENT = Path("requirements-dev.lock")

# `fewest` prefers one version that serves all three Pythons over the newest for each of them.
COMPILE = (
    *("uv", "pip", "compile", "--quiet", "--universal", "--python-version", "3.11"),
    *("--fork-strategy", "fewest", "--generate-hashes", "--no-build", "--upgrade", "--no-config"),
    *("--no-emit-index-url", "--no-emit-find-links", "--no-annotate"),
    *("--custom-compile-command", "make lock", "pyproject.toml", "-"),
)


def main() -> None:
    """Write both files, in the root of the checkout.

    Raises `subprocess.CalledProcessError` when no set of versions fits or the index is out of
    reach; the resolver has then said why.
    """
    build = tomllib.loads(Path("pyproject.toml").read_text())["build-system"]["requires"]
    _compile(DEVELOPMENT, ["--group", "dev"], build)
    # The second keeps the versions of the first: a test never runs on other ones than a server.
    _compile(RUNTIME, ["--constraint", str(DEVELOPMENT)], build)


def _compile(target: Path, options: list[str], extra: list[str]) -> None:
    command = [sys.executable, "-m", *COMPILE, *options, "--output-file", str(target)]
    wanted = "\n".join(extra)
    environment = os.environ | _index_of_pip()
    subprocess.run(command, input=wanted, env=environment, text=True, check=True)
    print(f"{target}: {target.read_text().count('==')} packages")


def _index_of_pip() -> dict[str, str]:
    """The index and certificates pip is told to use, in uv's words.

    Extra indexes and find-links are left out on purpose: they are where locally built files live,
    whose hashes nobody else could satisfy.
    """
    asked = {"UV_DEFAULT_INDEX": "index-url", "SSL_CERT_FILE": "cert"}
    found = {name: _pip_setting(key) for name, key in asked.items()}
    return {name: value for name, value in found.items() if value}


def _pip_setting(key: str) -> str:
    for section in ("global", "install", ":env:"):
        command = [sys.executable, "-m", "pip", "config", "get", f"{section}.{key}"]
        answer = subprocess.run(command, capture_output=True, text=True, check=False)
        if answer.returncode == 0:
            return answer.stdout.strip()
    return ""


if __name__ == "__main__":
    main()
