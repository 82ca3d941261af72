# Everything runs in .venv, made by pip with the versions of constraints.txt.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DATA ?= ../shared/data
# Tests run in so many processes, each computing with one thread; each takes about 1.5 GB.
WORKERS ?= 2
IN_PARALLEL = --numprocesses $(WORKERS) --dist loadgroup
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check

.PHONY: demo test browser screenshots lint types imports check train-tagger train-tagger-fast-further calibrate train-claims train-claims-further train-claims-varied train-claims-natural train-claims-fast-varied train-matters train-antecedents train-sides places train-relations eval figures speed wheel clean

demo: $(VENV)/.installed
	$(BIN)/attribution demo --db demo.db --html demo.html

# Tests of the report page in a browser are skipped, and say why, where chromium cannot be installed.
test: $(VENV)/.installed-test browser
	$(BIN)/python -m pytest -rs $(IN_PARALLEL)

# Chromium and axe-core, which pip cannot install.
browser:
	sh tests/browser/set-up.sh

# The pictures of README and tutorial, from the bundled documents.
screenshots: $(VENV)/.installed-test browser
	$(BIN)/attribution demo --html .cache/demo.html > .cache/demo.txt
	$(BIN)/python -m tests.browser.screenshots .cache/demo.html docs/images

lint: $(VENV)/.installed-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/codespell

types: $(VENV)/.installed-test
	$(BIN)/mypy

imports: $(VENV)/.installed-test
	$(BIN)/lint-imports

# Everything that must hold before a release, slow tests and coverage included.
check: lint types imports $(VENV)/.installed-test browser
	$(BIN)/python -m pytest -m "slow or not slow" --cov $(IN_PARALLEL)

# Silver labels of nested attributions, then the accurate tier, then the fast one from it.
train-tagger: $(VENV)/.installed-test
	PIP_CONSTRAINT=constraints.txt $(PIP) install --editable ".[train-accurate]"
	$(BIN)/python -m training.inner --data $(DATA)/attribution/polnear_train.jsonl.gz --output runs/inner-polnear.jsonl
	$(BIN)/python -m training.tagger configs/training/tagger-accurate.toml --data $(DATA)
	$(BIN)/python -m training.export tagger runs/tagger-accurate --config configs/training/tagger-accurate.toml --weights attribution/weights/tagger-accurate
	$(BIN)/python -m training.links attribution/weights/tagger-accurate --config configs/training/tagger-accurate.toml --data $(DATA)
	$(BIN)/python -m training.tagger configs/training/tagger-fast.toml --data $(DATA)
	$(BIN)/python -m training.export tagger runs/tagger-fast --config configs/training/tagger-fast.toml --weights attribution/weights/tagger
	$(BIN)/python -m training.links attribution/weights/tagger --config configs/training/tagger-fast.toml --data $(DATA)
	$(MAKE) calibrate

# The fast tagger once more, from its packaged weights: texts that only the accurate one labels.
train-tagger-fast-further: $(VENV)/.installed-test
	$(BIN)/python -m training.tagger configs/training/tagger-fast-further.toml --data $(DATA)
	$(BIN)/python -m training.export tagger runs/tagger-fast-further --config configs/training/tagger-fast-further.toml --weights attribution/weights/tagger
	$(BIN)/python -m training.links attribution/weights/tagger --config configs/training/tagger-fast-further.toml --data $(DATA)
	$(MAKE) calibrate

# Confidences to probabilities, and the figures into the manifests.
calibrate: $(VENV)/.installed-test
	for tier in accurate fast; do \
	  folder=attribution/weights/tagger-accurate; [ $$tier = accurate ] || folder=attribution/weights/tagger; \
	  plot=docs/models/tagger-threshold.svg; [ $$tier = accurate ] || plot=docs/models/tagger-threshold-fast.svg; \
	  $(BIN)/python -m eval.extraction --model $$tier --data $(DATA)/attribution/polnear_dev.jsonl.gz --json runs/dev-$$tier.json && \
	  $(BIN)/python -m eval.extraction --model $$tier --data $(DATA)/attribution/cofenet_polnear_valid.jsonl.gz --protocol cofenet --json runs/cofenet-$$tier.json && \
	  $(BIN)/python -m eval.confidence --model $$tier --data $(DATA)/attribution/polnear_dev.jsonl.gz --json runs/confidence-$$tier.json --plot $$plot && \
	  $(BIN)/python -m training.figures $$folder polnear_dev=runs/dev-$$tier.json cofenet_polnear_valid=runs/cofenet-$$tier.json --calibrate runs/confidence-$$tier.json || exit 1; \
	done

