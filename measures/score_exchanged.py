#!/usr/bin/env python3
"""How many genuine articles and how many spun ones are told by their words alone.

    cargo run --release -p verbale-record --example exchanged < COPIES.jsonl > OUT.tsv
    python3 measures/score_exchanged.py COPIES.jsonl OUT.tsv [--half 0|1]

`make_copies.py` makes COPIES.jsonl. The table of `garbling/phrases.bin` holds one half of the articles, by a hash of their
id; `--half 1` measures on the other, and on copies of the other.
"""
import argparse
import collections
import hashlib
import json

FLAGGED = 0.3000  # the score at which the confidence is one half


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("made")
    parser.add_argument("scores")
    parser.add_argument("--half", type=int)
    args = parser.parse_args()
    half = {}
    kinds = collections.defaultdict(list)
    for line in map(json.loads, open(args.made, encoding="utf8")):
        of = str(line.get("of", line["id"]))
        half[str(line["id"])] = (int(hashlib.md5(of.encode()).hexdigest(), 16) % 2, line.get("how", "genuine"))
    for line in open(args.scores, encoding="utf8"):
        name, score, _ = line.rstrip("\n").split("\t")
        part, kind = half[name]
        if args.half in (None, part):
            kinds[kind].append(float(score) if score != "short" else float("-inf"))
    for kind, scores in sorted(kinds.items()):
        print(f"{kind:<8} {len(scores):5} articles, {sum(s > FLAGGED for s in scores):5} flagged")


if __name__ == "__main__":
    main()
