# What can be done with Kneesite. `make run` and `make test` need Python 3.11 or newer and nothing else.
.POSIX:
.SUFFIXES:
.PHONY: help run dev test browser-test faults check bench lock
python = .venv/bin/python
# What is installed is compiled once and not at every start, whatever the surroundings say.
unexport PYTHONDONTWRITEBYTECODE

help: ## This list
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | while IFS="$$(printf '\t')" read -r name what; do printf '  make %-14s %s\n' "$$name" "$$what"; done

run: ## Open the finished site at http://127.0.0.1:8000/ (PORT=8123, WORKERS=4)
	@exec scripts/run.sh

dev: ## Development server with reload and DEBUG on (PORT=8123)
	@scripts/setup.sh dev
	@exec scripts/dev.sh

test: ## All tests that need no browser (DATABASE_URL, CACHE_URL: on PostgreSQL and Redis; ARGS="-k name")
	@scripts/setup.sh
	$(python) -m pytest -n auto $(ARGS)

browser-test: ## The tests in a real Chromium (CHROMIUM=/usr/bin/chromium; ARGS="-k name")
	@scripts/setup.sh dev
	@scripts/browser-test.sh $(ARGS)

faults: ## Kills and locks, for real; SHORT=1 takes less than three minutes
	@scripts/setup.sh
	$(python) -m pytest faults $(ARGS)

check: ## Linters, templates, migrations, settings, requirement files, known vulnerabilities
	@scripts/setup.sh dev
	@scripts/check.sh

bench: ## The benchmarks of bench/, as tables
	@scripts/setup.sh
	$(python) -m bench $(ARGS)

lock: ## Compile the requirement files with hashes (UPGRADE=1: with newer versions)
	@scripts/setup.sh dev
	@scripts/lock.sh