# Stance, acts and relations: public corpora first, then the labelled dossiers as extracted.
train-claims: $(VENV)/.installed-test
	PIP_CONSTRAINT=constraints.txt $(PIP) install --editable ".[train-accurate]"
	$(BIN)/python -m training.gold training/gold_dossiers --only configs/training/claims-known-dossiers.txt --without-pairs configs/training/relations-dossiers.txt --output runs/gold-train.jsonl
	$(BIN)/python -m training.gold eval/gold/dossiers --split dev --output runs/gold-dev.jsonl
	for tier in accurate fast; do \
	  $(BIN)/python -m training.claims configs/training/claims-$$tier-public.toml --data $(DATA) && \
	  $(BIN)/python -m training.claims configs/training/claims-$$tier.toml --data $(DATA) || exit 1; \
	done
	$(BIN)/python -m training.export claims runs/claims-accurate --config configs/training/claims-accurate.toml --weights attribution/weights/claims-accurate --shared-with tagger-accurate
	$(BIN)/python -m training.export claims runs/claims-fast --config configs/training/claims-fast.toml --weights attribution/weights/claims --shared-with tagger

# The accurate claim encoder once more, from its packaged weights: pairs in their passages.
train-claims-further: $(VENV)/.installed-test
	PIP_CONSTRAINT=constraints.txt $(PIP) install --editable ".[train-accurate]"
	$(BIN)/python -m training.gold training/gold_dossiers --only configs/training/claims-known-dossiers.txt --reach 240 --output runs/gold-passages.jsonl
	$(BIN)/python -m training.gold eval/gold/dossiers --split dev --output runs/gold-dev.jsonl
	$(BIN)/python -m training.claims configs/training/claims-accurate-passages.toml --data $(DATA)
	$(BIN)/python -m training.export claims runs/claims-accurate-passages --config configs/training/claims-accurate-passages.toml --weights attribution/weights/claims-accurate --shared-with tagger-accurate

# And once more, with all dossiers but those that its trees are fitted to; those known already in smaller shares.
train-claims-varied: $(VENV)/.installed-test
	PIP_CONSTRAINT=constraints.txt $(PIP) install --editable ".[train-accurate]"
	$(BIN)/python -m training.gold training/gold_dossiers --left-out configs/training/relations-accurate-dossiers.txt configs/training/natural-dossiers.txt --reach 240 --output runs/gold-varied.jsonl
	$(BIN)/python -m training.gold eval/gold/dossiers --split dev --output runs/gold-dev.jsonl
	$(BIN)/python -m training.claims configs/training/claims-accurate-varied.toml --data $(DATA)
	$(BIN)/python -m training.export claims runs/claims-accurate-varied --config configs/training/claims-accurate-varied.toml --weights attribution/weights/claims-accurate --shared-with tagger-accurate

# And on dossiers reported first and labelled afterwards, with a few rows of those before; not packaged (docs/experiments.md).
train-claims-natural: $(VENV)/.installed-test
	PIP_CONSTRAINT=constraints.txt $(PIP) install --editable ".[train-accurate]"
	$(BIN)/python -m training.gold training/gold_dossiers --left-out configs/training/relations-accurate-dossiers.txt configs/training/natural-dossiers.txt --reach 240 --output runs/gold-varied.jsonl
	$(BIN)/python -m training.gold training/gold_dossiers --only configs/training/natural-dossiers.txt --without-pairs configs/training/relations-natural-dossiers.txt --reach 240 --near 0.5 --unrelated 3 --output runs/gold-new.jsonl
	cat runs/gold-new.jsonl runs/gold-varied.jsonl > runs/gold-natural.jsonl
	$(BIN)/python -m training.gold eval/gold/dossiers --split dev --output runs/gold-dev.jsonl
	$(BIN)/python -m training.claims configs/training/claims-accurate-natural.toml --data $(DATA)

# The small claim encoder on the same dossiers.
train-claims-fast-varied: $(VENV)/.installed-test
	PIP_CONSTRAINT=constraints.txt $(PIP) install --editable ".[train]"
	$(BIN)/python -m training.gold training/gold_dossiers --left-out configs/training/relations-accurate-dossiers.txt configs/training/natural-dossiers.txt --reach 240 --output runs/gold-varied.jsonl
	$(BIN)/python -m training.gold eval/gold/dossiers --split dev --output runs/gold-dev.jsonl
	$(BIN)/python -m training.claims configs/training/claims-fast-varied.toml --data $(DATA)
	$(BIN)/python -m training.export claims runs/claims-fast-varied --config configs/training/claims-fast-varied.toml --weights attribution/weights/claims --shared-with tagger

# Whom "he" and "she" mean; sides are trained after it.
train-antecedents: $(VENV)/.installed-test
	PIP_CONSTRAINT=constraints.txt $(PIP) install --editable ".[train]"
	$(BIN)/python -m training.antecedents training/gold_dossiers --output attribution/weights/antecedents

# Sides of speakers whom no rule can place; prints figures on dossiers left out.
train-sides: $(VENV)/.installed-test
	PIP_CONSTRAINT=constraints.txt $(PIP) install --editable ".[train]"
	$(BIN)/python -m training.sides training/gold_dossiers --output attribution/weights/sides

# The towns that tell in which state a story is set (GeoNames, CC BY 4.0).
places: $(VENV)/.installed-test
	PIP_CONSTRAINT=constraints.txt $(PIP) install --editable ".[train]"
	$(BIN)/python -m training.places --output attribution/data/places.tsv

