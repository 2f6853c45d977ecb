"""Our own sentences, `act<TAB>sentence` with marked spans, as lines for the encoder; and which of them are for testing.

A sentence stands once however many attributions it holds. Its acts each have their own spans. For the span head, which
is flat, it gives the attributions that fit beside one another, those with the longest contents first: the outer layer.
`plover` reads the table of PLOVER sentences (source and target marked) the same way, with a root for an act.
"""

import collections
import csv
import dataclasses
import pathlib
import re

import polnear
from polnear import ROLES, Doc, Line

ACTS = ("assert", "accuse", "criticise", "deny", "demand", "promise", "warn", "praise", "agree", "concern", "hope")
ROOTS = ("AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "YIELD", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "PROTEST",
         "SANCTION", "MOBILIZE", "COERCE", "ASSAULT")
TAG = re.compile(r"<(/?)([sct])>")
ROLE_OF = {"s": 0, "c": 1, "t": 2}


@dataclasses.dataclass
class Marked(Line):
    acts: list  # (label, words of the source, of the cue, of the content)
    bare: str


def fnv(text):
    """FNV-1a, 64 bits, as `verbale eval acts` computes it."""
    n = 0xCBF29CE484222325
    for byte in text.encode("utf8"):
        n = (n ^ byte) * 0x100000001B3 % (1 << 64)
    return n


def part_of(bare):
    """`test` for a third of the sentences; of the others a tenth are to choose by, `dev`."""
    n = fnv(bare)
    return "test" if n % 3 == 0 else "dev" if n // 3 % 10 == 0 else "train"


def unmarked(marked):
    """The bare sentence, and its spans as (start, end, role) in code points."""
    bare, spans, at, start = "", [], 0, None
    for tag in TAG.finditer(marked):
        bare += marked[at : tag.start()]
        at = tag.end()
        if tag[1]:
            spans.append((*polnear.trim(bare, start, len(bare)), ROLE_OF[tag[2]]))
        else:
            start = len(bare)
    return bare + marked[at:], spans


def read(paths):
    """Rows of the files: bare sentence -> [(act, spans)], in order; a sentence without attribution has an empty list."""
    out = {}
    for path in paths:
        for row in pathlib.Path(path).read_text(encoding="utf8").splitlines():
            if row and not row.startswith("#"):
                act, marked = row.split("\t")
                bare, spans = unmarked(marked)
                layers = out.setdefault(bare, [])
                if act != "none":
                    layers.append((act, spans))
    return out


def hit(words, start, end):
    return [i for i, (a, b) in enumerate(words) if a < end and start < b]


def outer(words, layers):
    """The attributions that fit beside one another, as word spans; one that shares a span with another must share it whole."""
    reach = lambda layer: -max((e for _, e, r in layer if r == 2), default=0) + min((s for s, _, r in layer if r == 2), default=0)
    chosen, used = set(), {}
    for _, spans in sorted(layers, key=lambda layer: reach(layer[1])):
        cut = [(at[0], at[-1], r) for s, e, r in spans if (at := hit(words, s, e))]
        if all(used.get(w, span) == span for span in cut for w in range(span[0], span[1] + 1)):
            chosen |= set(cut)
            used |= {w: span for span in cut for w in range(span[0], span[1] + 1)}
    return sorted(chosen)


def line(tok, bare, layers, labels):
    words, pieces, feats = polnear.words_of(tok, bare, 0)
    acts = []
    for label, spans in layers:
        of = [sorted(w for s, e, r in spans if r == role for w in hit(words, s, e)) for role in range(len(ROLES))]
        acts.append((labels.index(label), *of))
    return Marked(words, pieces, feats, [outer(words, layers)], acts, bare)


def load(tok, paths, part):
    """The sentences of one part."""
    return [line(tok, bare, layers, ACTS) for bare, layers in read(paths).items() if part_of(bare) == part]


def plover(tok, path):
    """PLOVER sentences: the words of source and target stand for source and content, all others for the cue."""
    out = []
    for row in csv.DictReader(open(path, encoding="utf8"), delimiter="\t", quoting=csv.QUOTE_NONE):
        bare, spans = unmarked(row["marked_sentence"])
        made = line(tok, bare, [(row["gold_root"], spans)], ROOTS)
        label, source, _, target = made.acts[0]
        rest = [i for i in range(len(made.words)) if i not in source and i not in target]
        made.acts = [(label, source, rest, target)]
        out.append(made)
    return out


class Supply:
    """Windows of a few sentences each, as one text's lines, in an order drawn anew each time round."""

    def __init__(self, lines, rng, most):
        self.lines, self.rng, self.most, self.left = lines, rng, most, []

    def window(self, pieces):
        run, filled, count = [], 1, self.rng.randint(1, self.most)
        while len(run) < count:
            if not self.left:
                self.left = self.rng.sample(self.lines, len(self.lines))
            filled += polnear.size(self.left[-1])
            if run and filled > pieces:
                break
            run.append(self.left.pop())
        return Doc("", "", run, collections.defaultdict(set)), list(range(len(run)))
