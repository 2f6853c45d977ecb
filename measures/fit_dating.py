#!/usr/bin/env python3
"""Fits what the signs of a date are worth (crates/verbale-record/src/dating/weights.rs).

usage: fit_dating.py SIGNS DATES WEIGHTS.rs [--penalty N]

SIGNS is what `cargo run --example dating_signs RECORD` writes of a record whose articles state no date; DATES is JSON
Lines with `id` and `date`. Articles whose ids hash even are fitted on, the others only reported. The model is a
conditional logit: a day's score is the sum of the worths of its bins, and the days of an article compete. Needs numpy
and scipy.
"""
import argparse, datetime, gzip, hashlib, json
import numpy as np
from scipy.optimize import minimize

GROUPS, BINS = 37, 16
CLOSE = [0, 1, 2, 3, 5, 11, 12, 13, 14, 16]     # groups whose bins 1 to 7 are days close to one told
THIN = 24                                       # of other days one in so many is looked at, and counts for as many

HEAD = """//! What each sign is worth, in natural logarithms: how much likelier it makes a day.
//!
//! Written by `measures/fit_dating.py`: a conditional logit over the days from 1990 to 2035, fitted with a penalty on
//! large weights to the half of the articles whose ids hash even. Bin 0 is silence; rows are the groups of
//! [`super::signs`].

use super::signs::{BINS, GROUPS};

#[rustfmt::skip]
pub(super) const WORTH: [[f32; BINS]; GROUPS] = [
"""


def even(key):
    return int(hashlib.sha256(key.encode()).hexdigest(), 16) % 2 == 0


def articles(path, dates):
    with open(path, "rb") as f:
        while head := f.readline():
            d = json.loads(head)
            bins = np.frombuffer(f.read(d["days"] * GROUPS), np.uint8).reshape(-1, GROUPS)
            key = d["source"].split("#")[-1]
            if d["from"] and key in dates:
                day = (dates[key] - datetime.date.fromisoformat(d["from"])).days
                if 0 <= day < len(bins):
                    yield key, bins, day


def rows(all_articles):
    rng = np.random.default_rng(0)
    bins, weight, of, truth, start = [], [], [], [], 0
    for n, (_, b, day) in enumerate(all_articles):
        close = ((b[:, CLOSE] > 0) & (b[:, CLOSE] < 8)).any(1)
        keep = close | (rng.random(len(b)) < 1 / THIN)
        keep[day] = True
        at = np.nonzero(keep)[0]
        exact = close[at] | (at == day)
        bins.append(b[at]); weight.append(np.where(exact, 0.0, np.log(THIN))); of.append(np.full(len(at), n))
        truth.append(start + int(np.searchsorted(at, day))); start += len(at)
    starts = np.concatenate([[0], np.cumsum([len(b) for b in bins])[:-1]])
    return np.concatenate(bins), np.concatenate(weight), np.concatenate(of), starts, np.array(truth)


def fit(all_articles, penalty):
    bins, thin, of, starts, truth = rows(all_articles)
    flat = [bins[:, g].astype(np.int32) + g * BINS for g in range(GROUPS)]
    size = GROUPS * BINS
    free = np.ones(size)
    free[::BINS] = 0
    seen = np.bincount(np.concatenate([c[truth] for c in flat]), minlength=size)

    def loss(w):
        w = w * free
        s = thin + sum(w[c] for c in flat)
        top = np.maximum.reduceat(s, starts)
        e = np.exp(s - top[of])
        total = np.add.reduceat(e, starts)
        p = e / total[of]
        value = (s[truth] - thin[truth] - top - np.log(total)).sum()
        expected = sum(np.bincount(c, weights=p, minlength=size) for c in flat)
        return penalty / 2 * (w @ w) - value, penalty * w - (seen - expected) * free

    found = minimize(loss, np.zeros(size), jac=True, method="L-BFGS-B", options=dict(maxiter=150))
    return (found.x * free).reshape(GROUPS, BINS)


def report(name, all_articles, worth):
    right = []
    for _, b, day in all_articles:
        s = sum(worth[g][b[:, g]] for g in range(GROUPS))
        p = np.exp(s - s.max())
        p /= p.sum()
        right.append((p.max(), p.argmax() == day))
    print(name, len(right), "articles; days given by share and how many are right:")
    for low in np.arange(0.5, 1.0, 0.1):
        of = [r for p, r in right if low <= p < low + 0.1]
        print(f"  {low:.1f}  {len(of):5}  {np.mean(of) if of else 0:.2f}")


def main():
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("signs"); args.add_argument("dates"); args.add_argument("weights")
    args.add_argument("--penalty", type=float, default=2.0)
    args = args.parse_args()
    opened = gzip.open(args.dates, "rt") if args.dates.endswith("gz") else open(args.dates)
    dates = {d["id"]: datetime.date.fromisoformat(d["date"][:10]) for d in map(json.loads, opened) if d.get("date")}
    half = [[], []]
    for article in articles(args.signs, dates):
        half[not even(article[0])].append(article)
    worth = fit(half[0], args.penalty)
    for name, of in zip(("fitted", "checked"), half):
        report(name, of, worth)
    with open(args.weights, "w") as f:
        f.write(HEAD)
        for row in worth:
            f.write("    [" + ", ".join(f"{x if abs(x) >= 0.005 else 0:.2f}" for x in row) + "],\n")
        f.write("];\n")


if __name__ == "__main__":
    main()
