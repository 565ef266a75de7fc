# Two commands on a fresh machine: make ask, make test. The rest is for those who work on duty-kg.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt
Q      ?= 老板拖欠工资该找哪个部门？
export DUTY_KG_BASE ?= $(CURDIR)/build/base

.PHONY: ask test check build-wheel serve bench quality train clean

ask: $(VENV)/installed  ## ask a question: make ask Q="…"
	@test -e "$(DUTY_KG_BASE)/current" || $(BIN)/duty-kg build
	@$(BIN)/duty-kg ask "$(Q)"

test: $(VENV)/developing  ## run every test and notebook
	@$(BIN)/python -m pytest -n 2 --dist loadfile

check: $(VENV)/developing  ## lint, format, types, import directions
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

build-wheel: $(VENV)/developing  ## the wheel, in dist/
	rm -rf dist
	$(BIN)/python -m build --wheel --no-isolation --outdir dist .

serve: $(VENV)/installed  ## the ask page on http://127.0.0.1:8000
	@$(BIN)/duty-kg serve

bench: $(VENV)/developing  ## measure; writes nothing
	@$(BIN)/python -m tests.bench
	@$(BIN)/python -m tests.bench.pairs

quality: $(VENV)/developing  ## measure the search on every set of questions that is here -> index/quality.json; prints the rows of README and QUALITY.md
	@$(BIN)/python -m tests.questions.measure

TAUGHT_BY := ../shared/corpus/laws.jsonl.xz ../shared/lexicon/gloss_minilm.npz ../shared/questions/thesaurus.tsv
train: $(VENV)/developing  ## remake the bundled model and translations from ../shared and our own questions
	@for file in $(TAUGHT_BY); do test -e $$file || { echo "$$file is not part of the repository (index/model/README.md, Rebuild)" >&2; exit 1; }; done
	OMP_NUM_THREADS=1 $(BIN)/python -m index.training --corpus ../shared/corpus/laws.jsonl.xz \
	  --gloss ../shared/lexicon/gloss_minilm.npz --bodies index/bodies.tsv --bodies index/training/callers.tsv \
	  --terms ../shared/questions/thesaurus.tsv --terms index/training/terms.tsv --matters ontology/matters.ttl --out index/model
	$(BIN)/python -m index.training.parlance --bodies index/bodies.tsv --bodies index/training/callers.tsv --bodies index/training/askers.tsv --terms ../shared/questions/thesaurus.tsv \
	  --terms index/training/terms.tsv --matters ontology/matters.ttl --out index/parlance
	$(BIN)/python -m index.training.initiative --bodies index/bodies.tsv --bodies index/training/callers.tsv --bodies index/training/askers.tsv --out index/initiative

clean:  ## remove what was built, not the virtual environment
	rm -rf build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache

$(VENV)/installed: pyproject.toml constraints.txt
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "installing duty-kg into $(VENV) (several minutes the first time) …" >&2
	@$(PIP) --editable .
	@touch $@

$(VENV)/developing: $(VENV)/installed
	@$(PIP) --editable ".[dev]"
	@touch $@
