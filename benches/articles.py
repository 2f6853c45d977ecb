"""Articles a second of `verbale build` on one core, with the encoder and with --fast.

    python3 benches/articles.py VERBALE ARTICLES.jsonl[.gz] [--rounds 3]

VERBALE is a release build. A build is timed as a whole process: start, reading, making the record, writing it. What counts
is processor time, user and system together, as it is on one core without other work; the two ways take turns, so that both
see the machine as it is, and the median of the rounds is printed beside the best.
"""

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile

WAYS = {"full": [], "fast": ["--fast"]}


def children():
    """Processor seconds of all children so far."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def build(program, articles, record, options):
    """Seconds of one build."""
    before = children()
    command = [program, "build", articles, "-o", record, "--fresh", "--quiet", "--threads", "1", *options]
    subprocess.run(command, check=True)
    return children() - before


def count(program, record):
    """Articles of a record."""
    export = subprocess.run([program, "export", record, "--format", "jsonl"], check=True, capture_output=True)
    return json.loads(export.stdout.splitlines()[0])["articles"]


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("program")
    p.add_argument("articles")
    p.add_argument("--rounds", type=int, default=3)
    args = p.parse_args()
    seconds = {way: [] for way in WAYS}
    with tempfile.TemporaryDirectory() as folder:
        record = os.path.join(folder, "bench.verbale")
        for _ in range(args.rounds):
            for way, options in WAYS.items():
                seconds[way].append(build(args.program, args.articles, record, options))
        articles = count(args.program, record)
    for way, taken in seconds.items():
        middle, best = statistics.median(taken), min(taken)
        print(
            f"{way}: {articles / middle:.1f} articles a second ({1000 * middle / articles:.1f} ms each), "
            f"best round {articles / best:.1f}"
        )


if __name__ == "__main__":
    sys.exit(main())
