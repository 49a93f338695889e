# Habeas: `make demo` shows the product, `make test` checks all of it. Both set up what they need in .venv.
.PHONY: demo test check format lint types imports packs unit validators lock harden bench clean
PY := .venv/bin/python
ARGS ?=
N ?= auto

demo: .venv/run.ok
	$(PY) -m habeas demo $(ARGS)

test: .venv/dev.ok check unit

check: format lint types imports packs

format: .venv/dev.ok
	$(PY) -m ruff format --check .
lint: .venv/dev.ok
	$(PY) -m ruff check .
types: .venv/dev.ok
	$(PY) -m mypy
imports: .venv/dev.ok
	.venv/bin/lint-imports --no-cache
packs: .venv/dev.ok
	$(PY) -m pytest tests/packs
unit: .venv/dev.ok
	$(PY) -m compileall -q habeas  # hundreds of the tests start a process: it need not compile first
	$(PY) -m pytest -n $(N) --dist loadgroup --ignore=tests/packs $(ARGS)

.venv/bin/python:
	python=$$(tools/find-python) && "$$python" -m venv .venv

# What a user needs: locked, with hashes.
.venv/run.ok: .venv/bin/python requirements/run.txt pyproject.toml
	test -e .venv/dev.ok || $(PY) -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: -r requirements/run.txt
	$(PY) tools/link_checkout.py
	touch $@
.venv/dev.ok: .venv/bin/python requirements/dev.txt pyproject.toml
	$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: -r requirements/dev.txt
	$(PY) tools/link_checkout.py
	touch $@

# What others say of our pages and data: the HTML checker of the W3C, axe-core, FollowTheMoney, Frictionless. Needs npm, Java, a browser,
# ICU (libicu-dev, pkg-config) and a compiler.
NODE = $(CURDIR)/tools/validators/node_modules
FOUND = PYTHONPATH=.validators HABEAS_AXE=$(NODE)/axe-core/axe.min.js HABEAS_VNU=$(NODE)/vnu-jar/build/dist/vnu.jar
validators: .venv/dev.ok
	npm ci --prefix tools/validators --silent --no-audit --no-fund
	$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes --upgrade --target .validators -r requirements/validators.txt
	$(FOUND) $(PY) -m pytest -rs tests/publish/test_publish_validators.py tests/publish/test_publish_exports.py tests/web/test_web_axe.py

# Writes the locks anew (needs uv): hashes, no addresses.
LOCK = uv pip compile -q --python-version 3.12 --universal --generate-hashes --no-emit-index-url --no-annotate --no-header
lock:
	$(LOCK) pyproject.toml -o requirements/run.txt
	$(LOCK) pyproject.toml --extra postgres --group dev --group browser -o requirements/dev.txt
	$(LOCK) --group pyproject.toml:validators -o requirements/validators.txt

clean:
	rm -rf .venv .validators tools/validators/node_modules .mypy_cache .ruff_cache .import_linter_cache .hypothesis

# The full counts of what `make test` runs a slice of; minutes, not seconds.
harden: .venv/dev.ok
	HABEAS_HARDEN=1 $(PY) -m pytest -n $(N) --dist loadgroup $(ARGS)

# What needs no other program beside us; each prints a table for docs/bench. `names`, `extract` and `publish` name their peers.
bench: .venv/dev.ok
	$(PY) -m habeas bench startup
	$(PY) -m habeas bench register
	$(PY) -m habeas bench record
	$(PY) -m habeas bench publish --people 200
