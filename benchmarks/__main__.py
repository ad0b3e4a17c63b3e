"""Measures, and writes results, tables, chart and sizing; `make bench` calls it.

    .venv-bench/bin/python -m benchmarks [--corpus seeds] [--articles 20000] [--sizes 1000,5000]
        [--runs 5] [--only cold,floor] [--again] [--cores 2] [--work FOLDER] [--results FILE]

Every run is saved at once. A call goes on where the one before stopped: what was measured so often
already with this code is not measured again, unless `--again` says so.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
import urllib.request
from datetime import UTC, datetime
from pathlib import Path

from benchmarks import documents, machine, results
from benchmarks.files import ROOT, Files
from benchmarks.measure import adopt_orphans, measure
from benchmarks.scenarios import NAMES, BenchmarkError, Case, cases

DEFAULT_WORK = ROOT / "benchmarks" / "work"
PREFECT_USUAL = "http://127.0.0.1:4200/api/health"


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--corpus", default="seeds", help="seeds, a folder of .txt, a parquet")
    parser.add_argument("--articles", type=int, default=20_000, help="of all scenarios but scale")
    parser.add_argument("--sizes", type=_numbers, default=(1000, 5000, 20_000, 100_000))
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--only", type=_names, default=set(NAMES), help=", ".join(NAMES))
    parser.add_argument("--again", action="store_true", help="drop what was measured of these")
    parser.add_argument("--cores", type=int, default=2)
    parser.add_argument("--work", type=Path, default=DEFAULT_WORK)
    parser.add_argument("--results", type=Path, help="file to go on with; default: today's")
    return parser.parse_args()


def _numbers(words: str) -> tuple[int, ...]:
    return tuple(sorted({int(word.replace("_", "")) for word in words.split(",") if word}))


def _names(words: str) -> set[str]:
    chosen = {word.strip() for word in words.split(",") if word.strip()}
    unknown = chosen - set(NAMES)
    if unknown:
        raise argparse.ArgumentTypeError(f"unknown: {', '.join(sorted(unknown))}")
    return chosen or set(NAMES)


def main() -> None:
    """Measure what was asked for and is not there yet."""
    started = time.perf_counter()
    options = _arguments()
    _refuse_a_server()
    cores = machine.pin(options.cores)
    adopt_orphans()
    revision = machine.revision()
    files = Files(options.corpus, options.work.resolve(), revision)
    found = machine.machine(cores)
    today = datetime.now(UTC).date().isoformat()
    path = options.results or results.file_of(today, found)
    kept = results.load(path) if path.exists() else results.Results(today, found, {}, {})
    kept.date, kept.machine, kept.versions = today, found, machine.versions()
    corpus = files.describe(options.corpus, options.articles)
    if kept.cases and kept.corpus != corpus:
        sys.exit(f"{path} is of another corpus ({kept.corpus}); name another file with RESULTS=")
    kept.corpus = corpus
    chosen = list(cases(options.only, options.articles, options.sizes, files))
    if options.again:
        for case in chosen:
            kept.cases.pop(case.name, None)
    for number, case in enumerate(chosen, 1):
        for run in range(kept.done(case.name, revision), options.runs):
            print(f"[{number}/{len(chosen)}] {case.name} {run + 1}/{options.runs}: ", end="")
            measured = _measure(case, files)
            if machine.revision() != revision:
                sys.exit("The code changed while it was measured: this run is not kept.")
            kept.add(case.name, {"revision": revision, **measured})
            results.save(kept, path)
        if case.is_last_of_size:
            files.drop_home(int(case.name.rpartition("/")[2]))
    results.save(kept, path)
    if path.resolve().parent == results.FOLDER:
        documents.write(kept)
        print("Written: docs/benchmark.md, its chart, docs/sizing.md and README's section.")
    else:
        print(f"Only {path} is written: the documents tell of benchmarks/results alone.")
    print(f"{(time.perf_counter() - started) / 60:.1f} minutes in all.")


def _measure(case: Case, files: Files) -> results.Run:
    """Prepare and run a case, and say so."""
    started = time.perf_counter()
    sys.stdout.flush()
    case.prepare()
    prepared = time.perf_counter() - started
    load = os.getloadavg()[0]
    measured = measure(
        case.command,
        folder=files.work,
        log=files.log,
        environment=files.environment(*case.environment),
    )
    try:
        facts = case.note(measured)
    except BenchmarkError as error:
        sys.exit(f"{case.name}: {error}")
    print(
        f"{measured.wall_seconds:.1f} s wall, {measured.cpu_seconds:.1f} s CPU, "
        f"{measured.peak_process_mb:.0f} MB in one process, {measured.peak_tree_mb:.0f} MB in all "
        f"(prepared in {prepared:.0f} s, load before {load:.1f})",
        flush=True,
    )
    return {
        "measured_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "wall_seconds": measured.wall_seconds,
        "cpu_seconds": measured.cpu_seconds,
        "peak_process_mb": measured.peak_process_mb,
        "peak_tree_mb": measured.peak_tree_mb,
        "load_before": round(load, 2),
        **facts,
    }


def _refuse_a_server() -> None:
    """A Prefect server on its usual port would be used, and its start not be measured."""
    try:
        urllib.request.urlopen(PREFECT_USUAL, timeout=1).close()
    except OSError:
        return
    sys.exit("A Prefect server answers on port 4200: stop it, or runs would report to it.")


if __name__ == "__main__":
    main()
