#!/usr/bin/env python3
"""Fills the wikidata column of people.tsv from exports of ministers (CC0), by full name, where the name has one item only.

usage: wikidata.py DATA_DIR      (rewrites ../people.tsv)
"""
import csv, glob, os, re, sys, unicodedata

HERE = os.path.dirname(os.path.abspath(__file__))



def fold(s):
    s = unicodedata.normalize("NFD", s.replace("ł", "l").replace("ø", "o"))
    s = "".join(c for c in s if not unicodedata.combining(c)).lower()
    return re.sub(r"[\W_]+", " ", re.sub(r"[.'’]", "", s)).strip()


items = {}
for path in sorted(glob.glob(sys.argv[1] + "/wikidata_exports/*.csv")):
    for r in csv.DictReader(open(path, encoding="utf-8")):
        if r.get("personID", "").startswith("Q"):
            items.setdefault(fold(r["person"]), set()).add(r["personID"])
path = os.path.join(HERE, "..", "people.tsv")
lines = open(path, encoding="utf-8").read().split("\n")
filled = 0
for i, line in enumerate(lines):
    c = line.split("\t")
    if len(c) != 6 or c[0] == "id" or c[5]:
        continue
    found = set()
    for name in [c[1]] + [v for v in c[4].split("|") if v]:
        found |= items.get(fold(name), set())
    if len(found) == 1:
        c[5] = found.pop()
        lines[i] = "\t".join(c)
        filled += 1
open(path, "w", encoding="utf-8").write("\n".join(lines))
print(filled, "items filled", file=sys.stderr)
