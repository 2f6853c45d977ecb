#!/usr/bin/env python3
"""Counts which words follow which, and which word stands for which, for `garbling/phrases.rs`.

    python3 measures/count_phrases.py OUT.bin TEXTS.jsonl… [--half 0|1]

Texts have `id` and `text`; nothing else is read: no dictionary, no list of synonyms or frequencies. `--half` leaves out one half
of the articles by a hash of their id, to measure on the other. Words, counts and pairs of numbers leave the texts, no text. Needs
numpy and scipy; see
`crates/verbale-record/src/garbling/phrases.md`.
"""
import argparse
import collections
import gzip
import hashlib
import json
import math
import re
import struct

import numpy as np
from scipy import sparse

TOKEN = re.compile(r"[A-Za-z]+(?:['’][a-z]+)?|\d[\d,.]*|[^\sA-Za-z\d]")
LEAST = 3  # a word seen less is not known
USUAL = 400  # a word seen less is not looked for behind another
CLOSEST, CHOICES = 200, 30
CONTEXTS = 8000
DAMPED = 5
STOP = set(
    "the a an and of to in that is was for on with as at by it he she they we i be are were has had have his her their its this"
    " from not but or will would who which been said more about after than one all there when no up out if what can could so"
    " also over into other only some just do did does how my our your them him us me you being having may might am".split()
)


def runs(text):
    """Words with nothing but space or hyphen between them."""
    out, run = [], []
    for line in text.split("\n"):
        for token in TOKEN.findall(line):
            if token[0].isalpha():
                run.append(token.replace("’", "'").lower())
            elif token[0].isdigit():
                run.append("0")
            elif token != "-":
                out.append(run)
                run = []
        out.append(run)
        run = []
    return [r for r in out if r]


def near(words, texts):
    """Per usual word those that stand among the same neighbours, with weights that add up to one.

    Positive pointwise mutual information with the words one and two to the left and right (Church and Hanks 1990), brought to
    300 dimensions by singular values (Bullinaria and Levy 2012; the range found by random projection, Halko et al. 2011).
    """
    known = [w for w, n in sorted(words.items(), key=lambda p: (-p[1], p[0])) if n >= LEAST and w.isascii()]
    index = {w: i for i, w in enumerate(known)}
    count = np.array([words[w] for w in known], float)
    contexts = min(len(known), CONTEXTS)
    blocks = []
    for offset, weight in ((-2, 0.5), (-1, 1), (1, 1), (2, 0.5)):
        rows, columns = [], []
        for run in texts:
            ids = [index.get(w, -1) for w in run]
            for i, word in enumerate(ids):
                at = i + offset
                context = ids[at] if 0 <= at < len(ids) else contexts  # the last column is the edge of a run
                if word >= 0 and (0 <= context < contexts or not 0 <= at < len(ids)):
                    rows.append(word)
                    columns.append(context)
        seen = sparse.coo_matrix((np.ones(len(rows), np.float32), (rows, columns)), shape=(len(known), contexts + 1)).tocsr()
        per_row, per_column = np.asarray(seen.sum(1)).ravel(), np.asarray(seen.sum(0)).ravel() ** 0.75
        seen = seen.tocoo()
        value = np.log(seen.data / (per_row[seen.row] * (per_column / per_column.sum())[seen.col]))
        value = np.maximum(value, 0) * weight * seen.data / (seen.data + 0.5)
        blocks.append(sparse.coo_matrix((value, (seen.row, seen.col)), shape=seen.shape).tocsr())
    table = sparse.hstack(blocks).tocsr().astype(np.float32)
    basis = table @ np.random.default_rng(1).standard_normal((table.shape[1], 330)).astype(np.float32)
    for _ in range(3):
        basis = table @ np.linalg.qr(table.T @ np.linalg.qr(basis)[0])[0]
    basis = np.linalg.qr(basis)[0]
    left, values, _ = np.linalg.svd((table.T @ basis).T, full_matrices=False)
    vectors = (basis @ left)[:, :300] * np.sqrt(values[:300])
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-9
    content = np.array([w not in STOP and len(w) >= 3 and w.isalpha() for w in known])
    usual, others = np.where(content & (count >= USUAL))[0], np.where(content)[0]
    damped = vectors[others] * (count[others] / (count[others] + DAMPED))[:, None]  # a rare word's vector is mostly chance
    found = {}
    for word in usual:
        likeness = damped @ vectors[word]
        likeness[others == word] = -1
        closest = np.argsort(-likeness, kind="stable")[:CLOSEST]
        weight = np.exp((likeness[closest] - likeness[closest[0]]) / 0.1)
        found[known[word]] = [(known[others[i]], float(q)) for i, q in zip(closest, weight / weight.sum()) if q > 0.001]
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("out")
    parser.add_argument("texts", nargs="+")
    parser.add_argument("--half", type=int)
    parser.add_argument("--split", help="the file of texts that --half is about; the others are taken whole")
    args = parser.parse_args()
    words, pairs, texts = collections.Counter(), collections.Counter(), []
    for path in args.texts:
        opener = gzip.open if path.endswith(".gz") else open
        for line in opener(path, "rt", encoding="utf8"):
            article = json.loads(line)
            half = int(hashlib.md5(str(article.get("id", article.get("n"))).encode()).hexdigest(), 16) % 2
            if args.half is not None and (args.split is None or args.split == path) and half != args.half:
                continue
            for run in runs(article["text"]):
                words.update(run)
                texts.append(run)
                pairs.update(zip(run, run[1:]))
    followers = collections.Counter(x for x, _ in pairs)

    behind = collections.defaultdict(dict)
    for word, others in sorted(near(words, texts).items()):
        for other, weight in others:
            behind[other][word] = weight
    for other, found in behind.items():
        behind[other] = dict(sorted(found.items(), key=lambda p: (-p[1], p[0]))[:CHOICES])

    total = sum(words.values())
    known = sorted(sorted((w for w, n in words.items() if n >= LEAST and w.isascii()), key=lambda w: (-words[w], w))[:65_000])
    index = {w: i for i, w in enumerate(known)}
    shares = [(words[w] + 0.1) / total for w in known]
    after = collections.defaultdict(list)
    for (x, y), n in pairs.items():
        if x in index and y in index and n >= PAIR:
            after[x].append((index[y], min(255, round(20 * math.log(n)))))
    with open(args.out, "wb") as out:
        text = "\n".join(known).encode()
        out.write(b"VPHRASE1" + struct.pack("<II", len(known), len(text)) + text)
        for w, share in zip(known, shares):
            out.write(struct.pack("<fIHHH", share, words[w], min(followers[w], 65535), len(after[w]), len(behind.get(w, ()))))
        for w in known:
            for y, n in sorted(after[w]):
                out.write(struct.pack("<HB", y, n))
        for w in known:
            found = sorted((index[x], max(1, min(255, round(1000 * q)))) for x, q in behind.get(w, {}).items() if x in index)
            assert len(found) == len(behind.get(w, ()))
            for x, q in found:
                out.write(struct.pack("<HB", x, q))
    print(total, "words,", len(known), "known,", sum(map(len, after.values())), "pairs,", sum(map(len, behind.values())), "choices")


PAIR = 2  # a pair seen once may be a slip

if __name__ == "__main__":
    main()
