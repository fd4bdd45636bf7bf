# Two commands matter: `make run` does the main job, `make test` passes every test. The rest serves them.
PYTHON ?= python3
export MAKEGOOD_HOME ?= $(CURDIR)/.makegood
MAKEGOOD := .venv/bin/makegood

.PHONY: run sample inspect setup test test-engine test-tools test-house lint docs bench clean

run: setup
	@$(MAKEGOOD) serve $(ARGS)

sample: setup
	@scripts/run-sample

inspect: setup
	@test -n "$(TARGET)" || { echo "Say what to inspect: make inspect TARGET=path-or-git-URL" >&2; exit 2; }
	@$(MAKEGOOD) inspect "$(TARGET)" --as repository $(ARGS)

setup: .venv/.made .tools/.made

.venv/.made: requirements-dev.lock pyproject.toml scripts/setup-python
	@scripts/setup-python .venv requirements-dev.lock $(PYTHON) editable

.tools/.made: tools/scanners.lock scripts/setup-python
	@scripts/setup-python .tools tools/scanners.lock $(PYTHON)

test: setup
	@scripts/setup-system
	@scripts/test

test-engine test-tools test-house: setup
	@scripts/setup-system
	@scripts/test $(@:test-%=%)

lint: .venv/.made
	@scripts/lint

docs: .venv/.made
	@.venv/bin/python scripts/make_docs.py

bench: setup
	@.venv/bin/python -m bench $(or $(ARGS),numbers)

clean:
	rm -rf .venv .venv-* .tools .makegood
