#!/usr/bin/env python3
"""Counts in how many articles each word stands, and writes the table that `similarity/rarity.rs` reads.

    python3 measures/count_words.py international.jsonl.gz > crates/verbale-record/src/similarity/words.tsv

Words are cut and stripped of endings as `similarity.rs` does; those of fewer than five articles are left out, since a
word that rare weighs about the same as one never seen. Only counts leave the articles.
"""
import collections
import gzip
import json
import re
import sys

LEAST = 5
WORD = re.compile(r"[^\W_]+")
ENDINGS = (("ing", 4), ("ies", 3), ("ed", 4), ("es", 4), ("s", 3))


def stem(word):
    for ending, least in ENDINGS:
        bare = word[: -len(ending)]
        if word.endswith(ending) and len(bare) >= least and not (ending == "s" and bare.endswith("s")):
            return bare + "y" if ending == "ies" else bare
    return word


def main(path):
    opener = gzip.open if path.endswith(".gz") else open
    counts, articles = collections.Counter(), 0
    with opener(path, "rt", encoding="utf8") as lines:
        for line in lines:
            article = json.loads(line)
            text = f"{article.get('title') or ''} {article['text']}"
            counts.update({stem(word.lower()) for word in WORD.findall(text)})
            articles += 1
    print(f"# In how many of {articles} press articles on international affairs a word stands; measures/count_words.py")
    print(f"#articles\t{articles}")
    for word in sorted(w for w, n in counts.items() if n >= LEAST and len(w) > 1 and w.isascii()):
        print(f"{word}\t{counts[word]}")


if __name__ == "__main__":
    main(sys.argv[1])
