#!/bin/sh
# `make run`: everything from an empty folder to the open site. The port is looked at first, before the long work.
set -eu
cd "$(dirname "$0")/.."

python=.venv/bin/python
if ! $python -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
    python=$(scripts/find-python.sh)
fi
"$python" scripts/serve.py --check
scripts/setup.sh
exec .venv/bin/python scripts/serve.py
