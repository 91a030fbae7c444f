PYTHON ?= .venv/bin/python
BIN = $(dir $(PYTHON))
UV ?= uv
PAGE = adapters/web/static
SPREAD = -n 4 --dist loadfile
LOCK = $(UV) pip compile -q --universal --generate-hashes --no-emit-index-url --no-emit-find-links --no-annotate \
	--custom-compile-command "make lock" --extra build

.PHONY: help check test dates format lock words demo bench soak

help: ## Show this list
	@grep -E '^[a-z]+:.*## ' Makefile | sed 's/:.*## /\t/'

check: ## Everything that must be green before a commit
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m ruff check .
	$(PYTHON) -m bandit -q -r -c pyproject.toml bot adapters nudges storage
	$(BIN)oxfmt --check $(PAGE)
	$(BIN)oxlint $(PAGE)
	$(PYTHON) -m mypy
	$(BIN)lint-imports --no-logo
	$(PYTHON) -m bot.cli.catalogue check
	$(PYTHON) -m bot.cli.derive --check
	$(PYTHON) -m pytest $(SPREAD)

test: ## The whole suite
	$(PYTHON) -m pytest $(SPREAD)

dates: ## What can depend on the date, on six other dates (needs Linux and cc; TESTS=tests runs the whole suite on each)
	$(PYTHON) -m tests.dates $(TESTS)

format: ## Format the code
	$(PYTHON) -m ruff format .
	$(PYTHON) -m ruff check --fix .
	$(BIN)oxfmt $(PAGE)
	$(BIN)oxlint --fix $(PAGE)

words: ## Bring the catalogues into step with the code and list what is missing
	$(PYTHON) -m bot.cli.catalogue update
	$(PYTHON) -m bot.cli.catalogue missing

lock: ## Bring the requirement files into step with pyproject.toml (needs uv; UPGRADE=--upgrade takes newer versions)
	$(LOCK) $(UPGRADE) pyproject.toml -o requirements.txt
	$(LOCK) $(UPGRADE) --extra postgres -c requirements.txt pyproject.toml -o requirements-postgres.txt
	$(LOCK) $(UPGRADE) --extra explore -c requirements.txt pyproject.toml -o requirements-explore.txt
	$(LOCK) $(UPGRADE) --extra test -c requirements.txt pyproject.toml -o requirements-test.txt

demo: ## Try Snurr in the browser
	$(PYTHON) -m bot demo

bench: ## Measure, as ratios against a baseline in the same run
	PYTHONPATH=. $(PYTHON) bench/store.py
	PYTHONPATH=. $(PYTHON) bench/figures.py
	PYTHONPATH=. $(PYTHON) bench/rows.py
	PYTHONPATH=. $(PYTHON) bench/fanout.py
	PYTHONPATH=. $(PYTHON) bench/teams.py
	PYTHONPATH=. $(PYTHON) bench/hostile.py
	PYTHONPATH=. $(PYTHON) bench/lines.py
	PYTHONPATH=. $(PYTHON) bench/tick.py 1000 10000
	PYTHONPATH=. $(PYTHON) bench/growth.py --factor 1.5
	PYTHONPATH=. $(PYTHON) bench/postgres.py
	PYTHONPATH=. $(PYTHON) bench/morning.py 1000 10000
	PYTHONPATH=. $(PYTHON) bench/scale.py --check

soak: ## The slow tests, and fuzzing with thousands of new examples
	$(PYTHON) -m pytest tests/soak
	SNURR_FUZZ=20000 $(PYTHON) -m pytest tests/hostile/test_hostile.py tests/hostile/test_fuzzed_lines.py \
		tests/hostile/test_fuzzed_codecs.py tests/slack/test_hostile.py tests/teams/test_render.py
	SNURR_FUZZ=1000 $(PYTHON) -m pytest tests/properties/test_figures.py
	SNURR_FUZZ=2000 $(PYTHON) -m pytest tests/hostile/test_fuzzed_requests.py
