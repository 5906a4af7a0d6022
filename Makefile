# What a newcomer and a maintainer type. Each target prepares what it needs.

PORT ?= 8080
BIN := .venv/bin

.DEFAULT_GOAL := help
.PHONY: help setup demo test check format docs lock licences bench

help: ## say what there is to type
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | awk -F '\t' '{printf "make %-10s %s\n", $$1, $$2}'

setup: ## prepare .venv with the locked dependencies (Python 3.11, 3.12 or 3.13)
	@tools/setup.sh

demo: setup ## start the demonstration and print its address (PORT=8080)
	@$(BIN)/tawjih demo --port $(PORT)

test: setup ## run all tests (ARGS="-k name" passes on)
	@$(BIN)/python -m pytest -q $(ARGS)

check: setup ## style, types and import contracts
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: setup ## put the code in its one form
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

docs: setup licences ## write the pages that are made from the code
	@$(BIN)/python -m tools.settings_table >docs/settings.md.new && mv docs/settings.md.new docs/settings.md
	@$(BIN)/python -m tools.columns_table >docs/columns.md.new && mv docs/columns.md.new docs/columns.md
	@$(BIN)/python -m tools.hsds_page >docs/hsds.md.new && mv docs/hsds.md.new docs/hsds.md

lock: setup ## choose the newest allowed versions and write the lock files
	@$(BIN)/python -m tools.lock
	@tools/setup.sh
	@$(BIN)/python -m tools.licences

licences: setup ## write docs/licences.md from what the lock installs
	@$(BIN)/python -m tools.licences

bench: setup ## measure, one JSON object per line
	@$(BIN)/python -m benchmarks.run
