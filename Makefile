PYTHON ?= .venv/bin/python

.PHONY: help check test format lock demo bench soak words

help: ## Show this list
	@grep -E '^[a-z]+:.*## ' Makefile | sed 's/:.*## /\t/'

check: ## Everything that must be green before a commit
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m ruff check .
	$(PYTHON) -m mypy
	$(dir $(PYTHON))lint-imports
	$(PYTHON) -m bot.catalogue check
	$(PYTHON) -m bot derive --check
	$(PYTHON) -m pytest

test: ## The whole suite
	$(PYTHON) -m pytest

format: ## Format the code
	$(PYTHON) -m ruff format .
	$(PYTHON) -m ruff check --fix .

words: ## Bring the catalogues into step with the code and list what is missing
	$(PYTHON) -m bot.catalogue update
	$(PYTHON) -m bot.catalogue missing

lock: ## Resolve the requirement files anew (needs uv)
	uv pip compile -q --universal --generate-hashes --no-emit-index-url --no-emit-find-links --no-header \
		--no-annotate --extra build pyproject.toml -o requirements.txt
	uv pip compile -q --universal --generate-hashes --no-emit-index-url --no-emit-find-links --no-header \
		--no-annotate --extra build --extra test pyproject.toml -o requirements-test.txt

demo: ## Try Snurr in the browser
	$(PYTHON) -m bot demo

bench: ## Measure, as ratios against a baseline in the same run
	PYTHONPATH=. $(PYTHON) bench/store.py

soak: ## Slow tests: kill -9 at every point of a log command
	$(PYTHON) -m pytest tests/soak -o testpaths=tests/soak
