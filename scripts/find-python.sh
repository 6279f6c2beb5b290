#!/bin/sh
# Prints the first Python that is new enough; otherwise says in one sentence what is missing. PYTHON=... names one.
set -u

new_enough='import sys; sys.exit(sys.version_info < (3, 11))'
for python in ${PYTHON:-python3 python3.14 python3.13 python3.12 python3.11 python}; do
    if "$python" -c "$new_enough" >/dev/null 2>&1; then
        command -v "$python"
        exit 0
    fi
done

for python in ${PYTHON:-python3 python}; do
    if version=$("$python" --version 2>&1); then
        echo "Kneesite needs Python 3.11 or newer; \"$python\" is $version. PYTHON=/path/to/python names another one." >&2
        exit 1
    fi
done
echo "Kneesite needs Python 3.11 or newer, and this machine has none. PYTHON=/path/to/python names one." >&2
exit 1
