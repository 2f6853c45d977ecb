"""Which source and which contents belong to a cue: two small choosers over the spans of a line.

Every content chooses a cue and every cue chooses a source or none, among the spans of its own line (of a line nearby
where its own has none). A choice is a softmax over candidates of summed feature weights; the features are only order
and gap, so the program can compute them from text and spans alone:

  side      the candidate stands before or after
  spans     how many sources, cues and contents stand between (0, 1, 2+), each with the side
  stops     sentence ends between (0, 1, 2+), with the side; a paragraph end between
  gap       characters between, in buckets, with the side
  only      nothing but punctuation between
  none      (cue to source only) the constant of having no source, by whether the line has one before, after

  links.py train DATA OUT.json
  links.py test DATA LINKS.json [PREDICTIONS.jsonl]   accuracy on gold spans; adds quotes with speakers to PREDICTIONS
"""

import bisect
import collections
import json
import pathlib
import re
import sys

import torch

from polnear import trim

STOP = re.compile(r"[.!?][”\"’')\]]*\s|\n")
GAPS = (0, 1, 2, 3, 6, 12, 25, 50, 100, 200)
QUOTE = re.compile(r"[“\"]([^“”\"\n]{2,}?)[”\"]")


def capped(n):
    return min(n, 2)


class Line:
    """The spans around one place, in order, with counts to tell what stands between two of them."""

    def __init__(self, text, spans):
        self.text = text
        self.spans = sorted(set(spans))
        self.starts = {r: [s for s, _, k in self.spans if k == r] for r in ("source", "cue", "content")}

    def features(self, one, other):
        (a, b, _), (s, e, kind) = one, other
        side = "before" if s < a else "after"
        lo, hi = (e, a) if s < a else (b, s)
        gap = self.text[lo:hi] if lo < hi else ""
        out = [side, f"{side} gap {sum(len(gap) > g for g in GAPS)}", f"{side} stops {capped(len(STOP.findall(gap)))}"]
        counts = []
        for r, starts in self.starts.items():
            n = capped(bisect.bisect_left(starts, hi) - bisect.bisect_left(starts, lo)) if lo < hi else 0
            out.append(f"{side} {r} {n}")
            counts.append(str(n))
        out.append(f"{side} all {' '.join(counts)}")
        if "\n" in gap:
            out.append(side + " paragraph")
        if not any(c.isalnum() for c in gap):
            out.append(side + " only")
        return out

    def choices(self, one, kind, may_none):
        """Candidates with their features; the last may be None."""
        here = [x for x in self.spans if x[2] == kind]
        same = [x for x in here if "\n" not in self.text[min(x[1], one[1]) : max(x[0], one[0])]]
        pool = sorted(same or here, key=lambda x: abs(x[0] - one[0]))[:8]
        out = [(x, self.features(one, x)) for x in pool]
        if may_none:
            sides = {("before" if x[0] < one[0] else "after") for x in same}
            out.append((None, ["none", "none of " + " ".join(sorted(sides))]))
        return out


def lines_of(text, spans):
    """Each span with its surroundings: its own paragraph and one on either side."""
    breaks = [m.start() for m in re.finditer(r"\n+", text)]
    spans = sorted(spans)
    groups = collections.defaultdict(list)
    for x in spans:
        groups[bisect.bisect_left(breaks, x[0])].append(x)
    out = {}
    for n, mine in groups.items():
        line = Line(text, mine + groups.get(n - 1, []) + groups.get(n + 1, []))
        out.update((x, line) for x in mine)
    return out


def relations(path, text):
    spans, out = {}, []
    for row in path.read_text(encoding="utf8").splitlines():
        f = row.split("\t")
        if len(f) < 2:
            continue
        if f[0].startswith("T"):
            kind, rest = f[1].split(" ", 1)
            spans[f[0]] = (kind.split("-")[0].lower(), [trim(text, *map(int, p.split()[:2])) for p in rest.split(";")])
        elif f[0].startswith("E"):
            r = collections.defaultdict(list)
            for x in f[1].split():
                _, t = x.split(":", 1)
                if t in spans:
                    r[spans[t][0]] += spans[t][1]
            out.append(r)
    return out


def gold(root):
    """text, spans, {content: cues it belongs to}, {cue: sources} a document."""
    root = pathlib.Path(root)
    for f in sorted((root / "text").glob("*.txt")):
        text = f.read_text(encoding="utf8")
        anns = sorted((root / "attributions").glob(f.stem + "_*.ann"))
        spans, of_content, of_cue = [], {}, {}
        for r in relations(anns[0], text) if anns else []:
            spans += [(s, e, k) for k in ("source", "cue", "content") for s, e in r[k]]
            for s, e in r["content"]:
                of_content.setdefault((s, e, "content"), set()).update((*c, "cue") for c in r["cue"])
            for s, e in r["cue"]:
                of_cue.setdefault((s, e, "cue"), set()).update((*c, "source") for c in r["source"])
        yield f.stem, text, spans, of_content, of_cue


