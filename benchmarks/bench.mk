# The benchmark, in an environment of its own; included by the Makefile. README.md here says what can be set.

BENCH := .venv-bench
BENCH_STAMP := $(BENCH)/.set-up
BENCH_SYNC := $(BIN)/uv pip sync --quiet --python $(BENCH)/bin/python --compile-bytecode --require-hashes \
	benchmarks/requirements.txt

.PHONY: bench bench-docs bench-lock

$(BENCH_STAMP): benchmarks/requirements.txt $(STAMP)
	@test -x $(BENCH)/bin/python || $(PYTHON) -m venv --without-pip $(BENCH)
	@$(BENCH_SYNC) 2>/dev/null || $(BENCH_SYNC) --system-certs
	@touch $@

bench: setup $(BENCH_STAMP) ## measure speed and memory beside others (CORPUS=, ONLY=, RUNS=, SIZES=)
	@$(BENCH)/bin/python -m benchmarks $(if $(CORPUS),--corpus "$(CORPUS)") $(if $(ARTICLES),--articles $(ARTICLES)) \
		$(if $(SIZES),--sizes $(SIZES)) $(if $(RUNS),--runs $(RUNS)) $(if $(ONLY),--only "$(ONLY)") \
		$(if $(AGAIN),--again) $(if $(CORES),--cores $(CORES)) $(if $(WORK),--work "$(WORK)") \
		$(if $(RESULTS),--results "$(RESULTS)")

bench-docs: $(BENCH_STAMP) ## write the benchmark's tables, chart and sizing again
	@$(BENCH)/bin/python -m benchmarks.documents $(RESULTS)

bench-lock: setup ## resolve the benchmark's lock anew (needs the package index)
	$(BIN)/uv pip compile --quiet --python-version 3.11 --generate-hashes --no-emit-index-url \
		--constraint requirements.lock --custom-compile-command "make bench-lock" \
		benchmarks/requirements.in --output-file benchmarks/requirements.txt
