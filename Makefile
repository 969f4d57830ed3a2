# Python 3.11 and make are all that is needed; everything else comes into .venv.
PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/ready
PEERS := .venv-peers
DEMO := data/demo

# nobody's telemetry, in any command of ours
export PREFECT_SERVER_ANALYTICS_ENABLED = false
export DO_NOT_TRACK = 1

.PHONY: run up test test-full check docs bench bench-reading bench-speed train lock clean help

help:  ## what can be made
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):[^#]*## */  \1\t/' | expand -t 14

run: $(READY)  ## read the samples into the ledger data/demo, recorded in Prefect
	@$(BIN)/fangzhi run --data $(DEMO) --inbox samples/inbox

up: $(READY)  ## serve Prefect, the schedule and the site of data/demo
	@$(BIN)/fangzhi up --data $(DEMO)

test: $(READY)  ## run the tests
	@$(BIN)/python -m pytest

test-full: $(READY) $(PEERS)/ready  ## what takes longer or needs the peers: run by hand
	@$(BIN)/python -m pytest tests/full

check: $(READY)  ## lint, format check, type check
	@$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy

docs: $(READY)  ## write the generated pages of docs/
	@$(BIN)/python -m warehouse.dictionary docs/dictionary.md

bench: bench-reading  ## score the reader on the annotated texts, and time it beside its peers
	@$(MAKE) --no-print-directory bench-speed

bench-reading: $(READY)  ## score the reader on the annotated texts: rewrites benchmarks/reading.csv
	@$(BIN)/python -m benchmarks.reading

bench-speed: $(READY) $(PEERS)/ready  ## time the reader beside its peers (minutes)
	@$(BIN)/python -m benchmarks.speed

train: $(READY)  ## learn the weights of flows/reading/choice from the annotated texts
	@$(BIN)/uv pip install -q --python $(BIN)/python --require-hashes -r benchmarks/requirements-train.lock
	@$(BIN)/python -m benchmarks.train

lock:  ## resolve the dependencies again
	@$(BIN)/uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes \
		--no-header --no-annotate --upgrade -c constraints.txt -o requirements.lock -q
	@$(BIN)/uv pip compile benchmarks/requirements-peers.in --universal --python-version 3.11 --generate-hashes \
		--no-header --no-annotate --upgrade -o benchmarks/requirements-peers.lock -q
	@$(BIN)/uv pip compile benchmarks/requirements-train.in --universal --python-version 3.11 --generate-hashes \
		--no-header --no-annotate --upgrade -o benchmarks/requirements-train.lock -q

clean:  ## remove the environment, the demo ledger and caches; your own data/ stays
	rm -rf $(VENV) $(PEERS) $(DEMO) dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis

# quick when nothing changed: one file's date
$(READY): requirements.lock pyproject.toml
	@echo "Setting up $(VENV) (a minute the first time) ..."
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install -q --disable-pip-version-check "uv<1"
	@$(BIN)/uv pip sync -q --python $(BIN)/python --require-hashes requirements.lock
	@$(BIN)/uv pip install -q --python $(BIN)/python --no-deps --no-build-isolation -e .
	@touch $@

# what the reader is timed against never enters our own environment
$(PEERS)/ready: benchmarks/requirements-peers.lock | $(READY)
	@echo "Setting up $(PEERS) ..."
	@test -x $(PEERS)/bin/python || $(PYTHON) -m venv $(PEERS)
	@$(BIN)/uv pip sync -q --python $(PEERS)/bin/python --require-hashes benchmarks/requirements-peers.lock
	@touch $@
