#!/bin/sh
# Prepares .venv from the lock: what `make setup` runs. Starts no program and writes nothing
# outside .venv, the egg-info of the editable install aside.
set -eu

cd "$(dirname "$0")/.."
venv=.venv
lock=requirements-dev.lock
stamp=$venv/.tawjih-ready

fail() {
    printf 'tawjih: %s\n' "$1" >&2
    exit 1
}

version_of() {
    "$1" -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null || echo none
}

supported() {
    case "$1" in 3.11 | 3.12 | 3.13) return 0 ;; *) return 1 ;; esac
}

# A version manager's shim may stand on the path for a version that is not active: asking the
# candidate its version, rather than trusting its name, skips those.
find_python() {
    if [ -n "${PYTHON:-}" ]; then
        supported "$(version_of "$PYTHON")" ||
            fail "PYTHON=$PYTHON is Python $(version_of "$PYTHON"); 3.11, 3.12 or 3.13 is needed."
        echo "$PYTHON"
        return
    fi
    for candidate in python3.13 python3.12 python3.11 python3 python \
        "${PYENV_ROOT:-$HOME/.pyenv}"/versions/3.1[123].*/bin/python3; do
        if supported "$(version_of "$candidate")"; then
            echo "$candidate"
            return
        fi
    done
    fail "Python 3.11, 3.12 or 3.13 is needed; found $(version_of python3) (PYTHON=/path/to/python chooses one)."
}

ready_mark() {
    printf '%s %s %s\n' "$(cat "$lock" pyproject.toml | cksum)" "$(version_of "$venv/bin/python")" "$PWD"
}

make_venv() {
    python=$(find_python) || exit 1
    "$python" -c 'import ensurepip, venv' 2>/dev/null ||
        fail "$python cannot make virtual environments (on Debian: apt install python3-venv)."
    "$python" -m venv --clear "$venv"
}

check_venv() {
    version=$(version_of "$venv/bin/python")
    supported "$version" ||
        fail "$venv holds Python $version; 3.11, 3.12 or 3.13 is needed: remove $venv and try again."
    if [ -n "${PYTHON:-}" ] && [ "$(version_of "$PYTHON")" != "$version" ]; then
        fail "$venv holds Python $version, not PYTHON=$PYTHON: remove $venv and try again."
    fi
}

install() {
    pip="$venv/bin/python -m pip --disable-pip-version-check"
    $pip --version >/dev/null 2>&1 || "$venv/bin/python" -m ensurepip --upgrade >/dev/null
    echo "tawjih: installing the locked dependencies into $venv (a minute or two the first time)"
    $pip install --quiet --require-hashes --requirement "$lock"
    $pip install --quiet --no-deps --no-build-isolation --no-index --editable .
}

if [ "$(version_of "$venv/bin/python")" = none ]; then make_venv; fi
check_venv
if [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$(ready_mark)" ]; then exit 0; fi
install
ready_mark >"$stamp"
echo "tawjih: $venv is ready"
