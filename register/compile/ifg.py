#!/usr/bin/env python3
"""Prints British holders of the great offices since 2010 as candidates for merge.py.

usage: ifg.py DATA_DIR > candidates.txt
DATA_DIR holds the Institute for Government's database of ministers (ifg_uk/*.csv; CC BY 4.0, Institute for Government).
"""
import csv, sys

d = sys.argv[1] + "/ifg_uk/"
POSTS = {
    "Prime Minister": "head-of-government", "Deputy Prime Minister": "deputy-head-of-government",
    "Secretary of State for Foreign and Commonwealth Affairs": "foreign-minister",
    "Secretary of State for Foreign, Commonwealth and Development Affairs": "foreign-minister",
    "Secretary of State for Defence": "defence-minister", "Chancellor of the Exchequer": "finance-minister",
    "Secretary of State for the Home Department": "interior-minister",
    "Secretary of State for International Trade": "commerce-minister", "Secretary of State for Business and Trade": "commerce-minister",
    "Secretary of State for International Development": "development-minister",
}
posts = {r["id"]: POSTS[r["name"]] for r in csv.DictReader(open(d + "post.csv")) if r["name"] in POSTS}
people = {}
for r in csv.DictReader(open(d + "person.csv")):
    if r["id"] not in people or not r["start_date"]:
        people[r["id"]] = r["normalized_name"] or r["name"]
TITLED = {"Suella Fernandes": "Suella Braverman"}
rows = set()
for a in csv.DictReader(open(d + "appointment.csv")):
    if a["post_id"] in posts and (a["end_date"] or "9999") > "2010-01-01":
        name = people[a["person_id"]]
        rows.add((posts[a["post_id"]], a["start_date"][:10], a["end_date"][:10], TITLED.get(name, name)))
merged = []
for role, start, end, name in sorted(rows):
    if merged and merged[-1][0] == role and merged[-1][3] == name and merged[-1][2] and merged[-1][2] >= start:
        merged[-1][2] = end
    else:
        merged.append([role, start, end, name])
last = None
for role, start, end, name in merged:
    if role != last:
        print(f"= GBR {role} - Institute for Government (CC BY 4.0)")
        last = role
    print(f"{name}; {start}; {end}")
