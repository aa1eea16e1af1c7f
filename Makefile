# make run, make test: everything else is a part of these. `make help` lists all.
.DEFAULT_GOAL := help
SHELL := /bin/bash
MAKEFLAGS += --no-print-directory
PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
LOCK := requirements.lock
EXTRAS ?=
# Two workers a core wait for each other's databases; one a core is quickest. `make test PYTEST="-x -k money"` narrows.
PYTEST ?= -n auto --dist loadgroup
UV := $(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --quiet


.PHONY: help install run test quick check bench soak lint types imports format lock clean

help: ## list these
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /|/' | awk -F'|' '{ printf "make %-8s %s\n", $$1, $$2 }'

install: .venv/.installed$(if $(EXTRAS),-$(EXTRAS)) ## set up .venv from the lock (EXTRAS=ocr adds the reading of photographs)

# uv installs the whole lock in seconds where pip takes a minute; its own hash is in the same lock.
# Where uv cannot (a registry known only to pip's configuration), pip does the same.
.venv/.installed: $(LOCK) pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Saathi needs Python 3.11 or newer: make PYTHON=/path/to/python3.11 …")'
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@sed -n '/^uv==/,/[^\]$$/p' $(LOCK) > .venv/uv.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r .venv/uv.lock
	@$(call install,$(LOCK),--require-hashes)
	@$(call install,,--no-build-isolation --editable .)
	@touch $@

.venv/.installed-%: requirements-%.lock .venv/.installed
	@$(call install,$<,--require-hashes)
	@touch $@

define install
$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps $(2) $(if $(1),-r $(1)) \
	|| $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps $(2) $(if $(1),-r $(1))
endef

run: install ## start everything on embedded defaults, with demo data
	@SAATHI_DEMO=1 $(BIN)/saathi serve

test: install lint types imports ## the whole suite; browser tests where Chromium is found
	@$(BIN)/python -m pytest -q $(PYTEST)

quick: install lint types ## what to run in between: no browser, no server processes, nothing slow
	@$(BIN)/python -m pytest -q -n auto --dist loadgroup -m "not browser and not slow and not system"

check: install lint types imports ## what test does before the tests, and every flow
	@$(BIN)/saathi flow check

bench: install ## measure the pipeline on this machine
	@$(BIN)/python benchmarks/pipeline.py

soak: install ## the properties with many more examples, a hundred kills each way, the queue a million times (hours)
	@HYPOTHESIS_PROFILE=soak SAATHI_KILLS=$${SAATHI_KILLS:-100} SAATHI_SOAK=$${SAATHI_SOAK:-1000000} $(BIN)/python -m pytest -q $(PYTEST)

lint: install
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --check --quiet . || { $(BIN)/ruff format --check . ; echo 'run `make format`'; exit 1; }

types: install
	@$(BIN)/mypy --no-error-summary

imports: install
	@$(BIN)/lint-imports --no-cache > .venv/imports.log 2>&1 || { cat .venv/imports.log; exit 1; }

format: install ## let ruff put the code in order
	@$(BIN)/ruff check --fix --quiet . ; $(BIN)/ruff format --quiet .

lock: install ## resolve pyproject.toml anew into the locks
	@$(UV) --extra test --upgrade -o $(LOCK)
	@$(UV) --extra ocr --upgrade -c $(LOCK) -o requirements-ocr.lock

clean: ## forget .venv and what the tools left; data/ stays
	@rm -rf .venv dist .hypothesis .mypy_cache .pytest_cache .ruff_cache .import_linter_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
