"""PolNeAR as lines of words with spans, and windows of lines for the encoder.

A line of the file is a paragraph; spans do not cross lines (3 of 23,000 do, and are cut). The unit of a span is a word as
BERT's pre-tokenizer cuts it (white space and punctuation), each represented by its first word piece. Spans of the three
roles never overlap (1 % of 1 % do; the first wins), so one flat segmentation holds them all.
"""

import collections
import dataclasses
import pathlib

from tokenizers import Tokenizer

from encoder import model_dir

ROLES = ("source", "cue", "content")
CLS, SEP = 101, 102
FEATURES = 8  # letter case (4) and inside quotation marks (2)
OPEN, CLOSE, BOTH = "“«„", "”»", '"'


@dataclasses.dataclass
class Line:
    words: list  # (start, end) in the document, code points
    pieces: list  # word-piece ids, a list a word
    feats: list  # a feature id a word
    spans: list  # alternatives, one an annotator: [(first word, last word, role)]


@dataclasses.dataclass
class Doc:
    name: str
    text: str
    lines: list
    gold: dict  # role -> set of (start, end), as the checker reads them


def tokenizer():
    tok = Tokenizer.from_file(str(model_dir() / "tokenizer.json"))
    tok.no_truncation()
    tok.no_padding()
    return tok


def case_of(word):
    if not any(c.isupper() for c in word):
        return 0
    if word[0].isupper() and not any(c.isupper() for c in word[1:]):
        return 1
    return 2 if word.isupper() else 3


def words_of(tok, text, base):
    """One line's words: offsets in the document, pieces, features."""
    enc = tok.encode(text, add_special_tokens=False)
    words, pieces, last = [], [], None
    for wid, pid, (s, e) in zip(enc.word_ids, enc.ids, enc.offsets):
        if wid == last:
            pieces[-1].append(pid)
            words[-1] = (words[-1][0], base + e)
        else:
            words.append((base + s, base + e))
            pieces.append([pid])
        last = wid
    feats, inside = [], False
    for s, e in words:
        w = text[s - base : e - base]
        mark = w[:1]
        if mark in OPEN and mark:
            inside = True
        elif mark and mark in BOTH:
            inside = not inside
        feats.append(case_of(w) + 4 * inside)
        if mark and mark in CLOSE:
            inside = False
    return words, [p[:8] for p in pieces], feats


def trim(text, s, e):
    while s < e and text[s].isspace():
        s += 1
    while e > s and text[e - 1].isspace():
        e -= 1
    return s, e


def spans_of(path, text):
    """role and offsets of every span in one standoff file."""
    out = []
    for row in path.read_text(encoding="utf8").splitlines():
        f = row.split("\t")
        if not f[0].startswith("T") or len(f) < 2:
            continue
        kind, rest = f[1].split(" ", 1)
        role = kind.split("-")[0].lower()
        if role in ROLES:
            out += [(*trim(text, *map(int, p.split()[:2])), role) for p in rest.split(";")]
    return out


def to_words(words, spans):
    """Character spans of one line as word spans, snapped outward, longest first where they overlap."""
    out, used = [], set()
    for s, e, role in sorted(spans, key=lambda x: (x[0], -x[1])):
        hit = [i for i, (a, b) in enumerate(words) if a < e and s < b]
        if hit and not used & set(hit):
            used |= set(hit)
            out.append((hit[0], hit[-1], ROLES.index(role)))
    return out


def read(root, tok):
    """All documents of one part, by name."""
    root, docs = pathlib.Path(root), []
    for f in sorted((root / "text").glob("*.txt")):
        text = f.read_text(encoding="utf8")
        anns = [spans_of(a, text) for a in sorted((root / "attributions").glob(f.stem + "_*.ann"))]
        gold = collections.defaultdict(set)
        for s, e, role in anns[0] if anns else []:
            gold[role].add((s, e))
        lines, at = [], 0
        for raw in text.split("\n"):
            words, pieces, feats = words_of(tok, raw, at)
            if words:
                near = [[x for x in a if x[0] < at + len(raw) and at < x[1]] for a in anns]
                lines += split_long(Line(words, pieces, feats, [to_words(words, n) for n in near]), text)
            at += len(raw) + 1
        docs.append(Doc(f.stem, text, lines, gold))
    return docs


def split_long(line, text, limit=250):
    """A line of more pieces than a window holds is cut after its last full stop before the limit."""
    n, cut = 0, None
    for i, p in enumerate(line.pieces):
        n += len(p)
        if n > limit:
            break
        if text[line.words[i][0]] in ".!?":
            cut = i + 1
    else:
        return [line]
    cut = cut or i
    head = Line(line.words[:cut], line.pieces[:cut], line.feats[:cut], [[s for s in a if s[1] < cut] for a in line.spans])
    tail = Line(line.words[cut:], line.pieces[cut:], line.feats[cut:],
                [[(s - cut, e - cut, r) for s, e, r in a if s >= cut] for a in line.spans])
    return [head] + split_long(tail, text, limit)


def size(line):
    return sum(map(len, line.pieces)) + 1


def windows(doc, limit, first=0):
    """Runs of whole lines of at most `limit` pieces; the first run has at most `first` (to vary the cuts in training)."""
    out, run, n, cap = [], [], 1, first or limit
    for i, line in enumerate(doc.lines):
        if run and n + size(line) > cap:
            out.append(run)
            run, n, cap = [], 1, limit
        run.append(i)
        n += size(line)
    return out + [run] if run else out


def windows_with_context(doc, limit, context):
    """As `windows`, with as many whole lines before and after as `context` pieces each hold: (lines, lines to decode)."""
    out = []
    for run in windows(doc, limit - 2 * context):
        lo, hi, left, right = run[0], run[-1] + 1, context, context
        while lo > 0 and size(doc.lines[lo - 1]) <= left:
            lo -= 1
            left -= size(doc.lines[lo])
        while hi < len(doc.lines) and size(doc.lines[hi]) <= right:
            right -= size(doc.lines[hi])
            hi += 1
        out.append((list(range(lo, hi)), set(run)))
    return out
