# What a person wants, by name. Each target makes the environment first if it is not there.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check -q

.PHONY: help demo test test-cluster browser lint types check docs benchmarks performance learn clean

help:
	@echo "make demo        turn a captured page into a clean article"
	@echo "make test        run the tests"
	@echo "make browser     install what the tests in Chromium need besides it"
	@echo "make test-cluster  run those that need Daft, Ray, Spark and the like, too"
	@echo "make check       format, lint, types and tests, as CI does"
	@echo "make docs        build the documentation into site/"
	@echo "make benchmarks  install what python -m benchmarks needs"
	@echo "make performance DATA=DIR  measure speed and growth, draw the plots of the documentation"
	@echo "make learn DATA=DIR  train the role model on folders of pages with gold"
	@echo "make clean       remove the environment and what was built"

demo: $(VENV)/core
	@$(BIN)/tearsheet extract examples/news.html

test: $(VENV)/test
	$(BIN)/python -m pytest -n auto --maxprocesses 4 --dist loadfile

browser: $(VENV)/test $(VENV)/browser

test-cluster: $(VENV)/test $(VENV)/cluster
	$(BIN)/python -m pytest tests/cluster

lint: $(VENV)/lint
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: $(VENV)/lint
	$(BIN)/mypy

check: lint types test

docs: $(VENV)/docs
	$(BIN)/python -m learn.features
	$(BIN)/mkdocs build --strict

benchmarks: $(VENV)/benchmarks
	@echo "now: $(BIN)/python -m benchmarks --help"

performance: $(VENV)/benchmarks
	$(BIN)/python -m benchmarks speed $(DATA)/records $(DATA)/pages/wcxb-dev
	$(BIN)/python -m benchmarks scaling $(DATA)/records $(DATA)/pages/wcxb-dev --plots docs/performance

learn: $(VENV)/learn
	$(BIN)/python -m learn $(DATA)/pages/wcxb-dev $(DATA)/pages/daniel $(DATA)/pages/trafeval $(DATA)/records
	$(BIN)/python -m learn.fields $(DATA)/records $(DATA)/pages/wcxb-dev

clean:
	rm -rf $(VENV) site dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis

$(VENV)/core: pyproject.toml hatch_build.py $(wildcard src/tearsheet/*.pyx src/tearsheet/*.pxd)
	$(PYTHON) -m venv $(VENV)
	$(PIP) install "pip>=25.1"
	$(PIP) install -e .
	@touch $@

$(VENV)/test $(VENV)/browser $(VENV)/lint $(VENV)/docs $(VENV)/benchmarks $(VENV)/learn $(VENV)/cluster: $(VENV)/core
	$(PIP) install --group $(notdir $@)
	@touch $@
