# Khotin from a bare Python 3.11 with pip: `make run` loads the seeds, `make test` proves everything.

# A distribution builds its Python with a profile, which one compiled by hand mostly goes without: with it
# extraction takes a tenth less time (2026-11-23). It counts where it can make an environment.
SYSTEM_PYTHON := $(shell /usr/bin/python3.11 -c 'import ensurepip' 2>/dev/null && echo /usr/bin/python3.11)
PYTHON ?= $(or $(SYSTEM_PYTHON),$(shell command -v python3.11 || command -v python3))
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.set-up
PARSED := $(VENV)/share/khotin/partial_parse.msgpack
MODELS := $(shell find dbt seeds/reference -name '*.sql' -o -name '*.yml' -o -name '*.csv')
SYNC := $(BIN)/uv pip sync --python $(BIN)/python --compile-bytecode --require-hashes requirements.lock

export DO_NOT_TRACK := 1
export GX_ANALYTICS_ENABLED := false
export PREFECT_SERVER_ANALYTICS_ENABLED := false
export UV_PYTHON_DOWNLOADS := never

.PHONY: help setup setup-lake setup-dask run test check lock docs clean

help: ## say what can be made
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/:/'

setup: $(STAMP) $(PARSED) ## the environment, from the lock; quick when nothing changed

# Bytecode is compiled at once: without it the first import of Great Expectations takes ten seconds.
# What every run in a new home would wait for is prepared here once.
$(STAMP): requirements.lock pyproject.toml
	@test -n "$(PYTHON)" && $(PYTHON) -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' \
		|| { echo "Khotin needs Python 3.11: install it, or name it with PYTHON=..."; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@test -x $(BIN)/uv || $(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	@$(SYNC) --quiet 2>/dev/null || $(SYNC) --quiet --system-certs \
		|| { echo "The locked packages could not be installed: is the package index in reach?"; exit 1; }
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
	@$(BIN)/python -m flows.prepare
	@touch $(STAMP) $(PARSED)

# dbt parses what changed since; in a new home that is what changed since this.
$(PARSED): $(STAMP) $(MODELS) flows/marts/parsed_models.py flows/marts/compiled_templates.py
	@$(BIN)/python -c 'from flows.marts.building import parse_project; parse_project()'

setup-lake: $(STAMP)-lake ## what the second target needs besides, from its own lock

$(STAMP)-lake: $(STAMP) requirements-lake.lock
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --compile-bytecode --require-hashes \
		--requirements requirements-lake.lock
	@touch $@

setup-dask: $(STAMP)-dask ## what extraction on Dask's workers needs besides, from its own lock

$(STAMP)-dask: $(STAMP) requirements-dask.lock
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --compile-bytecode --require-hashes \
		--requirements requirements-dask.lock
	@touch $@

run: setup ## load the seeds (or the settings' sources), publish, report
	$(BIN)/khotin run

test: check setup-lake setup-dask ## every test; those of the lake need PostgreSQL's programs as well
	$(BIN)/python -m pytest

check: setup ## linters and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo --no-cache
	$(BIN)/sqlfluff lint dbt/models dbt/analyses warehouse/migrations --processes 1 --disable-progress-bar

lock: ## resolve the lock anew (needs the package index)
	$(BIN)/uv pip compile --quiet --python-version 3.11 --generate-hashes --no-emit-index-url \
		--extra remote --extra dev \
		--custom-compile-command "make lock" pyproject.toml --output-file requirements.lock
	for extra in lake dask; do \
		$(BIN)/python -c 'import sys, tomllib; print(*tomllib.load(open("pyproject.toml", "rb"))["project"]["optional-dependencies"][sys.argv[1]], sep="\n")' $$extra \
		| $(BIN)/uv pip compile --quiet --python-version 3.11 --generate-hashes --no-emit-index-url --constraint requirements.lock \
		--custom-compile-command "make lock" - --output-file requirements-$$extra.lock || exit 1; \
	done

include benchmarks/bench.mk

clean: ## remove what make made, but no data
	rm -rf $(VENV) $(BENCH) dbt/target .mypy_cache .ruff_cache .pytest_cache .hypothesis
