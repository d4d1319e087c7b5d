# The project's commands. `make run` and `make test` need nothing but Python 3.11 or newer.

SHELL = /bin/sh
VENV = .venv
BIN = $(VENV)/bin
# The documentation's theme advertises its successor unless told not to.
MKDOCS = NO_MKDOCS_2_WARNING=1 "$(BIN)/mkdocs"

.PHONY: help run test lint soak bench docs adapter prove lock clean

help:
	@echo "make run      open the chat; without a terminal, answer TASK or standard input"
	@echo "make test     run all tests, coverage shown"
	@echo "make lint     ruff, mypy --strict, import-linter, the docs"
	@echo "make soak     long campaigns: hundreds of kills, fuzzing"
	@echo "make bench    measure, beside named peers"
	@echo "make docs     build the documentation into site/"
	@echo "make adapter  train the embedded model's adapter again"
	@echo "make prove    train, release and verify a small model of which everything is open"
	@echo "make lock     pin the versions that the tests run with"
	@echo "make clean    remove what was made here"

# Works in folders with spaces: all paths are relative, and every expansion is quoted.
# A stamp stands for one way of installing; it is made again when pyproject.toml or the lock changes.

run: $(VENV)/run.stamp
	@"$(BIN)/agora" models pull >/dev/null
	@if [ -t 1 ]; then echo 'For a page in your browser: $(BIN)/agora serve --open' >&2; fi
	@if [ -n "$$TASK" ] && [ -t 0 ]; then exec "$(BIN)/agora" ask -- "$$TASK"; else exec "$(BIN)/agora"; fi

# A file's tests stay in one process, because they share what is slow to start. Every linter is heard, even where one fails.
test: $(VENV)/test.stamp
	@"$(BIN)/python" -m pytest -m "not soak" --numprocesses logical --maxprocesses 4 --dist loadfile \
		--cov --cov-report term:skip-covered $(PYTEST)

lint: $(VENV)/lint.stamp
	@status=0; \
	"$(BIN)/ruff" check . || status=1; \
	"$(BIN)/ruff" format --check . || status=1; \
	"$(BIN)/mypy" || status=1; \
	"$(BIN)/lint-imports" || status=1; \
	$(MKDOCS) build --strict --quiet --site-dir site || status=1; \
	exit $$status

soak: $(VENV)/test.stamp
	"$(BIN)/python" -m pytest -m soak --timeout 7200 $(PYTEST)

bench: $(VENV)/test.stamp
	@for script in benchmarks/*.py; do \
		case "$$script" in benchmarks/_*|benchmarks/peers.py) continue ;; esac; \
		echo "== $$script"; PYTHONPATH=. "$(BIN)/python" "$$script" || exit 1; \
	done

docs: $(VENV)/lint.stamp
	$(MKDOCS) build --strict --site-dir site

adapter: $(VENV)/adapter.stamp
	"$(BIN)/agora" models pull >/dev/null
	"$(BIN)/agora" learn data --from tasks --count 16000 --seed 0 --out runs/agora-135m-first-data/train.jsonl
	"$(BIN)/agora" learn train recipes/agora-135m-first.toml
	"$(BIN)/agora" learn export runs/agora-135m-first
	"$(BIN)/agora" learn data --from tasks --count 18000 --seed 1 --most-weight 2 --out runs/agora-135m-second-data/train.jsonl
	"$(BIN)/agora" learn train recipes/agora-135m-second.toml
	"$(BIN)/agora" learn export runs/agora-135m-second
	"$(BIN)/agora" learn data --from tasks --count 36000 --seed 2 --most-weight 4 --out runs/agora-135m-third-data/train.jsonl
	"$(BIN)/agora" learn train recipes/agora-135m-third.toml
	"$(BIN)/agora" learn export runs/agora-135m-third
	"$(BIN)/agora" learn data --from tasks --count 12000 --seed 3 --most-weight 3 --out runs/agora-135m-data/train.jsonl
	"$(BIN)/agora" learn train recipes/agora-135m.toml
	"$(BIN)/agora" learn export runs/agora-135m

prove: $(VENV)/prove.stamp
	"$(BIN)/python" recipes/prove.py

lock: $(VENV)/test.stamp $(VENV)/lint.stamp
	"$(BIN)/python" requirements/lock.py

clean:
	rm -rf "$(VENV)" build dist site .coverage .coverage.* .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find src tests benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +

$(BIN)/python:
	@python=""; for each in python3.13 python3.12 python3.11 python3 python; do \
		if "$$each" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then python=$$each; break; fi; \
	done; \
	if [ -z "$$python" ]; then \
		echo "Agora needs Python 3.11 or newer, and found none. Install it: https://www.python.org/downloads/" >&2; \
		exit 1; \
	fi; \
	"$$python" -m venv "$(VENV)" || { \
		rm -rf "$(VENV)"; \
		echo "$$python cannot make virtual environments. On Debian and Ubuntu: apt install python3-venv" >&2; \
		exit 1; \
	}

$(VENV)/run.stamp: $(BIN)/python pyproject.toml
	"$(BIN)/python" -m pip install --quiet --disable-pip-version-check --editable .
	@touch "$@"

$(VENV)/test.stamp: $(BIN)/python pyproject.toml requirements/test.lock
	"$(BIN)/python" -m pip install --quiet --disable-pip-version-check -c requirements/test.lock --editable ".[test]"
	@touch "$@" "$(VENV)/run.stamp"

$(VENV)/lint.stamp: $(VENV)/test.stamp
	"$(BIN)/python" -m pip install --quiet --disable-pip-version-check -c requirements/test.lock --editable ".[docs,test]"
	@touch "$@"

$(VENV)/adapter.stamp: $(BIN)/python pyproject.toml
	"$(BIN)/python" -m pip install --quiet --disable-pip-version-check --editable ".[learn]"
	@touch "$@"

$(VENV)/prove.stamp: $(BIN)/python pyproject.toml
	"$(BIN)/python" -m pip install --quiet --disable-pip-version-check --editable ".[learn,release]"
	@touch "$@"
