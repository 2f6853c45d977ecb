"""Draw expressions for a gold annotation of who is meant (actor resolution).

    python3 measures/draw_mentions.py ARTICLES.jsonl[.gz] SHEET.txt SHEET.tsv [--articles 60] [--seed 2023]
                                 [--without ANNOTATED.tsv]

Each input line is an article: a JSON object with `id`, `title`, `date`, `outlet` and `text`. Of those with 1,500 to
8,000 characters of text (one per title) a number are drawn, and in each about four names, one or two personal pronouns
and one or two nominals ("the foreign minister", "officials"). Plain patterns over the raw text find the candidates, no
tool's output is looked at, and the same seed and input give the same draw. Within an article no wording is drawn twice,
so that a name in every sentence does not crowd out the rest. Articles of a table given by `--without` are not drawn.

SHEET.txt is for the annotator's eyes: each article whole, the drawn expressions marked ⟦number:expression⟧. SHEET.tsv has
`number`, `article`, `start`, `end` (code points into the raw text) and `text`. Both hold text of the articles: do not
commit them. A drawn expression may be no expression at all (page noise, a common word opening a sentence); the annotator
drops those, and narrows a run of capitalised words to the name in it.
"""

import argparse
import gzip
import json
import random
import re
from collections import Counter

LENGTH = range(1_500, 8_001)

# A capitalised word; an abbreviation with points; a particle may stand between two of them, not at either end.
WORD = r"(?:(?:[A-Z]\.){2,}|[A-Z]\.|[^\W\d_a-z](?:[^\W_]|[-'’](?=[^\W\d_])(?!s\b))*)"
PARTICLE = r"(?:of(?: the)?|for|and|bin|al|el|de|da|der|van|von)"
NAME = re.compile(rf"\b{WORD}(?: (?:{PARTICLE} )?{WORD})*")

PRONOUN = re.compile(r"\b(?:he|she|they)\b", re.IGNORECASE)

NOUN = (
    r"(?:minist(?:er|ry)|president|premier|chancellor|king|leader|spokes(?:man|woman|person)|ambassador|envoy|diplomat|"
    r"secretary|general|commander|official|government|administration|regime|department|embassy|military|army|"
    r"parliament|court|side|countr(?:y|ie)|nation|group|agency|company|organi[sz]ation|party|alliance|bloc|union)s?"
)
ADJECTIVE = (
    r"(?:two|three|both|other|foreign|prime|vice|deputy|former|senior|top|interim|defen[sc]e|interior|finance|state|"
    r"news|intelligence|military|government|militant|rebel|ruling|new|U\.S\.|US|[A-Z][a-z]+(?:n|ese|sh|i|ch)|"
    r"unnamed|western|security|administration)"
)
NOMINAL = re.compile(
    rf"\b[Tt]he (?:{ADJECTIVE} ){{0,3}}(?:{NOUN}|{NOUN.title()})\b(?![-\w]| [A-Z])"
    rf"|\b(?:(?:[Tt]wo|[Ss]everal) )?(?:{ADJECTIVE} ){{0,3}}(?:official|diplomat)s\b(?![-\w]| [A-Z])"
    rf"|\b(?:[Aa]n?|[Oo]ne) (?:{ADJECTIVE} ){{0,3}}(?:official|diplomat|spokesman|spokeswoman)\b(?![-\w]| [A-Z])"
)

DATES = set(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september "
    "october november december".split()
)


def read(path):
    """The articles of a file in its order, the first of each title, of the length asked for."""
    opened = gzip.open(path, "rt", encoding="utf-8") if path.endswith(".gz") else open(path, encoding="utf-8")
    with opened as lines:
        articles = [json.loads(line) for line in lines]
    first = {}
    for article in articles:
        if len(article["text"]) in LENGTH:
            first.setdefault(article["title"], article)
    return list(first.values())


def annotated(path):
    """The articles a table in the form of resolution.tsv has rows of: its first column, past comments and header."""
    with open(path, encoding="utf-8") as lines:
        rows = [line for line in lines if not line.startswith("#")]
    return {row.split("\t", 1)[0] for row in rows[1:]}


def common_words(articles, in_texts=20):
    """Words so often written small that one standing capitalised alone opens a sentence or a page's menu."""
    texts = Counter()
    for article in articles:
        texts.update(set(re.findall(r"\b[a-z]+\b", article["text"])))
    return DATES | {word for word, count in texts.items() if count >= in_texts}


def candidates(text, pattern, common):
    """Where the pattern matches, by wording: {wording: [(start, end), …]}."""
    found = {}
    for match in pattern.finditer(text):
        wording = match.group()
        # "US" is no "us".
        if pattern is not NAME or len(wording) > 1 and (wording.isupper() or wording.lower() not in common):
            found.setdefault(wording.lower(), []).append(match.span())
    return found


def draw(text, common, rng):
    """The spans drawn in one text, in its order, none overlapping another."""
    drawn = []
    for pattern, wanted in ((NOMINAL, rng.choice((1, 2))), (PRONOUN, rng.choice((1, 2))), (NAME, 4)):
        found = candidates(text, pattern, common)
        wordings = sorted(found)
        rng.shuffle(wordings)
        for wording in wordings:
            if not wanted:
                break
            start, end = rng.choice(found[wording])
            if all(end <= s or e <= start for s, e in drawn):
                drawn.append((start, end))
                wanted -= 1
    return sorted(drawn)


def marked(text, spans, number):
    """The text with its spans marked and numbered from `number`."""
    parts, at = [], 0
    for offset, (start, end) in enumerate(spans):
        parts += [text[at:start], f"⟦{number + offset}:{text[start:end]}⟧"]
        at = end
    return "".join(parts) + text[at:]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("source")
    parser.add_argument("reading")
    parser.add_argument("table")
    parser.add_argument("--articles", type=int, default=60)
    parser.add_argument("--seed", type=int, default=2023)
    parser.add_argument("--without", help="a table whose articles are left out")
    options = parser.parse_args()

    rng = random.Random(options.seed)
    articles = read(options.source)
    common = common_words(articles)
    if options.without:
        known = annotated(options.without)
        articles = [article for article in articles if article["id"] not in known]
    number = 1
    with open(options.reading, "w", encoding="utf-8") as reading, open(options.table, "w", encoding="utf-8") as table:
        print("number", "article", "start", "end", "text", sep="\t", file=table)
        for article in rng.sample(articles, options.articles):
            text = article["text"]
            spans = draw(text, common, rng)
            print(f"=== {article['id']} | {article['outlet']} | {article['date']} | {article['title']}", file=reading)
            print(marked(text, spans, number), end="\n\n", file=reading)
            for start, end in spans:
                wording = " ".join(text[start:end].split())
                print(number, article["id"], start, end, wording, sep="\t", file=table)
                number += 1


if __name__ == "__main__":
    main()
