#!/usr/bin/env python3
"""Score how encounters of several articles are merged.

usage: encounters.py ARTICLES.jsonl GOLD.tsv EXPORT.json [--split dev|test] [--errors]

ARTICLES.jsonl holds `id` and `text` (measures/encounters-gold.tsv says how it is made), GOLD.tsv one line a span of an account:
happening, split, article, begin and end in code points of `text`, kind, status, whether it is the main span, participants. EXPORT.json
is the record of the articles (`verbale build ARTICLES.jsonl -o R; verbale export R`).

A gold account is an article's words for one happening. One sentence may tell several ("Pompeo, who met Kim twice to prepare the
summit"), so it is matched to that account of the program whose evidence overlaps it and whose entry is of its class (meeting, call,
visit) and has its participants (of more than two, half), in person or as the state; of several to the one with most of them, then to the one
that overlaps most. What has no match is not found, and stands alone. Pairs of gold accounts are right when they are one entry in both.
Prints precision, recall and F1 over all pairs, and over the pairs of those found.
"""
import argparse, collections, itertools, json, re, unicodedata

KINDS = {"meeting": 0, "talks": 0, "summit": 0, "call": 1, "visit": 2}


def solid(text):
    """The text without white space, and where each of its characters stands."""
    at = [n for n, c in enumerate(text) if not c.isspace()]
    return "".join(text[n] for n in at), at


class Aligned:
    """Evidence of the cleaned body as offsets in the text it was read from."""

    def __init__(self, text, body):
        (self.text, self.at), (self.body, _) = solid(text), solid(body)
        self.before = list(itertools.accumulate((0 if c.isspace() else 1 for c in body), initial=0))

    def span(self, start, end):
        a, b = self.before[start], self.before[end]
        words, found = self.body[a:b], []
        for m in re.finditer(re.escape(words), self.text) if words else []:
            found.append(m.start())
        if not found:
            return None
        # What is cut from a body mostly stands before or after it, so the nearest place is meant.
        n = min(found, key=lambda n: abs(n - a))
        return self.at[n], self.at[n + len(words) - 1] + 1


def gold_accounts(path, split):
    out, who = collections.defaultdict(list), {}
    for line in open(path, encoding="utf8"):
        if line.startswith(("#", "happening\t")) or not line.strip():
            continue
        happening, part, article, start, end, kind, _, main, names = line.rstrip("\n").split("\t")
        who[happening] = names.split("; ")
        if split in (None, part):
            out[happening, article, kind].append((int(start), int(end), main == "1"))
    return out, who


def told(export, texts):
    """Of each article the accounts of its encounters: entry, its class, spans."""
    out = collections.defaultdict(list)
    bodies = {a["id"]: (key(a["source"], texts), a["body"]) for a in export["articles"]}
    aligned = {i: Aligned(texts[k], body) for i, (k, body) in bodies.items() if k}
    for e in export["encounters"]:
        for account in e["accounts"]:
            article = account["article"]
            if article not in aligned:
                continue
            spans = [aligned[article].span(v["start"], v["end"]) for v in account["evidence"] if v["part"] == "body"]
            out[bodies[article][0]].append((e, KINDS[e["kind"]], [s for s in spans if s]))
    return out


def key(source, texts):
    return next((k for k in (source, re.split(r"[#/]", source)[-1]) if k in texts), None)


def words(name):
    plain = unicodedata.normalize("NFKD", name or "").casefold()
    return re.findall(r"[a-z]+", "".join(c for c in plain if not unicodedata.combining(c)))


