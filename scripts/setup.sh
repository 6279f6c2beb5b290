#!/bin/sh
# Makes .venv and installs the pinned, hashed packages; with nothing to do it takes a moment.
# "setup.sh dev" adds what only developers need. The stamp is a copy of the file that was installed.
set -eu
cd "$(dirname "$0")/.."

make_venv() {
    python=$(scripts/find-python.sh)
    if ! "$python" -c 'import ensurepip, venv' >/dev/null 2>&1; then
        version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
        echo "Python $version is here, but without its venv module; on Debian and Ubuntu: apt install python$version-venv" >&2
        exit 1
    fi
    echo "Making the virtual environment in .venv ..."
    rm -rf .venv
    "$python" -m venv --without-pip .venv
}

# The pip that lies in the standard library is used where it lies: unpacking it first would take a tenth of the minute
# that a first start has.
pip() {
    if ! .venv/bin/python -c 'import pip' >/dev/null 2>&1; then
        wheel=$(.venv/bin/python -c '
import ensurepip, glob, os
folders = os.path.join(os.path.dirname(ensurepip.__file__), "_bundled"), "/usr/share/python-wheels"
print(*[file for folder in folders for file in glob.glob(folder + "/pip-*.whl")][:1])')
        if [ -n "$wheel" ]; then
            .venv/bin/python "$wheel/pip" "$@"
            return
        fi
        .venv/bin/python -m ensurepip >/dev/null
    fi
    .venv/bin/python -m pip "$@"
}

install() {
    cmp -s "$1" ".venv/installed-$1" && return
    echo "Installing the packages of $1; the first time this takes about a minute ..."
    if ! pip install -qq --disable-pip-version-check --no-input --no-compile --require-hashes --no-deps -r "$1"; then
        echo "The packages of $1 could not be installed; above stands why. Nothing else was changed: please try again." >&2
        exit 1
    fi
    cp "$1" ".venv/installed-$1"
}

# A .venv that does not run (a removed Python, a moved folder) is made again.
if ! .venv/bin/python -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
    make_venv
fi
install requirements.txt
if [ "${1-}" = dev ]; then
    install requirements-dev.txt
fi
