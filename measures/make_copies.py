#!/usr/bin/env python3
"""Makes copies of real articles, to measure how many are found and how many others are taken for copies.

    python3 measures/make_copies.py international.jsonl.gz OUT.jsonl [--articles 100] [--seed 1]

Draws articles by the seed and writes, beside all others as they are, of each drawn one: `light` (a few words and a
sentence changed), `excerpt` (the first half or a run of paragraphs), `spun` (every known word exchanged for one about as
good, by `measures/synonyms.tsv`), `bent` (spun, sentences turned about, and names bent by a letter or two). Lines of copies
have `of` and `how`. The result holds text of the articles and is not committed. Score with `score_copies.py`.
"""
import argparse
import gzip
import json
import pathlib
import random
import re

HERE = pathlib.Path(__file__).parent
WORD = re.compile(r"[A-Za-z]+")
SENTENCE = re.compile(r"(?<=[.!?”\"]) +(?=[A-Z“\"])")
VOWELS = "aeiou"


def synonyms(path):
    rows = [line.rstrip("\n").split("\t") for line in open(path, encoding="utf8") if not line.startswith("#")]
    return {row[0]: row[1:] for row in rows}


def spin(text, table, rng, share):
    def one(match):
        word = match.group()
        options = table.get(word.lower())
        if not options or rng.random() > share or (word[0].isupper() and word.lower() not in table):
            return word
        new = rng.choice(options)
        return new.capitalize() if word[0].isupper() else new

    return WORD.sub(one, text)


def bend(name, rng):
    """A name a letter or two off, as a machine spells it from its sound."""
    letters = list(name)
    inner = [i for i in range(1, len(letters)) if letters[i] in VOWELS]
    if inner:
        i = rng.choice(inner)
        letters[i] = rng.choice([v for v in VOWELS if v != letters[i]])
    elif len(letters) > 3:
        letters[-1:] = letters[-1] * 2
    return "".join(letters)


def bend_names(text, rng):
    names = {n for n in re.findall(r"(?<=[a-z,] )[A-Z][a-z]{3,}", text)}
    bent = {n: bend(n, rng) for n in sorted(names) if rng.random() < 0.5}
    return re.sub(r"\b[A-Z][a-z]{3,}\b", lambda m: bent.get(m.group(), m.group()), text)


def turn(paragraph, rng):
    """Sentences joined or parted, and the order of an attribution turned about."""
    sentences = SENTENCE.split(paragraph)
    out = []
    for sentence in sentences:
        turned = re.match(r"^(.{30,}), ([A-Z][\w .]{3,40} said)\.$", sentence)
        if turned and rng.random() < 0.7:
            sentence = f"{turned.group(2)} that {turned.group(1)[0].lower()}{turned.group(1)[1:]}."
        out.append(sentence)
    return " ".join(out)


def light(text, table, rng):
    paragraphs = [spin(p, table, rng, 0.1) for p in text.split("\n")]
    full = [i for i, p in enumerate(paragraphs) if len(p) > 80]
    if len(full) > 4:
        del paragraphs[rng.choice(full[2:])]
    return "\n".join(paragraphs)


def excerpt(text, rng):
    paragraphs = [p for p in text.split("\n") if p.strip()]
    keep = max(3, len(paragraphs) // 2)
    first = rng.choice([0, max(0, (len(paragraphs) - keep) // 2)])
    return "\n\n".join(paragraphs[first : first + keep])


def bent(text, table, rng):
    spun = "\n".join(turn(p, rng) for p in spin(text, table, rng, 0.9).split("\n"))
    return bend_names(spun, rng)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("articles_file")
    parser.add_argument("out")
    parser.add_argument("--articles", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--synonyms", default=HERE / "synonyms.tsv", help="another table of words to exchange")
    args = parser.parse_args()
    opener = gzip.open if args.articles_file.endswith(".gz") else open
    with opener(args.articles_file, "rt", encoding="utf8") as lines:
        articles = [json.loads(line) for line in lines]
    rng = random.Random(args.seed)
    drawn = rng.sample([a for a in articles if 1500 < len(a["text"]) < 9000], args.articles)
    table = synonyms(args.synonyms)
    makers = {
        "light": lambda t: light(t, table, rng),
        "excerpt": lambda t: excerpt(t, rng),
        "spun": lambda t: spin(t, table, rng, 0.9),
        "bent": lambda t: bent(t, table, rng),
    }
    with open(args.out, "w", encoding="utf8") as out:
        for article in articles:
            out.write(json.dumps(article) + "\n")
        for article in drawn:
            for how, make in makers.items():
                title = article["title"] if how in ("light", "excerpt") else spin(article["title"], table, rng, 0.9)
                copy = {"id": f"{article['id']}-{how}", "of": article["id"], "how": how, "date": article["date"]}
                copy.update(outlet=f"Copy {how}", title=title, text=make(article["text"]))
                out.write(json.dumps(copy) + "\n")


if __name__ == "__main__":
    main()
