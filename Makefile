# The commands of Crossclaim. `make` alone lists them.
.DEFAULT_GOAL := help
.PHONY: help install run test test-fast lint format bench coverage lock audit postgres clean

PORT ?= 8000
PYTHON := .venv/bin/python
BIN := .venv/bin
PACKAGES := analysis articles bench claims partners speakers tracker scripts tests manage.py
export PYTHONUNBUFFERED := 1

help:  ## list the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

install:  ## make .venv and install everything into it
	@sh scripts/install.sh

run: install  ## serve the demo on http://127.0.0.1:8000 (PORT=8010 for another port)
	@exec $(PYTHON) scripts/serve.py --port $(PORT) --end-with-parent

test: install  ## run every test: on PostgreSQL where there is one, then all on SQLite
	@$(PYTHON) scripts/run_tests.py

test-fast: install  ## run the tests that need neither the model nor a browser
	@DEBUG=1 $(BIN)/pytest -n 2 -q -m "not slow and not browser"

lint: install  ## check style, types, imports, templates, migrations and docs
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/djlint templates --check --lint --quiet
	DEBUG=1 $(PYTHON) manage.py makemigrations --check --dry-run
	$(PYTHON) scripts/check_docs.py
	DEBUG=1 $(BIN)/mypy $(PACKAGES)

format: install  ## put code and templates into the house's form
	$(BIN)/ruff check --fix-only .
	$(BIN)/ruff format .
	$(BIN)/djlint templates --reformat --quiet || true

bench: install  ## measure speed and quality (python -m bench --write records it in bench/results.md)
	@DEBUG=1 $(PYTHON) -m bench

coverage: install  ## show the lines no test reaches
	@DEBUG=1 $(BIN)/pytest -n 2 -q -m "not browser" --cov --cov-report=term-missing

lock: install  ## resolve requirements*.in anew, with hashes
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url requirements.in -o requirements.txt
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url requirements-dev.in -o requirements-dev.txt

audit: install  ## ask whether a pinned package has a known hole (needs the internet)
	$(BIN)/pip-audit --strict --disable-pip -r requirements.txt

postgres: install  ## serve the demo on a throw-away PostgreSQL instead of SQLite
	@exec $(PYTHON) scripts/with_postgres.py $(PYTHON) scripts/serve.py --port $(PORT)

clean:  ## remove the demo's data and everything built, .venv included
	rm -rf var .venv .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis .coverage htmlcov