# Vectors of matters.
train-matters: $(VENV)/.installed-test
	PIP_CONSTRAINT=constraints.txt $(PIP) install --editable ".[train]"
	$(BIN)/python -m training.matters configs/training/matters.toml
	$(BIN)/python -m training.export matters runs/matters --weights attribution/weights/matters --shared-with tagger

# Trees that weigh the encoder's reading of pairs with other evidence, on dossiers it never saw.
train-relations: $(VENV)/.installed-test
	PIP_CONSTRAINT=constraints.txt $(PIP) install --editable ".[train]"
	$(BIN)/python -m training.relations training/gold_dossiers --names configs/training/relations-accurate-dossiers.txt --second training/gold_dossiers/second_annotator.jsonl training/gold_dossiers/second_annotator_newsrooms.jsonl --output attribution/weights/relations-accurate
	$(BIN)/python -m training.relations training/gold_dossiers --names configs/training/relations-accurate-dossiers.txt --second training/gold_dossiers/second_annotator.jsonl training/gold_dossiers/second_annotator_newsrooms.jsonl --model fast --output attribution/weights/relations

# The figures of README and model cards of both tiers, times aside (`make speed`).
eval: $(VENV)/.installed-test
	for tier in accurate fast; do \
	  $(BIN)/python -m eval.extraction --model $$tier --data $(DATA)/attribution/polnear_dev.jsonl.gz && \
	  $(BIN)/python -m eval.extraction --model $$tier --data $(DATA)/attribution/cofenet_polnear_valid.jsonl.gz --protocol cofenet && \
	  $(BIN)/python -m eval.confidence --model $$tier --data $(DATA)/attribution/polnear_dev.jsonl.gz || exit 1; \
	  for name in narrative nested phenomena readouts transcripts; do \
	    $(BIN)/python -m eval.extraction --model $$tier --data eval/gold/extraction/$$name.jsonl || exit 1; \
	  done; \
	done
	$(BIN)/python -m eval.annotators --data $(DATA)/attribution/polnear_dev.jsonl.gz $(DATA)/attribution/polnear_annotator-training.jsonl.gz --model accurate
	$(BIN)/python -m eval.annotators --data $(DATA)/attribution/polnear_dev.jsonl.gz $(DATA)/attribution/polnear_annotator-training.jsonl.gz $(DATA)/attribution/polnear_train.jsonl.gz
	$(BIN)/python -m eval.kinds --data $(DATA)/attribution/polnear_dev.jsonl.gz
	$(BIN)/python -m training.noise $(DATA)/attribution/polnear_dev.jsonl.gz --seed held-out --output runs/damaged
	$(BIN)/python -m eval.robustness --clean $(DATA)/attribution/polnear_dev.jsonl.gz --damaged runs/damaged
	$(BIN)/python -m eval.stance --data $(DATA)/stance --dossiers eval/gold/dossiers --split heldout --baselines
	$(BIN)/python -m eval.pairs --data $(DATA)/pairs --dossiers eval/gold/dossiers --split heldout
	$(BIN)/python -m eval.positions
	$(BIN)/python -m eval.speakers --split heldout
	$(BIN)/python -m eval.agreement
	for file in eval/gold/second_annotator_newsrooms training/gold_dossiers/second_annotator training/gold_dossiers/second_annotator_newsrooms training/gold_dossiers/second_annotator_varied; do \
	  $(BIN)/python -m eval.agreement --second $$file.jsonl || exit 1; \
	done
	$(BIN)/python -m eval.meetings --data training/gold_dossiers --data eval/gold/dossiers --split dev
	for tier in accurate fast; do \
	  $(BIN)/python -m eval.dossiers --model $$tier --data eval/gold/dossiers --split heldout && \
	  $(BIN)/python -m eval.dossiers --model $$tier --data eval/gold/newsrooms && \
	  $(BIN)/python -m eval.dossiers --model $$tier --data eval/gold/natural --split heldout && \
	  $(BIN)/python -m eval.dossiers --model $$tier --data $(DATA)/../seed || exit 1; \
	done

# Figures of whole dossiers into the manifests; the foot of a report shows them.
figures: $(VENV)/.installed-test
	for tier in accurate fast; do \
	  folder=attribution/weights/tagger-accurate; [ $$tier = accurate ] || folder=attribution/weights/tagger; \
	  $(BIN)/python -m eval.dossiers --model $$tier --data eval/gold/dossiers --split heldout --json runs/dossiers-$$tier.json && \
	  $(BIN)/python -m training.figures $$folder whole_dossiers=runs/dossiers-$$tier.json || exit 1; \
	done

# Needs spaCy and its small English model, which nothing else does.
speed: $(VENV)/.installed-test
	PIP_CONSTRAINT=constraints.txt $(PIP) install --editable ".[speed]"
	$(BIN)/python -m eval.speed --model fast --data $(DATA)/events/guardian_sample.jsonl.gz
	$(BIN)/python -m eval.speed --model accurate --data $(DATA)/events/guardian_sample.jsonl.gz
	$(BIN)/python -m eval.scale --model fast
	$(BIN)/python -m eval.scale --model accurate

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
	PIP_CONSTRAINT=constraints.txt $(PIP) install --editable ".[test,train,browser]"
	touch $@
