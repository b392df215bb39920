# The commands of every day: `make` alone lists them.
#
# HOST, PORT and every other setting may stand on the line: make run PORT=9000

VENV := .venv
PYTHON := $(VENV)/bin/python
PYTEST = $(PYTHON) -m pytest --junitxml=var/tests/$@.xml
# Each process of a run would load what drives a browser.
NO_BROWSER := --ignore tests/browser -p no:playwright -p no:base_url
LOCK = $(PYTHON) -m uv pip compile -q --universal --generate-hashes --no-emit-index-url \
	--python-version 3.11 --custom-compile-command "make lock" pyproject.toml
RUN := $(VENV)/run.stamp
TEST := $(VENV)/test.stamp
STATIC := var/static.stamp
BENCH := .venv-bench

# Without it every process of a test run would compile all tests again.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help run test quick sqlite postgres browser bench check fix lock docs
.PHONY: types rules quick-engine quick-others

help: ## list these targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "make %-10s %s\n", $$1, $$2}' Makefile

run: $(RUN) $(STATIC) ## install what is missing and serve the site (HOST, PORT)
	@$(PYTHON) manage.py prepare
	@exec $(PYTHON) -m gunicorn -c config/gunicorn.py

test: $(TEST) ## run every check and every test; the parts are the five targets that follow
	@EXAMPLES=100 $(PYTHON) -m tests.parts check quick sqlite postgres browser

check: $(TEST) ## style, types, imports, templates, migrations, Django's own checks
	@$(MAKE) --no-print-directory --jobs 2 --output-sync types rules

# The halves of a check, beside each other: types take longest where nothing is known yet.
types:
	@$(PYTHON) -m mypy

rules:
	@$(PYTHON) -m ruff check --quiet .
	@$(PYTHON) -m ruff format --quiet --check .
	@$(PYTHON) $(VENV)/bin/lint-imports --no-logo
	@$(PYTHON) -m djlint --quiet --lint templates
	@$(PYTHON) manage.py makemigrations --settings tests.settings --check --dry-run
	@$(PYTHON) manage.py check --settings tests.settings
	@PRODUCTION=yes ALLOWED_HOSTS=considered.example URGENT_HELP=112 \
		DATABASE_URL=postgresql://database.example/considered \
		SECRET_KEY=$$($(PYTHON) -c 'import secrets; print(secrets.token_urlsafe(50))') \
		$(PYTHON) manage.py check --deploy --fail-level WARNING

quick: $(TEST) ## the engine's tests and all others that need no database, in seconds
	@$(MAKE) --no-print-directory --jobs 2 --output-sync quick-engine quick-others

# Beside each other: one that hands tests out to several takes as long again as these tests.
quick-engine quick-others: QUICK = $(PYTEST) -m "not database and not server" $(NO_BROWSER)
quick-engine:
	@$(QUICK) tests/engine

quick-others:
	@$(QUICK) --ignore tests/engine

sqlite: $(TEST) ## the tests that touch the database, on SQLite
	@$(PYTEST) -m database -n logical $(NO_BROWSER)

postgres: $(TEST) ## the same tests on a PostgreSQL that is started for them
	@$(PYTEST) -m database -n logical $(NO_BROWSER) -p tests.postgres

# A browser often waits, be it for the server: one process more than there are processors.
browser: $(TEST) ## the tests that drive real browsers, and those that start a server
	@tests/browser/install
	@$(PYTEST) -m "browser or server" -n $$(($$(getconf _NPROCESSORS_ONLN) + 1))

bench: $(TEST) $(STATIC) $(BENCH)/stamp ## measure the speed beside others (ONLY, ROUNDS, SECONDS)
	@$(PYTHON) -m bench $(if $(ONLY),--only $(ONLY)) $(if $(ROUNDS),--rounds $(ROUNDS)) \
		$(if $(SECONDS),--seconds $(SECONDS))

fix: $(TEST) ## mend style as far as ruff can
	@$(PYTHON) -m ruff check --quiet --fix . || true
	@$(PYTHON) -m ruff format --quiet .

lock: $(TEST) ## remake the locks from pyproject.toml (newer versions: make lock UP=--upgrade)
	@$(LOCK) $(UP) -o requirements/run.txt
	@$(LOCK) $(UP) --group test -c requirements/run.txt -o requirements/test.txt
	@$(LOCK) $(UP) bench/requirements.in -c requirements/run.txt -o bench/requirements.txt

docs: $(TEST) ## remake the pages and the pictures that are made from the code
	@$(PYTHON) -m config.settings_page
	@$(PYTHON) -m config.checks_page
	@tests/browser/install
	@$(PYTHON) -m tests.browser.screens docs/screens

$(RUN): requirements/run.txt
	@requirements/install run

$(TEST): requirements/test.txt
	@requirements/install test

# What a wizard would be built with is kept apart from what we are built with.
$(BENCH)/stamp: bench/requirements.txt | $(TEST)
	@echo "Installing the packages of bench/requirements.txt ..."
	@$(PYTHON) -m venv --clear $(BENCH)
	@$(BENCH)/bin/python -m pip install -qq --disable-pip-version-check --require-hashes \
		-r bench/requirements.txt
	@touch $@

# Static files are gathered, hashed and compressed only when one of them or a package has changed.
$(STATIC): $(RUN) config/settings.py $(shell find static 2>/dev/null)
	@echo "Gathering static files ..."
	@$(PYTHON) manage.py collectstatic --no-input --verbosity 0
	@touch $@
