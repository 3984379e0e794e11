# Everything runs on a machine that has Rust, Python 3.11+ and make.

PYTHON ?= python3
VENV := .venv
BENCH_VENV := .bench-venv
PY := $(VENV)/bin/python
MODULE_SOURCES := $(shell find pi2-core/src pi2-macros/src pi2-py -name '*.rs' -o -name '*.py' -o -name '*.pyi' -o -name '*.toml' | grep -v '/tests/') Cargo.toml Cargo.lock

.PHONY: quickstart test test-rust test-python memcheck package-check lint module docs bench clean

quickstart: $(VENV)/module
	$(PY) examples/python/quickstart.py

test: test-rust test-python

test-rust:
	cargo test --workspace --exclude pi2-py --locked

test-python: $(VENV)/checkers
	$(PY) -m pytest -q pi2-py/tests

# The module uses no memory that is not there, or not there any more.
memcheck: $(VENV)/module
	scripts/memcheck.sh $(PY)

# Source package and wheel are complete and can be installed.
package-check: $(VENV)/module
	$(PY) -m pip install --quiet --disable-pip-version-check -r scripts/package-requirements.txt
	scripts/check-package.sh $(PY)

lint: $(VENV)/checkers
	cargo fmt --check
	cargo fmt --check --manifest-path scripts/zarrs/Cargo.toml
	cargo clippy --workspace --all-targets --locked -- -D warnings
	$(VENV)/bin/ruff check pi2-py examples scripts
	$(VENV)/bin/ruff format --check pi2-py examples scripts
	$(VENV)/bin/mypy --config-file pi2-py/pyproject.toml pi2-py/python examples/python
	$(VENV)/bin/pyright --project pi2-py --pythonpath $(PY)

module: $(VENV)/module

# The virtual environment with the module installed; rebuilt when its sources change.
$(VENV)/module: $(MODULE_SOURCES)
	scripts/venv.sh $(PYTHON) $(VENV)
	$(PY) -m pip install --quiet --disable-pip-version-check "./pi2-py[test]"
	touch $@

# What checks Python files; tests run the type checkers, too.
$(VENV)/checkers: scripts/lint-requirements.txt $(VENV)/module
	$(PY) -m pip install --quiet --disable-pip-version-check -r scripts/lint-requirements.txt
	touch $@

docs:
	cargo dev generate

# Ratios to other libraries, measured in one run; see docs/speed.md.
bench: $(VENV)/module
	cargo bench --package pi2-core --bench bandwidth
	scripts/venv.sh $(PYTHON) $(BENCH_VENV)
	$(BENCH_VENV)/bin/python -m pip install --quiet --disable-pip-version-check -r scripts/bench-requirements.txt ./pi2-py
	cargo build --release --locked --manifest-path scripts/zarrs/Cargo.toml
	$(BENCH_VENV)/bin/python scripts/bench.py

clean:
	rm -rf $(VENV) $(BENCH_VENV) quickstart-results scripts/zarrs/target
	cargo clean