class Parties:
    """Whether the participants of an entry are those of the gold, in person or as the state."""

    def __init__(self, export):
        self.state = collections.Counter()
        for a in export["actors"]:
            for w in {tuple(words(a["name"])), tuple(words(a["name"])[-1:])} if a["country"] else ():
                self.state[w, a["country"]] += len(a["names"])
        self.names = {a["id"]: [words(n["text"]) for n in a["names"]] + [words(a["name"])] for a in export["actors"]}

    def country(self, name):
        found = [(n, c) for (w, c), n in self.state.items() if w == tuple(words(name))]
        return max(found)[1] if found else None

    def score(self, entry, wanted):
        """How many of the wanted are there; 0 where one of two, or more than half of several, is not."""
        met = [self.one(entry, w) for w in wanted]
        here = sum(m > 0 for m in met)
        return sum(met) if here * 2 > len(met) or (here and len(met) > 2 and here * 2 == len(met)) else 0.0

    def one(self, entry, name):
        need, country = set(words(name)), self.country(name)
        # Those who gather for an organisation are there as the organisation.
        need = need - {"leaders"} or need
        people = entry["participants"]
        if any(need <= set(n) for p in people for n in self.names.get(p["actor"], [])):
            return 1.0
        return 0.5 * (country is not None and any(p["country"] == country and is_state(p, country) for p in people))


def is_state(p, country):
    return p["actor"] == country or not p["actor"]


def overlap(spans, others):
    return sum(max(0, min(b, d) - max(a, c)) for a, b, *_ in spans for c, d in others)


def match(spans, kind, own, wanted, parties):
    fits = []
    for entry, theirs, evidence in own:
        share, met = overlap(spans, evidence), parties.score(entry, wanted)
        if share and theirs == KINDS.get(kind, 0) and met:
            fits.append((met, overlap([s for s in spans if s[2]], evidence), share, entry["id"]))
    return max(fits)[-1] if fits else None


def f1(found, wanted):
    right = len(found & wanted)
    p, r = right / max(1, len(found)), right / max(1, len(wanted))
    return p, r, 2 * p * r / max(1e-9, p + r)


def pairs(label):
    groups = collections.defaultdict(list)
    for account, group in label.items():
        groups[group].append(account)
    return {p for g in groups.values() for p in itertools.combinations(sorted(g), 2)}


def main():
    args = argparse.ArgumentParser()
    for name in ("articles", "gold", "export"):
        args.add_argument(name)
    args.add_argument("--split")
    args.add_argument("--errors", action="store_true")
    args = args.parse_args()
    texts = {d["id"]: d["text"] for d in map(json.loads, open(args.articles, encoding="utf8"))}
    export = json.load(open(args.export, encoding="utf8"))
    (accounts, who), own, parties = gold_accounts(args.gold, args.split), told(export, texts), Parties(export)
    label = {a: match(spans, a[2], own.get(a[1], []), who[a[0]], parties) for a, spans in accounts.items()}
    found = {a for a, entry in label.items() if entry}
    wanted = pairs({a: a[0] for a in accounts})
    have = pairs({a: label[a] or a for a in accounts})
    inside = lambda all: {p for p in all if p[0] in found and p[1] in found}
    print(f"happenings {len({a[0] for a in accounts})}  accounts {len(accounts)}  found {len(found)} ({len(found) / max(1, len(accounts)):.3f})")
    for name, x, y in (("all", have, wanted), ("found", inside(have), inside(wanted))):
        print(f"{name:6} pairs {len(y):5}  precision {f1(x, y)[0]:.3f}  recall {f1(x, y)[1]:.3f}  F1 {f1(x, y)[2]:.3f}")
    if args.errors:
        show(accounts, label, export)


def show(accounts, label, export):
    entries = {e["id"]: e for e in export["encounters"]}
    name = lambda e: f"{e} {entries[e]['kind']} {entries[e]['status']} {(entries[e]['date'] or {}).get('edtf')} {(entries[e]['place'] or {}).get('name')} {[p['name'] for p in entries[e]['participants']]}" if e else "not found"
    by = collections.defaultdict(lambda: collections.defaultdict(list))
    for a in accounts:
        by[a[0]][label[a]].append(a[1])
    for happening, groups in sorted(by.items(), key=lambda h: -sum(map(len, h[1].values()))):
        print("\n" + happening)
        for entry, articles in sorted(groups.items(), key=lambda g: -len(g[1])):
            others = {a[0] for a, e in label.items() if e and e == entry and a[0] != happening}
            print(f"   {len(articles):3} {name(entry)} {('ALSO ' + ', '.join(sorted(others))) if others else ''} {' '.join(articles)}")


main()
