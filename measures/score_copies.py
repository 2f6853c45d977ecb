#!/usr/bin/env python3
"""Scores which articles are traced to which, and called garbled, against what `make_copies.py` made.

    verbale eval stories COPIES.jsonl --dates --predictions OUT.jsonl
    python3 measures/score_copies.py COPIES.jsonl OUT.jsonl
"""
import collections
import json
import sys


def main(made, predictions):
    lines = [json.loads(line) for line in open(made, encoding="utf8")]
    answers = [json.loads(line) for line in open(predictions, encoding="utf8")]
    flagged = {a["id"] for a in answers if a["relation"] == "garbled copy"}
    of = {a["id"]: a["of"] for a in answers if a["of"]}
    family = {line["id"]: line.get("of", line["id"]) for line in lines}
    kinds = collections.defaultdict(list)
    for line in lines:
        kinds[line.get("how", "genuine")].append(line["id"])
    for kind, ids in sorted(kinds.items()):
        right = sum(i in of and family.get(of[i]) == family[i] for i in ids)
        print(f"{kind:<8} {len(ids):5} articles, {right:5} traced to their family, {sum(i in flagged for i in ids):5} flagged garbled")
    given = list(of.items())
    wrong = [(a, b) for a, b in given if family.get(a) != family.get(b)]
    print(f"links given {len(given)}, of another family {len(wrong)}; precision {1 - len(wrong) / max(1, len(given)):.3f}")
    for a, b in wrong[:40]:
        print("  ", a, b)


if __name__ == "__main__":
    main(*sys.argv[1:3])
