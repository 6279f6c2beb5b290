#!/bin/sh
# Compiles the requirement files, pinned and hashed, for every Python from 3.11. Versions already pinned stay;
# UPGRADE=1 takes newer ones. "lock.sh --check" changes nothing and says whether the compiled files are up to date.
set -eu
cd "$(dirname "$0")/.."
house=$PWD
upgrade=${UPGRADE:+--upgrade}

compile() {
    if ! "$house/.venv/bin/python" -m uv pip compile "$1.in" -o "$1.txt" --quiet --universal --python-version 3.11 \
        --generate-hashes --no-emit-index-url --no-header $upgrade; then
        echo "$1.in could not be compiled; above stands why. It needs the package index." >&2
        exit 1
    fi
    {
        echo "# Made from $1.in by \"make lock\": do not edit."
        cat "$1.txt"
    } > "$1.new"
    mv "$1.new" "$1.txt"
}

if [ "${1-}" = --check ]; then
    folder=$(mktemp -d)
    trap 'rm -rf "$folder"' EXIT
    cp requirements*.in requirements*.txt "$folder"
    cd "$folder"
fi
compile requirements
compile requirements-dev
if [ "${1-}" = --check ]; then
    for file in requirements.txt requirements-dev.txt; do
        if ! diff -u "$house/$file" "$file"; then
            echo "$file is not what \"make lock\" would make of its .in file. Please run it and commit the result." >&2
            exit 1
        fi
    done
fi
