#!/usr/bin/env python3
"""Make the articles that measures/encounters-gold.tsv is about, out of public sets.

usage: encounters_articles.py GOLD.tsv INTERNATIONAL.jsonl.gz ECB_FOLDER MEANTIME_FOLDER > ARTICLES.jsonl

`intl-ID` is the text of the line with that id, as it stands. `ecb-NAME` (topic 10 of ECB+) and `mean-NUMBER` (the English corpus of
MEANTIME) are put together from their tokens, a sentence a line, without the line that holds the page's address.
"""
import glob, gzip, json, os, re, sys
import xml.etree.ElementTree as ET

JOINS = [
    (r"\s+([,.;:!?%)\]’”])", r"\1"), (r"([(\[“$£€])\s+", r"\1"), (r"\s+('s|n't|'re|'ve|'ll|'d|'m)\b", r"\1"),
    (r"’ (s|t|re|ve|ll|d|m)\b", r"’\1"), (r"(\w) - (\w)", r"\1-\2"), (r"\s*''", '"'), (r"``\s*", '"'),
    (r"\b([A-Z])\. ([A-Z])\.", r"\1.\2."), (r"(\d), (\d{3})\b", r"\1,\2"),
]


def joined(tokens):
    text = " ".join(tokens)
    for pattern, by in JOINS:
        text = re.sub(pattern, by, text)
    return text


def of_tokens(path):
    sentences = {}
    for token in ET.parse(path).getroot().findall("token"):
        sentences.setdefault(int(token.get("sentence")), []).append(token.text)
    kept = [s for n, s in sorted(sentences.items()) if not (n == 0 and re.match(r"https? :", " ".join(s)))]
    return "\n".join(map(joined, kept))


def main():
    gold, international, ecb, meantime = sys.argv[1:]
    rows = [line.split("\t") for line in open(gold, encoding="utf8") if not line.startswith(("#", "happening\t"))]
    found = {}
    for line in gzip.open(international, "rt", encoding="utf8"):
        d = json.loads(line)
        found["intl-" + d["id"]] = (d["title"], d["date"], d["text"])
    for path in glob.glob(os.path.join(ecb, "**", "10", "*.xml"), recursive=True):
        text = of_tokens(path)
        found["ecb-" + os.path.basename(path)[:-4]] = (text.split("\n")[0], None, text)
    for path in glob.glob(os.path.join(meantime, "**", "intra-doc_annotation", "*", "*.xml"), recursive=True):
        text = of_tokens(path)
        found["mean-" + os.path.basename(path).split("_")[0]] = (text.split("\n")[0], None, text)
    for name in sorted({r[2] for r in rows}):
        title, date, text = found[name]
        print(json.dumps({"id": name, "title": title, "date": date, "text": text}, ensure_ascii=False))


main()
