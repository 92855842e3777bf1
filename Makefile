# Two commands matter: `make run` and `make test`. Both say what they do and skip what is done.
PYTHON ?= python3
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: run test check index ask eval gate bench audit clean screenshots

run: $(STAMP) index
	@echo "==> Serving on http://127.0.0.1:$(PORT)"
	@$(BIN)/python -m assistant serve --port $(PORT)

index: $(STAMP)
	@echo "==> Index: build it if it is missing or stale"
	@$(BIN)/python -m ingest build --if-stale

ask: $(STAMP) index
	@$(BIN)/python -m assistant ask "$(Q)"

check: $(STAMP)
	@echo "==> Lint, types, layers, corpus"
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/python -m ingest check

test: check
	@echo "==> Tests"
	@$(BIN)/pytest

eval: $(STAMP) index
	@$(BIN)/python -m eval run

gate: eval
	@echo "==> Gate: against eval/baseline.json"
	@$(BIN)/python -m eval compare

bench: $(STAMP) index
	@echo "==> Ingest"
	@$(BIN)/python -m ingest bench
	@echo "==> Answers"
	@$(BIN)/python -m eval bench

screenshots: $(STAMP)
	@$(BIN)/python -m tests.browser.screenshots

audit: $(STAMP)
	@$(BIN)/pip-audit --requirement constraints.txt --no-deps --disable-pip

clean:
	rm -rf $(VENV) var

$(STAMP): pyproject.toml constraints.txt
	@echo "==> Environment: $(VENV)"
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "==> Install (the first time this takes some minutes)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e ".[dev]"
	@touch $(STAMP)