def cases(root, table, learn):
    """Rows of feature ids for each choice and the rows that are right."""
    out = {"cue": [], "source": []}
    for _, text, spans, of_content, of_cue in gold(root):
        near = lines_of(text, spans)
        for kind, links in (("cue", of_content), ("source", of_cue)):
            for one, right in links.items():
                options = near[one].choices(one, kind, kind == "source")
                rows = []
                for _, names in options:
                    names = [kind + " " + n for n in names]
                    if learn:
                        rows.append([table.setdefault(n, len(table)) for n in names])
                    else:
                        rows.append([table[n] for n in names if n in table])
                good = [i for i, (x, _) in enumerate(options) if (x in right if x else not right)]
                out[kind].append((rows, good))
    return out


def train(data, out):
    table = {}
    every = [c for kind in cases(pathlib.Path(data) / "train", table, True).values() for c in kind if c[1]]
    flat = [r for rows, _ in every for r in rows]
    ids = torch.tensor([i for r in flat for i in r])
    at = torch.tensor([0] + [len(r) for r in flat][:-1]).cumsum(0)
    owner = torch.tensor([k for k, (rows, _) in enumerate(every) for _ in rows])
    first = torch.tensor([0] + [len(rows) for rows, _ in every][:-1]).cumsum(0)
    right = torch.tensor([int(first[k]) + g for k, (_, good) in enumerate(every) for g in good[:1]])
    weight = torch.zeros(len(table), 1, requires_grad=True)
    optimiser = torch.optim.LBFGS([weight], max_iter=60, line_search_fn="strong_wolfe")

    def closure():
        optimiser.zero_grad()
        score = torch.nn.functional.embedding_bag(ids, weight, at, mode="sum")[:, 0]
        total = torch.zeros(len(every)).index_add(0, owner, torch.exp(score.clamp(-30, 30)))
        loss = (torch.log(total) - score[right]).mean() + 1e-5 * weight.pow(2).sum()
        loss.backward()
        return loss

    optimiser.step(closure)
    weights = {n: round(weight[i].item(), 3) for n, i in table.items()}
    pathlib.Path(out).write_text(json.dumps(dict(sorted(weights.items())), indent=0))
    print(len(weights), "weights, loss", closure().item())


def choose(line, one, kind, weights):
    options = line.choices(one, kind, kind == "source")
    if not options:
        return None
    return max(options, key=lambda o: sum(weights.get(kind + " " + n, 0.0) for n in o[1]))[0]


def accuracy(data, weights):
    for kind in ("cue", "source"):
        right = n = 0
        for _, text, spans, of_content, of_cue in gold(data):
            near = lines_of(text, spans)
            for one, want in (of_content if kind == "cue" else of_cue).items():
                got = choose(near[one], one, kind, weights)
                right += got in want if got else not want
                n += 1
        print(f"{kind} chosen right on gold spans: {right / n:.4f} of {n}")


def quotes_of(text, spans, weights):
    """Quotations that stand in a content, each with the source of its cue."""
    near = lines_of(text, spans)
    contents = [x for x in sorted(near) if x[2] == "content"]
    out = []
    for m in QUOTE.finditer(text):
        over = [(min(m.end(), e) - max(m.start(), s), (s, e, k)) for s, e, k in contents if s < m.end() and m.start() < e]
        if not over or max(over)[0] < 0.5 * (m.end() - m.start()):
            continue
        cue = choose(near[max(over)[1]], max(over)[1], "cue", weights)
        source = choose(near[cue], cue, "source", weights) if cue else None
        if source:
            out.append({"start": m.start(), "end": m.end(), "speaker": list(source[:2])})
    return out


def test(data, weights, predictions=None):
    accuracy(data, weights)
    if predictions:
        rows = [json.loads(x) for x in open(predictions, encoding="utf8")]
        for row in rows:
            text = (pathlib.Path(data) / "text" / (row["doc"] + ".txt")).read_text(encoding="utf8")
            spans = [(s, e, k) for k in ("source", "cue", "content") for s, e in row[k]]
            row["quotes"] = quotes_of(text, spans, weights)
        with open(predictions, "w", encoding="utf8") as f:
            f.writelines(json.dumps(r) + "\n" for r in rows)


if __name__ == "__main__":
    torch.set_num_threads(1)
    if sys.argv[1] == "train":
        train(*sys.argv[2:4])
    else:
        test(sys.argv[2], json.loads(pathlib.Path(sys.argv[3]).read_text()), *sys.argv[4:5])
