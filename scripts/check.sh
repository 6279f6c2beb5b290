#!/bin/sh
# `make check`: every look at the code that runs no test. Goes through to the end and then names what is not in order.
set -u
cd "$(dirname "$0")/.."
python=.venv/bin/python
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
failed=

check() {
    what=$1
    shift
    printf '\n-- %s\n' "$what"
    "$@" || failed="$failed
  $what"
}

key=$($python -c 'import secrets; print(secrets.token_urlsafe(60))')
check "mistakes in the code (ruff check)" $python -m ruff check .
check "layout of the code (ruff format)" $python -m ruff format --check .
check "templates (djlint)" $python -m djlint templates --lint --quiet
check "no migration is missing" env DATA_DIR="$folder" $python manage.py makemigrations --check --dry-run
check "settings as in production (check --deploy)" env DATA_DIR="$folder" HTTPS=1 SECRET_KEY="$key" \
    $python manage.py check --deploy --fail-level WARNING
check "requirement files are up to date" scripts/lock.sh --check
check "known vulnerabilities" $python scripts/audit.py

if [ -n "$failed" ]; then
    printf '\nNot in order:%s\n' "$failed" >&2
    exit 1
fi
printf '\nAll in order.\n'
