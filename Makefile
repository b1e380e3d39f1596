# Everything here sets itself up: a virtual environment in .venv, pinned and hash-checked
# packages, a browser for the tests. Python 3.11 or newer, git and make are all it needs.

PYTHON ?= python3
PORT ?= 8000
# What builds the site: mkdocs, properdocs or zensical (docs/engines.md).
ENGINE ?= mkdocs
SERVE ?= 1
FUZZ_SECONDS ?= 15

BIN := .venv/bin
# Only who wants related papers installs what they need.
RUN := requirements/$(if $(shell grep -s "^related: *true" keywords.yaml),related,run).txt
ENGINES := .venv/$(if $(filter mkdocs,$(ENGINE)),run,engines)
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

PIN := .venv/lock/bin/uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
  --no-header --upgrade --quiet requirements/build.in pyproject.toml

.PHONY: help demo related build site test lowest check fuzz lint types tools format goldens messages screenshots lock audit bench clean

help:  ## Show this list
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' $(MAKEFILE_LIST) | expand -t 18

demo: $(ENGINES)  ## Build a site from the embedded sample and serve it (SERVE=0: only build; PORT=8000)
	@$(BIN)/daily-papers demo --engine $(ENGINE) --port $(PORT) $(if $(filter 0 no false,$(SERVE)),--no-serve)

related: .venv/run  ## Install what related papers need (`related: true` in keywords.yaml)
	@$(PIP) --quiet install --no-deps --require-hashes -r requirements/related.txt

build: $(ENGINES)  ## Fetch, render and build the site of keywords.yaml
	$(BIN)/daily-papers build --engine $(ENGINE)

site: $(ENGINES)  ## The same without asking arXiv (ENGINE=zensical or properdocs: with another engine)
	$(BIN)/daily-papers build --engine $(ENGINE) --no-fetch

# Half of a browser's test is waiting: three at a time keep two cores busy. To note each line that
# runs, as `make check` does, takes a fifth of the time more (437 against 362 s).
test: tools  ## Run all tests, the fast ones first
	$(BIN)/python -m pytest $(COVERAGE) --numprocesses=3 --dist=loadfile --no-loadscope-reorder

# In an environment of its own, so that the ordinary one stays as it is.
lowest: requirements/lowest.txt .venv/dev  ## Run the tests that need no browser with the lowest versions allowed
	$(PYTHON) -m venv .venv/lowest
	.venv/lowest/bin/python -m pip --quiet install --no-deps --require-hashes -r requirements/dev.txt
	.venv/lowest/bin/python -m pip --quiet install --no-deps --require-hashes -r requirements/lowest.txt
	.venv/lowest/bin/python -m pip --quiet install --no-build-isolation --no-deps --editable .
	.venv/lowest/bin/python -m pytest -q --ignore=tests/browser --ignore=tests/end_to_end --numprocesses=2 --dist=loadfile

check: COVERAGE = --cov --cov-report=term
check: lint types test fuzz  ## What CI runs: lint, types, tests with what they cover, a quarter of a minute of fuzzing

fuzz: .venv/dev  ## Try broken answers and store files for FUZZ_SECONDS (15)
	$(BIN)/python tests/scripts/fuzzing.py $(FUZZ_SECONDS)

lint: .venv/dev  ## Look for what is not as it should be
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: .venv/dev  ## Check the types
	$(BIN)/mypy

tools: .venv/dev  ## Find or install the browser and the feed readers that the tests use
	@sh tests/install.sh $(BIN)/python
	@$(MAKE) --no-print-directory .venv/engines || echo "no engine but MkDocs"

format: .venv/dev  ## Format the code
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

goldens: .venv/dev  ## Renew the files that tests compare with; review the diff
	$(BIN)/python -m pytest -q --update-goldens

messages: .venv/dev  ## Bring the message files up to date with what the site says
	$(BIN)/python tests/scripts/messages.py

screenshots: tools  ## Take pictures of the demo into screenshots/, and those of the README
	$(BIN)/python tests/scripts/screenshots.py

bench: tools  ## Measure what it costs, and write benchmarks/README.md (FULL=1: large sizes; ONLY="searching bulk")
	$(BIN)/python benchmarks/bench.py $(if $(FULL),full) $(ONLY)

lock: .venv/lock  ## Pin the newest allowed versions of all packages
	$(PIN) -o requirements/run.txt
	$(PIN) --constraint requirements/run.txt --extra dev -o requirements/dev.txt
	$(PIN) --constraint requirements/dev.txt --extra related -o requirements/related.txt
	$(PIN) --constraint requirements/dev.txt --extra properdocs --extra zensical -o requirements/engines.txt
	$(PIN) --resolution lowest-direct -o requirements/lowest.txt

# Strict: without an answer of the registry pip-audit would else be content.
audit: .venv/dev  ## Ask PyPI whether a pinned package has a known hole
	@$(BIN)/pip-audit --strict --disable-pip --requirement requirements/dev.txt || { \
	  echo "Not clean, or not asked: where no package is found on PyPI, its JSON API cannot be reached from here." >&2; exit 1; }

clean:  ## Remove what was made here, the remembered papers excepted
	rm -rf .venv .demo site .mypy_cache .pytest_cache .ruff_cache .coverage .hypothesis

.venv/bin/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Daily Papers needs Python 3.11 or newer; name one with make PYTHON=...")'
	$(PYTHON) -m venv .venv

# The lists are complete: pip need not resolve them, and older ones stumble over newer releases.
.venv/run: $(RUN) pyproject.toml | .venv/bin/python
	@echo "Installing what the program needs ..."
	@$(PIP) --quiet install --no-deps --require-hashes -r $(RUN)
	@$(PIP) --quiet install --no-build-isolation --no-deps --editable .
	@touch $@

.venv/dev: requirements/dev.txt .venv/run
	@echo "Installing what the tests need ..."
	@$(PIP) --quiet install --no-deps --require-hashes -r requirements/dev.txt
	@touch $@

.venv/engines: requirements/engines.txt .venv/run
	@echo "Installing the other engines ..."
	@$(PIP) --quiet install --no-deps --require-hashes -r requirements/engines.txt
	@touch $@

.venv/lock: | .venv/bin/python
	$(PYTHON) -m venv $@
	$@/bin/python -m pip --quiet install uv
