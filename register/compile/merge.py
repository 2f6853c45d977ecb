#!/usr/bin/env python3
"""Adds candidate tenures to people.tsv and tenures.tsv and writes both again, sorted.

usage: merge.py CANDIDATES...

Rows already in the tables win: a candidate is left out where its person has an overlapping row for the same office, or
where it overlaps another holder of a sole office by more than the handover (those are printed, to be looked at).

Candidates are plain text:
    = CHN foreign-minister [COUNTERPART] [source]     an office; the lines after it are its holders
    Qin Gang; 2022-12-30; 2023-07-25; acting; source  name; first day; last day (empty: in office); flags; source
    ~ Volodymyr Zelensky | Volodymyr Zelenskyy        spellings of one person, the usual one first
    @ Qin Gang; CHN; Qin; Q123                        nationality, surname, Wikidata item
"""
import csv, os, re, sys, unicodedata

HERE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..")
PEOPLE = "id name surname country variants wikidata".split()
TENURES = "of role counterpart from to person acting source".split()
# Surname first in usual English spelling.
EASTERN = {"CHN", "KOR", "PRK", "TWN", "HKG", "MAC", "KHM"}
GIVEN_USED = {"VNM", "ETH", "ISL", "MMR", "IDN"}


def fold(s):
    s = s.replace("ı", "i").replace("ł", "l").replace("ø", "o").replace("đ", "d").replace("Đ", "D").replace("Ł", "L").replace("ß", "ss").replace("Ø", "O")
    s = unicodedata.normalize("NFD", s)
    s = "".join(c for c in s if not unicodedata.combining(c)).lower()
    s = re.sub(r"[.'’‘ʼ`]", "", s)
    return re.sub(r"[\W_]+", " ", s).strip()


def slug(name):
    return fold(name).replace(" ", "-")


def read(name, columns):
    path = os.path.join(HERE, name)
    comments, rows = [], []
    if os.path.exists(path):
        for line in open(path, encoding="utf-8"):
            line = line.rstrip("\n")
            if line.startswith("#"):
                comments.append(line)
            elif line and line.split("\t") != columns:
                rows.append(dict(zip(columns, line.split("\t"))))
    return comments, rows


def write(name, comments, columns, rows):
    with open(os.path.join(HERE, name), "w", encoding="utf-8") as f:
        for c in comments:
            f.write(c + "\n")
        f.write("\t".join(columns) + "\n")
        for r in rows:
            f.write("\t".join(r.get(c, "") for c in columns) + "\n")


def surname(name, country):
    words = name.split()
    if len(words) == 1:
        return name
    if country in EASTERN:
        return words[0]
    if country in GIVEN_USED:
        return words[-1]
    i = len(words) - 1
    while i > 1 and words[i - 1].lower() in ("al", "bin", "von", "van", "de", "der", "den", "di", "da", "dos", "del", "la", "le", "el", "ben", "ter"):
        i -= 1
    if words[i] in ("Jr.", "III", "II", "IV"):
        i -= 1
        return words[i]
    return " ".join(words[i:])


def first(d):
    return (d + "-01-01"[len(d) - 4:])[:10] if d else "0001-01-01"


def last(d):
    if not d:
        return "9999-12-31"
    return d if len(d) == 10 else d + ("-31" if len(d) == 7 else "-12-31")


pc, people = read("people.tsv", PEOPLE)
tc, tenures = read("tenures.tsv", TENURES)
_, offices = read("offices.tsv", "role name sector sole body deputy".split())
STATES = {line.split("\t")[0] for line in open(os.path.join(HERE, "states.tsv"), encoding="utf-8")} - {"alpha3"}
sole = {o["role"] for o in offices if o["sole"] == "1"}
by_id = {p["id"]: p for p in people}
by_fold = {}
for p in people:
    for n in [p["name"]] + [v for v in p["variants"].split("|") if v]:
        by_fold[fold(n)] = p


def person(name, country):
    p = by_fold.get(fold(name))
    if p is None:
        p = {"id": slug(name), "name": name, "surname": surname(name, country), "country": country, "variants": "", "wikidata": ""}
        assert p["id"] not in by_id, p
        people.append(p)
        by_id[p["id"]] = p
        by_fold[fold(name)] = p
    return p


