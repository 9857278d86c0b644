# The two commands are `make demo` and `make test`; both make .venv alone, and only when something changed.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet --constraint constraints.txt

.PHONY: advisories bench cards cluster-demo demo docs frames images test slow slow-alone slow-index postgres trust browser lint lock sbom wheel clean

demo: .venv/.standard
	$(BIN)/lif demo

test: .venv/.dev
	$(BIN)/python -m pytest --numprocesses 2 --dist loadfile

slow: slow-alone slow-index

slow-alone: .venv/.dev
	$(BIN)/python -m pytest -m "(slow or office) and not browser" --ignore tests/slow/test_install.py

# Installs the wheel in empty environments, so it asks a package index.
slow-index: .venv/.dev
	$(BIN)/python -m pytest -m "" tests/slow/test_install.py

postgres: .venv/.dev
	$(BIN)/python -m pytest --postgres tests/unit
	$(BIN)/python -m pytest --postgres -m slow tests/unit/test_forgetting.py tests/unit/test_migrate.py tests/unit/test_faults.py

trust: .venv/.dev
	LIF_TRUST=1 LIF_LONG=1 LIF_KILLS=200 $(BIN)/python -m pytest -m "" tests/unit/test_access.py \
	  tests/unit/test_custody.py tests/unit/test_forgetting.py tests/slow/test_damaged_backups.py \
	  tests/slow/test_many_at_once.py tests/slow/test_kills.py tests/slow/test_hostile_files.py \
	  tests/slow/test_leaks.py tests/slow/test_suppression_attack.py
	LIF_TRUST=1 $(BIN)/python tests/trust/report.py --measure

browser: .venv/.dev
	$(BIN)/python -m pytest -m browser

# LIF_DOCS_RUN=1 make docs runs the notebooks too, and shows what they gave.
docs: .venv/.dev
	$(BIN)/python -m sphinx -q -W --keep-going -b html docs build/docs
	@echo "Open build/docs/index.html"

# Draws each screen of the invented audit, at 1280 and at 390 pixels, for the pages of the documentation.
images: .venv/.dev
	$(BIN)/python tests/browser/docs_images.py

frames: .venv/.dev
	$(BIN)/python -m lif_narrative.columns > docs/frames.md.part && mv docs/frames.md.part docs/frames.md

bench: .venv/.bench
	$(BIN)/python -m bench

# A scheduler and two workers as processes of their own, on the loopback; they end with the command.
cluster-demo: .venv/.dev
	test -d demo/project || $(BIN)/lif demo
	$(BIN)/python -m lif_narrative.engine.cluster demo/project demo/archive

lint: .venv/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

cards: .venv/.dev
	$(BIN)/python tests/trust/model_pages.py

# Every part of a standard installation, as CycloneDX; the tools live apart from what they read.
sbom: .venv/.standard .venv/.papers
	mkdir -p build
	.venv/.papers/bin/cyclonedx-py environment --pyproject pyproject.toml --output-reproducible \
	  --output-file build/sbom.json $(BIN)/python

# Asks the Python advisory database about names and versions: needs internet, sends nothing else.
advisories: .venv/.standard .venv/.papers
	.venv/.papers/bin/pip-audit --strict --disable-pip --no-deps --requirement constraints.txt

.venv/.papers: .venv/bin/python
	$(PYTHON) -m venv $@
	$@/bin/pip install --quiet cyclonedx-bom pip-audit || (rm -rf $@; exit 1)

wheel: .venv/.dev
	$(BIN)/python -m build --wheel

lock: .venv/.dev
	$(BIN)/python -m piptools compile --quiet --all-extras --strip-extras --no-header --no-annotate \
	  --no-emit-find-links --no-emit-index-url --output-file .venv/constraints.txt pyproject.toml
	grep -v '^lif-narrative @' .venv/constraints.txt | sed 's/+cpu$$//' > constraints.txt

.venv/bin/python:
	$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Python 3.11 or newer is needed")'
	$(PYTHON) -m venv .venv

.venv/.standard: .venv/bin/python pyproject.toml constraints.txt
	@echo "Installing (once; a few minutes) ..."
	$(PIP) --editable '.[standard]'
	@touch $@

.venv/.dev: .venv/.standard
	@echo "Installing what the tests need ..."
	$(PIP) --editable '.[standard,dev,docs]'
# Taguette wants an SQLAlchemy of its own; its importer alone is asked whether it reads our codebook.
	$(PIP) --no-deps taguette==1.5.2 'chardet<6' sentry-sdk==2.75.0
	@touch $@

# turftopic asks for an older rich than the lock has, and runs with the newer: it comes without its own wishes.
.venv/.bench: .venv/.dev
	$(BIN)/python -m pip --disable-pip-version-check install --quiet --no-deps turftopic==0.28.0
	$(PIP) --editable '.[standard,dev,bench]'
	@touch $@

clean:
	rm -rf .venv demo dist build
