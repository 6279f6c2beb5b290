#!/bin/sh
# `make dev`: Django's own server with reload, DEBUG on and the same data folder as `make run`.
set -eu
cd "$(dirname "$0")/.."
export DEBUG="${DEBUG:-1}" PORT="${PORT:-8000}"
.venv/bin/python scripts/serve.py --check
.venv/bin/python manage.py prepare
exec .venv/bin/python manage.py runserver "127.0.0.1:$PORT"
