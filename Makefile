# Two commands do everything: `make run` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: run test install install-dev check format bench clean

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

bench: $(VENV)/.installed-dev ## speed and quality figures, as ratios within one run
	$(BIN)/python -m eval.bench

$(VENV)/.created:
	$(PYTHON) -m venv $(VENV)
	touch $@

$(VENV)/.installed: $(VENV)/.created pyproject.toml constraints.txt
	$(BIN)/python -m pip install --quiet -c constraints.txt -e .
	touch $@

$(VENV)/.installed-dev: $(VENV)/.created pyproject.toml constraints.txt
	$(BIN)/python -m pip install --quiet -c constraints.txt -e '.[dev]'
	touch $@

clean:
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache
