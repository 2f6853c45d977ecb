#!/usr/bin/env python3
"""Prints US ambassadors and chargés d'affaires since 2000 as candidates for merge.py.

usage: pocom.py DATA_DIR > candidates.txt
DATA_DIR holds pocom_us_chiefs_of_mission.csv and pocom_people.csv (Office of the Historian, US Department of State; CC0).
A tenure runs from the presentation of credentials, or the start of the mission where there was none, to its end.
"""
import csv, os, re, sys, unicodedata


def fold(name):
    plain = "".join(c for c in unicodedata.normalize("NFD", name.lower()) if not unicodedata.combining(c))
    return re.sub(r"[^a-z]+", " ", plain).strip()


codes = {}
for line in open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "../states.tsv"), encoding="utf-8"):
    cells = line.rstrip("\n").split("\t")
    if len(cells) > 6 and cells[0] != "alpha3":
        for name in [cells[5], *cells[6].split("|")]:
            codes.setdefault(fold(name), cells[0])
people = {p["id"]: p for p in csv.DictReader(open(sys.argv[1] + "/pocom_people.csv", encoding="utf-8"))}


def state(mission):
    words = mission.split("-")
    turned = [" ".join(words[n:] + words[:n]) for n in range(len(words))]  # korea-republic-of
    return next((codes[t] for t in turned + [re.sub("^the ", "", t) for t in turned] if t in codes), None)


def usual_name(person):
    """First name and surname, as the press has it; the middle name only where the first is an initial."""
    first = person["forename"].split()
    given = first[0] if first and len(first[0].rstrip(".")) > 1 else " ".join(first[:2])
    return f"{given} {person['surname']}"


def role(title):
    return "ambassador" if "Ambassador" in title else "charge-d-affaires" if "Charg" in title else None


offices = {}
for r in csv.DictReader(open(sys.argv[1] + "/pocom_us_chiefs_of_mission.csv", encoding="utf-8")):
    start = r["credentials_presented"] or r["started"] or r["appointed"]
    code, what, person = state(r["mission"]), role(r["role"]), people.get(r["person_id"])
    if code and what and person and start and (r["ended"] or "9999") >= "2001":
        offices.setdefault((what, code), []).append((start, r["ended"], usual_name(person)))
for (what, code), held in sorted(offices.items()):
    print(f"= USA {what} {code} Office of the Historian (CC0)")
    for start, end, name in sorted(held):
        print(f"{name}; {start}; {end}")
