# The README's two commands are `make book` and `make test`; .ci/run calls them too.
PYTHON ?= python3.11
JOBS ?= 2
BIN := .venv/bin
TORCH := $(shell grep -o '^torch==[0-9.]*' requirements.txt)
# The stamp carries the checksum of requirements.txt: a checkout that only touches the file makes nothing again.
PINS := .venv/pins-$(shell cksum requirements.txt | cut -d ' ' -f 1)
LANE := .lane/pins-$(shell cksum requirements-colab.txt | cut -d ' ' -f 1)
PUBLISH := PYTHONPATH=book $(BIN)/python -m _ext.publish
SHELL := /bin/bash

.PHONY: help book test lint js peers triton course lane wheel publish zip deploy bench bench-gpu ci clean
.DEFAULT_GOAL := help

help:  ## show this list
	@sed -n 's/^\([a-z-]*\):.*## /  make \1|/p' $(MAKEFILE_LIST) | column -t -s '|'

$(PINS): requirements.txt
	$(PYTHON) -m venv --clear .venv
	@echo "installing $(TORCH) (CPU) and the pinned packages into .venv"
	@$(BIN)/pip install -q --no-deps --retries 1 --extra-index-url https://download.pytorch.org/whl/cpu $(TORCH)
	@$(BIN)/pip install -q --no-deps -r requirements.txt
	@touch $@

.venv/mpepsn: pyproject.toml setup.py $(PINS)
	@$(BIN)/pip install -q --no-deps --no-build-isolation -e .
	@touch $@

book: .venv/mpepsn  ## build the book into _build/html, running every chapter on the CPU
	@CUDA_VISIBLE_DEVICES= $(BIN)/jupyter-book build . -q -W --keep-going -n

test: publish lint js peers triton course  ## everything that is checked: style, Python, JavaScript, the built pages in a browser
	$(BIN)/pytest -n $(JOBS) --dist loadfile

lint: .venv/mpepsn  ## style of the Python code
	$(BIN)/ruff check
	$(BIN)/ruff format --check

node_modules/.stamp: package.json
	npm install --no-audit --no-fund --no-package-lock
	@touch $@

js:  ## the JavaScript tests; without npm they are skipped, unless MPEPSN_MUST_RUN names js
	@if command -v npm >/dev/null; then $(MAKE) --no-print-directory node_modules/.stamp && npm test; \
	elif [[ ",$$MPEPSN_MUST_RUN," == *,js,* ]]; then echo "npm not found, and MPEPSN_MUST_RUN names js"; exit 1; \
	else echo "npm not found: the JavaScript tests are skipped"; fi

PEERS := spikingjelly==2.0.0 loguru==0.7.3 snntorch==1.0.0 sinabs==3.1.3 pbr==7.1.3 nir==1.0.4 nirtorch==2.6 h5py==3.16.0

.peers/.stamp: $(PINS)
	$(BIN)/pip install -q --no-deps --upgrade --target .peers $(PEERS)
	@touch $@

peers:  ## the libraries to compare with; without them their tests are skipped, unless MPEPSN_MUST_RUN names peers
	@$(MAKE) --no-print-directory .peers/.stamp || [[ ",$$MPEPSN_MUST_RUN," != *,peers,* ]]

# A GPU build of torch brings its own; beside the CPU build it runs in its interpreter, and compiles for GPUs.
.triton/.stamp: $(PINS)
	$(BIN)/pip install -q --no-deps --upgrade --target .triton triton==3.9.0
	@touch $@

triton:  ## Triton, to test its kernels without a GPU; as for peers, but MPEPSN_MUST_RUN names kernels
	@$(MAKE) --no-print-directory .triton/.stamp || [[ ",$$MPEPSN_MUST_RUN," != *,kernels,* ]]

# nbgrader and what the book's environment has not; nothing of that one is replaced.
COURSE := nbgrader==0.9.6 alembic==1.20.1 Mako==1.4.3 notebook==7.6.5 rapidfuzz==3.14.6

.course/.stamp: $(PINS)
	$(BIN)/pip install -q --no-deps --upgrade --target .course $(COURSE)
	@touch $@

course:  ## nbgrader, to test the round trip of a course; as for peers, but MPEPSN_MUST_RUN names course
	@$(MAKE) --no-print-directory .course/.stamp || [[ ",$$MPEPSN_MUST_RUN," != *,course,* ]]

$(LANE): requirements-colab.txt
	$(PYTHON) -m venv --clear .lane
	@echo "installing $(TORCH) (CPU) and the pins of Colab into .lane"
	@.lane/bin/pip install -q --no-deps --retries 1 --extra-index-url https://download.pytorch.org/whl/cpu $(TORCH)
	@.lane/bin/pip install -q --no-deps -r requirements-colab.txt
	@touch $@

lane: .venv/mpepsn $(LANE)  ## run every chapter from the wheel, beside the front end of Colab; writes book/lane.json
	@CUDA_VISIBLE_DEVICES= $(PUBLISH).lane

wheel: .venv/mpepsn  ## build the sdist and the wheel into dist
	@$(PUBLISH).wheel

publish: book  ## what a site needs, in _build/publish: pages, notebooks, the wheel, and a zip of them without solutions
	@$(PUBLISH).folder

zip: publish  ## the same: the zip is _build/publish/book.zip, and opens without a server

# The built folder becomes the one commit of the branch, made without touching this checkout or its index.
deploy: publish  ## put _build/publish on the branch gh-pages of origin, from which GitHub serves it
	@export GIT_INDEX_FILE=$(CURDIR)/_build/publish.index; rm -f $$GIT_INDEX_FILE; \
	git --work-tree=_build/publish add --all --force . && \
	commit=$$(git -c user.name="$$(git log -1 --format=%an)" -c user.email="$$(git log -1 --format=%ae)" \
		commit-tree $$(git write-tree) -m "Publish $$(git rev-parse --short HEAD)") && \
	git push --force --quiet origin $$commit:refs/heads/gh-pages

bench: .venv/mpepsn peers  ## time and weigh the neurons on this machine; STORE=book/results keeps the lines
	$(BIN)/python -m mpepsn measure speed --peers .peers $(if $(STORE),--grid --store $(STORE))
	$(BIN)/python -m mpepsn measure memory $(if $(STORE),--store $(STORE))
	$(BIN)/python -m mpepsn measure network $(if $(STORE),--store $(STORE))

# Runs with the Python that has a CUDA build of torch, and Triton: GPU_PYTHON=python3 on a rented machine.
GPU_PYTHON ?= $(BIN)/python
bench-gpu:  ## check every Triton kernel on this GPU and time all, in float32 and bfloat16; STORE=book/results keeps the lines
	$(GPU_PYTHON) tests/kernels/cases.py --how triton --device cuda
	for dtype in float32 bfloat16; do \
		$(GPU_PYTHON) -m mpepsn measure speed --device cuda --dtype $$dtype --neurons 1048576 --rounds 7 \
			$(if $(wildcard .peers),--peers .peers) $(if $(STORE),--grid --store $(STORE)); \
	done

ci:  ## what test.yml runs: book and test with nothing skipped
	@.ci/run

clean:  ## remove the built book, keep .venv
	rm -rf _build
