#!/usr/bin/env python3
"""Makes many articles out of real ones, to measure time, memory and size at scale.

usage: many.py ARTICLES.jsonl[.gz] COUNT [SEED] > MADE.jsonl

Half of the made articles stand alone; the others come in stories of 2 to 40 reports. A happening is told by paragraphs of two
real articles with people, places, dates and numbers exchanged, the same way in all its reports; each report leaves out, reorders
and cuts some of them, and three in ten are copies but for a sentence. The order is that of the made dates, so that the last
thousand are the newest. The same seed gives the same bytes. What comes out is no news and is not kept.
"""
import datetime, gzip, json, random, re, sys

GIVEN = """Adam Alan Albert Alice Amina Ana Andrei Angela Anna Antony Ban Barack Boris Carlos Charles Chris Christian David Dmitry
Donald Elena Emmanuel Eric Fatima Francois George Hassan Helen Hillary Igor Ivan Jack James Jane Jean Jens Joe Johan John Jose Joseph
Juan Karim Karl Kim Laura Li Lin Luis Maria Mariam Mark Martin Mary Michael Mike Mohamed Mohammad Nadia Nicolas Nikolai Omar Park
Patrick Paul Pedro Peter Philip Pierre Recep Richard Robert Rosa Samuel Sara Sergei Sofia Steven Susan Thomas Tim Vladimir Wang Wei
William Yuri Zhang""".split()
SYLLABLES = "ba be bo da de do ka ke ko la le lo ma me mi mo na ne no ra re ro sa se so ta te to va ve vi zha zo".split()
STATES = """Afghanistan Albania Algeria Angola Argentina Armenia Australia Austria Azerbaijan Belarus Belgium Bolivia Brazil Bulgaria
Cambodia Cameroon Canada Chile China Colombia Croatia Cuba Cyprus Denmark Ecuador Egypt Estonia Ethiopia Finland France Georgia Germany
Ghana Greece Hungary India Indonesia Iran Iraq Ireland Israel Italy Japan Jordan Kazakhstan Kenya Kuwait Laos Latvia Lebanon Libya
Lithuania Malaysia Mali Mexico Moldova Mongolia Morocco Myanmar Nepal Nicaragua Niger Nigeria Norway Oman Pakistan Panama Peru Poland
Portugal Qatar Romania Russia Rwanda Senegal Serbia Singapore Slovakia Slovenia Somalia Spain Sudan Sweden Switzerland Syria Tanzania
Thailand Tunisia Turkey Uganda Ukraine Uruguay Uzbekistan Venezuela Vietnam Yemen Zambia Zimbabwe""".split()
MONTHS = "January February March April May June July August September October November December".split()
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
FIRST_DAY = datetime.date(2012, 1, 1)
NAME = re.compile(r"\b(%s) ([A-Z][a-z]{2,}(?:-[A-Z][a-z]+)?)\b" % "|".join(GIVEN))
STATE = re.compile(r"\b(%s)\b" % "|".join(STATES))
DATE = re.compile(r"\b(%s) (\d{1,2})\b" % "|".join(MONTHS))
DAY = re.compile(r"\b(%s)\b" % "|".join(DAYS))
NUMBER = re.compile(r"(?<![\d,.])\d{2,3}(?![\d,.])")
SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z“\"])")


class Exchange:
    """One happening's way of exchanging what is named: equal things stay equal."""

    def __init__(self, dice, day):
        self.dice, self.shift = dice, dice.randrange(1, len(STATES))
        self.day, self.surnames, self.numbers = day, {}, {}

    def surname(self, old):
        made = lambda: "".join(self.dice.choice(SYLLABLES) for _ in range(self.dice.choice((2, 3)))).capitalize()
        return self.surnames.setdefault(old, made())

    def number(self, old):
        made = lambda: str(max(2, round(int(old) * self.dice.uniform(0.6, 1.6))))
        return self.numbers.setdefault(old, made())

    def text(self, text):
        text = NAME.sub(lambda m: f"{GIVEN[(GIVEN.index(m[1]) + self.shift) % len(GIVEN)]} {self.surname(m[2])}", text)
        if self.surnames:
            known = r"\b(%s)\b" % "|".join(map(re.escape, self.surnames))
            text = re.sub(known, lambda m: self.surnames[m[1]], text)
        text = STATE.sub(lambda m: STATES[(STATES.index(m[1]) + self.shift) % len(STATES)], text)
        text = DATE.sub(lambda m: f"{MONTHS[self.day.month - 1]} {min(28, max(1, self.day.day - int(m[2]) % 4))}", text)
        text = DAY.sub(lambda m: DAYS[(self.day.weekday() - DAYS.index(m[1]) % 3) % 7], text)
        return NUMBER.sub(lambda m: self.number(m[0]), text)


def happening(dice, articles, day):
    """Title and paragraphs of one made happening."""
    one, other = dice.sample(articles, 2)
    paragraphs = one["paragraphs"][:8] + dice.sample(other["paragraphs"], min(4, len(other["paragraphs"])))
    exchange = Exchange(dice, day)
    return exchange.text(one["title"]), [exchange.text(p) for p in paragraphs]


def report(dice, paragraphs, first):
    """One report of a happening: a copy but for a sentence, or told with less and in another order."""
    if first:
        return paragraphs
    kept = list(paragraphs)
    if dice.random() < 0.3:
        n = dice.randrange(len(kept))
        kept[n] = " ".join(SENTENCE.split(kept[n])[1:]) or kept[n]
        return kept
    lead, rest = kept[:2], kept[2:]
    rest = dice.sample(rest, max(1, int(len(rest) * dice.uniform(0.5, 0.9)))) if rest else []
    cut = lambda p: " ".join(s for s in SENTENCE.split(p) if dice.random() < 0.85) or p
    return [cut(p) for p in lead + rest]


def read(path):
    lines = gzip.open(path, "rt", encoding="utf8") if path.endswith(".gz") else open(path, encoding="utf8")
    for line in lines:
        a = json.loads(line)
        paragraphs = [p.strip() for p in a["text"].split("\n") if len(p.split()) > 8]
        if len(paragraphs) >= 4 and a.get("title"):
            yield {"title": a["title"], "paragraphs": paragraphs}


def main():
    path, count, seed = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else 1
    articles, dice, made, alone = list(read(path)), random.Random(seed), [], 0
    outlets = [f"{place} {kind}" for place in STATES[:40] for kind in ("Courier", "Gazette", "Morning Post")]
    while len(made) < count:
        size = 1 if alone <= len(made) / 2 else min(dice.choice((2, 2, 2, 3, 3, 4, 5, 8, 12, 20, 40)), count - len(made))
        alone += size == 1
        day = FIRST_DAY + datetime.timedelta(days=dice.randrange(10 * 365))
        title, paragraphs = happening(dice, articles, day)
        for n in range(size):
            date = day + datetime.timedelta(days=dice.choice((0, 0, 0, 1)))
            made.append((date, len(made), title, report(dice, paragraphs, n == 0)))
    made.sort(key=lambda m: m[:2])
    for date, n, title, paragraphs in made:
        line = {"id": f"made-{n:06}", "outlet": dice.choice(outlets), "title": title, "date": date.isoformat()}
        line["text"] = "\n\n".join(paragraphs)
        print(json.dumps(line, ensure_ascii=False))


if __name__ == "__main__":
    main()
