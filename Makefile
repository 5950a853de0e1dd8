.DEFAULT_GOAL := help
.PHONY: help env check format catalogues bench

PYTHON ?= python3
BIN := .venv/bin
LOCALE := src/ntmtrack/locale

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

env: .venv/ready ## Make .venv with all that development needs

.venv/ready: pyproject.toml hatch_build.py
	$(PYTHON) -m venv .venv
	$(BIN)/pip install -q -e '.[dev]'
	@touch $@

check: env ## Check format, lint, types, layers and all tests
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/pytest -q

format: env ## Lay out the code and sort its imports
	$(BIN)/ruff check --select I --fix
	$(BIN)/ruff format

catalogues: env ## Take new texts into the Vietnamese catalogue, then compile it
	$(BIN)/pybabel -q extract --no-default-keywords -k 'N_ NP_:1c,2 say plural:1,2' \
		--project ntmtrack --add-location file --no-wrap -o $(LOCALE)/ntmtrack.pot src/ntmtrack
	$(BIN)/pybabel -q update --domain ntmtrack --locale vi --no-fuzzy-matching --ignore-obsolete \
		--ignore-pot-creation-date --no-wrap -i $(LOCALE)/ntmtrack.pot -d $(LOCALE)
	$(BIN)/pybabel compile --domain ntmtrack --statistics -d $(LOCALE)

bench: env ## Time start-up, and the cost of a task in small and large files
	$(BIN)/python bench/start.py
	$(BIN)/python bench/scale.py
