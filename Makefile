# `make` explains the targets. Each sets up what it needs by itself; the work is in scripts/.
SHELL := /usr/bin/env bash
.DEFAULT_GOAL := help
.PHONY: help setup run dev test check rules prepare e2e bench validate-focus reset ci

help: ## this list
	@awk -F ':.*## ' '/^[a-z0-9]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: ## set up, build, load the demo, serve at http://127.0.0.1:3000 (ADDRESS=…); Ctrl+C stops it
	@scripts/run.sh

dev: ## the same, rebuilt at every change
	@scripts/dev.sh

test: ## everything: format, lints, SQL data, rules, database, access matrix, browser journeys
	@scripts/test.sh

check: ## format, lints of both sides, committed SQL data, types of the journeys
	@scripts/check.sh

rules: ## only the tests of the pure rules: no database
	@scripts/rules.sh

prepare: ## write the committed SQL data (.sqlx) after a change of SQL
	@scripts/setup.sh dev && scripts/sql-data.sh prepare

e2e: ## only the browser journeys (E2E_ARGS="file -g name", E2E_BUILD=dev, E2E_NAME=x)
	@scripts/e2e.sh $(E2E_ARGS)

bench: ## measure speed and sizes against the budgets
	@scripts/bench.sh

validate-focus: ## a demo bill as a FOCUS dataset (or FILE=…), judged by the public validator from PyPI
	@scripts/validate-focus.sh

setup: ## install what is missing, nothing else
	@scripts/setup.sh test

reset: ## delete the embedded database, after asking (YES=1: without)
	@scripts/database.sh reset

ci: test ## what the build machine runs
