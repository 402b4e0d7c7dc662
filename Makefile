# `make run` starts the program and `make test` runs the tests; both set up what they need.

PYTHON ?= python3
VENV_PACKAGE := $(shell $(PYTHON) -c 'import ensurepip' 2>/dev/null || echo python3-venv)
VENV := .venv
BIN := $(VENV)/bin
EXTRAS := --extra build --extra embedded --extra natural
COMPILE := $(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-header --quiet

# Debian packages: installed when root or sudo allows, else the line to type is shown. $(call bring,PACKAGES)
define bring
	@if command -v dpkg-query >/dev/null; then \
		missing=""; \
		for package in $(1); do \
			dpkg-query -W -f '$${Status}' $$package 2>/dev/null | grep -q 'ok installed' || missing="$$missing $$package"; \
		done; \
		if [ -n "$$missing" ]; then \
			if [ "$$(id -u)" = 0 ]; then root=""; elif sudo -n true 2>/dev/null; then root="sudo -n"; else root=no; fi; \
			if [ "$$root" = no ] || ! { echo "Installing$$missing"; $$root apt-get update -qq && \
				$$root env DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends $$missing >/dev/null; }; \
			then echo "These packages are missing; please type: sudo apt-get install$$missing" >&2; fi; \
		fi; \
	fi
endef

.PHONY: run test check lint format lock clean

run: $(VENV)/.run
	@$(BIN)/voiceint $(ARGS)

test: $(VENV)/.dev
	$(BIN)/pytest --numprocesses 2 --dist loadgroup

check: lint
	$(BIN)/mypy
	$(BIN)/lint-imports

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

format: $(VENV)/.dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# Pins every package and its hash, without naming where it came from.
lock: $(VENV)/.dev
	$(BIN)/pip install --quiet uv
	$(COMPILE) $(EXTRAS) --output-file requirements.lock
	$(COMPILE) $(EXTRAS) --extra cluster --extra dev --constraint requirements.lock --output-file requirements-dev.lock

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache

$(VENV)/bin/python:
	$(call bring,libportaudio2 espeak-ng libasound2-plugins $(VENV_PACKAGE))
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or newer is needed: make run PYTHON=python3.12" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run: $(VENV)/bin/python requirements.lock pyproject.toml
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements.lock
	@$(MAKE) --no-print-directory $(VENV)/.package
	@touch $@

$(VENV)/.dev: $(VENV)/bin/python requirements-dev.lock pyproject.toml
	$(call bring,pulseaudio pulseaudio-utils chromium)
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements-dev.lock
	@$(MAKE) --no-print-directory $(VENV)/.package
	@touch $@

$(VENV)/.package: pyproject.toml
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@