def clashes(t):
    for o in tenures:
        if (o["of"], o["role"]) != (t["of"], t["role"]) or o["counterpart"] != t["counterpart"]:
            continue
        if o["person"] == t["person"]:
            a, b = (o, t) if o["from"] <= t["from"] else (t, o)
            if first(b["from"]) <= last(a["to"]):
                return "same"
        elif t["role"] in sole:
            if last(o["to"]) > first(t["from"]) and last(t["to"]) > first(o["from"]):
                # Partly known dates may touch.
                if max(last(first(x)) for x in (o["to"],)) and last(o["from"]) < first(t["to"] or "9999-12-31") and last(t["from"]) < first(o["to"] or "9999-12-31"):
                    return f"clash with {o['person']} {o['from']}..{o['to']}"
    return None


added = 0
for path in sys.argv[1:]:
    office = None
    for n, line in enumerate(open(path, encoding="utf-8"), 1):
        line = line.split("#")[0].strip() if not line.startswith("~") else line.strip()
        if not line:
            continue
        if line[0] == "=":
            words = line[1:].split()
            office = (words[0], words[1], words[2] if len(words) > 2 and words[2] != "-" else "", " ".join(words[3:]) or "common knowledge")
        elif line[0] == "~":
            names = [x.strip() for x in line[1:].split("|")]
            found = [by_fold[fold(x)] for x in names if fold(x) in by_fold]
            if not found:
                found = [person(names[0], "")]
            p = found[0]
            for q in found[1:]:
                if q is not p:
                    for t in tenures:
                        if t["person"] == q["id"]:
                            t["person"] = p["id"]
                    if q in people:
                        people.remove(q)
                        by_id.pop(q["id"], None)
                        names.append(q["name"])
            if names[0] != p["name"]:
                names.append(p["name"])
                old = p["id"]
                p["name"] = names[0]
                p["surname"] = surname(names[0], p["country"])
                new = slug(names[0])
                if new != old and new not in by_id:
                    by_id.pop(old)
                    p["id"] = new
                    by_id[new] = p
                    for t in tenures:
                        if t["person"] == old:
                            t["person"] = new
            have = [v for v in p["variants"].split("|") if v]
            for x in names:
                if x != p["name"] and x not in have:
                    have.append(x)
                by_fold[fold(x)] = p
            p["variants"] = "|".join(sorted(have))
        elif line[0] == "@":
            c = [x.strip() for x in line[1:].split(";")] + ["", "", ""]
            p = by_fold.get(fold(c[0]))
            if p:
                p["country"] = c[1] or p["country"]
                p["surname"] = c[2] or (surname(p["name"], p["country"]) if c[1] else p["surname"])
                p["wikidata"] = c[3] or p["wikidata"]
        else:
            c = [x.strip() for x in line.split(";")] + [""] * 5
            assert office, (path, n)
            of, role, counterpart, source = office
            p = person(c[0], of if of in STATES else "")
            t = {"of": of, "role": role, "counterpart": counterpart, "from": c[1], "to": c[2], "person": p["id"],
                 "acting": "1" if "acting" in c[3] else "", "source": c[4] or source}
            problem = clashes(t)
            if problem is None:
                tenures.append(t)
                added += 1
            elif problem != "same":
                print(f"{path}:{n}: {line}: {problem}", file=sys.stderr)
used = {t["person"] for t in tenures}
people = [p for p in people if p["id"] in used]
people.sort(key=lambda p: p["id"])
tenures.sort(key=lambda t: (t["of"], t["role"], t["counterpart"], t["from"], t["to"], t["person"]))
if not pc:
    pc = ["# People who hold or held an office in tenures.tsv. Sorted by id.",
          "# name: usual in the English-language press; variants: other full names and spellings, separated by '|';",
          "# wikidata: only where an export names the item."]
if not tc:
    tc = ["# Who held which office when. Sorted by of, role, counterpart, from, to, person.",
          "# from, to: YYYY, YYYY-MM or YYYY-MM-DD, as far as known; empty 'to': in office. acting: held ad interim."]
write("people.tsv", pc, PEOPLE, people)
write("tenures.tsv", tc, TENURES, tenures)
print(f"{added} tenures added; {len(people)} people, {len(tenures)} tenures", file=sys.stderr)
