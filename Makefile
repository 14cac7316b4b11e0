# Two commands do everything: `make run` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# Pinned versions leave nothing to resolve; modules are compiled when they are first used, not 40,000 files at once.
INSTALL := $(BIN)/python -m pip install --quiet --no-compile --disable-pip-version-check -c constraints.txt

.PHONY: run test install install-dev check format vectors bench clean

run: $(VENV)/.installed ## start the page on the built-in planner at http://127.0.0.1:7860
	$(BIN)/canvas ui

test: $(VENV)/.installed-dev ## install what tests need and run them all
	$(BIN)/python -m pytest

install: $(VENV)/.installed ## environment only

install-dev: $(VENV)/.installed-dev ## environment with what tests and checks need

check: $(VENV)/.installed-dev ## format, lint, types, data files, tests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/canvas check
	$(BIN)/python -m pytest

format: $(VENV)/.installed-dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

vectors: $(VENV)/.installed ## embed the guidance again after a change of it, for the release
	$(BIN)/canvas index build --write-vectors

bench: $(VENV)/.installed-dev ## speed figures, as ratios within one run
	$(BIN)/python -m eval.bench

$(VENV)/.created:
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' || \
	  { echo "Python 3.11, 3.12 or 3.13 is needed; name one: make PYTHON=python3.12 …"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	touch $@

$(VENV)/.installed: $(VENV)/.created pyproject.toml constraints.txt
	@echo "Installing what the product needs; this takes a few minutes the first time."
	$(INSTALL) -e .
	touch $@

$(VENV)/.installed-dev: $(VENV)/.created pyproject.toml constraints.txt
	@echo "Installing what the product and its tests need; this takes a few minutes the first time."
	$(INSTALL) -e '.[dev]'
	touch $(VENV)/.installed $@

clean:
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache
