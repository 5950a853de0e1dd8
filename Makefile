.DEFAULT_GOAL := help
.PHONY: help env quick tests check format catalogues docs licences dist pictures windows shares bench

PYTHON ?= python3
BIN := .venv/bin
LOCALE := src/ntmtrack/locale
VI := $(LOCALE)/vi/LC_MESSAGES/ntmtrack

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

env: .venv/ready ## Make .venv with all that development needs

.venv/ready: pyproject.toml hatch_build.py
	$(PYTHON) -m venv .venv
	$(BIN)/pip install -q -e '.[dev]'
	@touch $@

quick: env ## Check format, lint, and what a change since main needs of the tests
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/pytest -q -n auto -m 'not long' --hypothesis-profile quick $$($(BIN)/python tests/helpers/changed.py)

tests: env ## Name the tests of a module: make tests OF=reports/agenda
	@$(BIN)/python tests/helpers/module_tests.py $(OF)

check: env ## Check format, lint, types, layers and all tests
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/pytest -q -n auto

format: env ## Lay out the code and sort its imports
	$(BIN)/ruff check --select I --fix
	$(BIN)/ruff format

catalogues: env ## Take new texts into the Vietnamese catalogue, then compile it
	@new=$$(mktemp -d $(LOCALE)/new.XXXXXX) && trap 'rm -rf "$$new"' EXIT && cp $(VI).po $$new/vi.po && \
	$(BIN)/pybabel -q extract --no-default-keywords -k 'N_ NP_:1c,2 say plural:1,2' \
		--project ntmtrack --add-location file --no-wrap -o $$new/all.pot src/ntmtrack && \
	$(BIN)/pybabel -q update --locale vi --no-fuzzy-matching --ignore-obsolete \
		--ignore-pot-creation-date --no-wrap -i $$new/all.pot -o $$new/vi.po && \
	mv $$new/vi.po $(VI).po && $(BIN)/pip install -q -e . --no-deps  # which compiles it

docs: env ## Put today's answers into the documentation; make its reference and the schema of our JSON
	NTMTRACK_UPDATE_GOLDEN=1 $(BIN)/pytest -q tests/program/test_docs.py tests/program/test_output_schema.py

licences: env ## List the licences of all that the program needs
	$(BIN)/python docs/licences.py

dist: env ## Build what is released: the source archive, and the wheel from it
	rm -rf dist
	$(BIN)/hatchling build -t sdist -d dist
	$(BIN)/pip wheel -q --no-deps -w dist dist/*.tar.gz

pictures: env ## Take the pictures of README and the guide
	$(BIN)/python docs/pictures.py

windows: ## Run the tests on Python for Windows, then the lines for it, under Wine
	tests/machines/windows.sh
	tests/machines/windows.sh install

# As users have it: from a wheel, in an environment with nothing else.
bench: ## Time start-up, large files beside other programs, and a whole country
	$(PYTHON) -m venv --clear build/bench
	build/bench/bin/pip install -q .
	build/bench/bin/python bench/start.py
	build/bench/bin/python bench/scale.py
	build/bench/bin/python bench/papers.py
	build/bench/bin/python bench/country.py

shares: ## Run the program over SMB, NFS, FAT and a folder without case, in a machine of its own (root)
	sh tests/machines/shares.sh build/shares
