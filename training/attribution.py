"""Train, predict and measure the attribution tagger, with the act head beside it.

  attribution.py train DATA OUT [--passes 6 ...]   OUT/best.safetensors, OUT/last.safetensors, OUT/log.txt
      --sentences sentences/*.tsv   also train on the training part of our own sentences: spans and acts
      --plover plv_train.tsv        and on the roots of PLOVER sentences, with a head of their own that is not exported
  attribution.py predict DATA/dev MODEL PREDICTIONS.jsonl
"""

import argparse
import json
import pathlib
import random
import time

import torch
import torch.distributed as dist
from safetensors.torch import load_file, save_file
from torch import nn

import acts
import polnear
import sentences
import spans
from encoder import HIDDEN, load_minilm
from polnear import CLS, FEATURES, ROLES, SEP


FLOOR = (0.4, 0.4, 0.4)  # the least probability of a span: about half the F1 to be had is where F1 is best (Lipton et al. 2014)


class Tagger(nn.Module):
    def __init__(self, args):
        super().__init__()
        self.encoder = load_minilm(FEATURES, args.dropout)
        self.head = spans.SpanHead(len(ROLES), args.width, args.head_dropout)
        self.acts = acts.ActHead(len(sentences.ACTS))
        self.plover = acts.ActHead(len(sentences.ROOTS))

    def words(self, batch):
        """The state of each word."""
        states = self.encoder(batch["ids"], batch["feats"], batch["lengths"])
        return states.gather(1, batch["first"][:, :, None].expand(-1, -1, HIDDEN))

    def forward(self, batch):
        return self.head(self.words(batch), batch["walls"])


def build(items, rng=None):
    """items: (doc, line numbers). Rows of [CLS] line [SEP] line [SEP] …; each [SEP] is also a wall among the words."""
    rows, gold, lines = [], [], []
    for b, (doc, run) in enumerate(items):
        ids, feats, first, walls, where = [CLS], [0], [], [], []
        view = rng.randrange(8) if rng else 0
        lines.append([])
        for n in run:
            line = doc.lines[n]
            lines[-1].append((line, len(first)))
            choice = line.spans[view % len(line.spans)] if line.spans else []
            gold += [(b, r, s + len(first), e + len(first)) for s, e, r in choice]
            for w, (pieces, f) in enumerate(zip(line.pieces, line.feats)):
                first.append(len(ids))
                walls.append(False)
                where.append((n, w))
                ids += pieces
                feats += [f] * len(pieces)
            first.append(len(ids))
            walls.append(True)
            where.append((n, -1))
            ids.append(SEP)
            feats.append(0)
        rows.append((ids, feats, first, walls, where))
    width, words = max(len(r[0]) for r in rows), max(len(r[2]) for r in rows)

    def pad(column, n, fill):
        return torch.tensor([r[column] + [fill] * (n - len(r[column])) for r in rows])

    return {
        "ids": pad(0, width, 0), "feats": pad(1, width, 0), "first": pad(2, words, 0), "walls": pad(3, words, True),
        "lengths": torch.tensor([len(r[0]) for r in rows]), "where": [r[4] for r in rows], "lines": lines,
        "gold": torch.tensor(gold, dtype=torch.long).view(-1, 4),
    }


def autocast():
    return torch.autocast("cpu", dtype=torch.bfloat16)


@torch.no_grad()
def predict(model, docs, limit, context=0, floor=FLOOR, size=8):
    """role -> set of character spans, a document."""
    model.eval()
    found = {d.name: {r: set() for r in ROLES} for d in docs}
    jobs = [(d, run, keep) for d in docs for run, keep in polnear.windows_with_context(d, limit, context)]
    jobs.sort(key=lambda j: -sum(polnear.size(j[0].lines[n]) for n in j[1]))
    for at in range(0, len(jobs), size):
        part = jobs[at : at + size]
        batch = build([(d, run) for d, run, _ in part])
        with autocast():
            scores = model(batch)
        if floor:
            scores = spans.likely(scores, floor)
        for (doc, _, keep), where, row in zip(part, batch["where"], spans.decode(scores)):
            for s, e, r in row:
                n, w = where[s]
                if n in keep:
                    line = doc.lines[n]
                    found[doc.name][ROLES[r]].add((line.words[w][0], line.words[where[e][1]][1]))
    return found


def measure(found, docs, workers=1):
    """Exact-span precision, recall and F1 a role, as check/statements.py counts them, over all workers' documents."""
    out = {}
    for r in ROLES:
        have = sum(len(found[d.name][r]) for d in docs)
        gold = sum(len(d.gold[r]) for d in docs)
        both = sum(len(found[d.name][r] & d.gold[r]) for d in docs)
        counts = torch.tensor([have, gold, both])
        if workers > 1:
            dist.all_reduce(counts)
        have, gold, both = counts.tolist()
        out[r] = (both / max(1, have), both / max(1, gold), 2 * both / max(1, have + gold))
    return out


def groups(model, args):
    """Lower layers move less; norms and biases do not decay; the word and position tables stay as published."""
    out = []

    def add(params, rate):
        for decay in (0.0, args.decay):
            chosen = [p for n, p in params if (p.dim() > 1) == (decay > 0)]
            out.append({"params": chosen, "lr": rate, "base": rate, "weight_decay": decay})

    enc = model.encoder
    for i, layer in enumerate(enc.layers):
        add(list(layer.named_parameters()), args.rate * args.layer_decay ** (len(enc.layers) - 1 - i))
    low = args.rate * args.layer_decay ** len(enc.layers)
    add(list(enc.norm.named_parameters()), low)
    add(list(enc.features.named_parameters()), args.rate)
    for head in (model.head, model.acts, model.plover):
        add(list(head.named_parameters()), args.head_rate)
    return out


def share(tensors, workers):
    """The mean of the workers' tensors, in place."""
    if workers > 1:
        flat = torch.cat([t.reshape(-1) for t in tensors])
        dist.all_reduce(flat)
        flat /= workers
        for t, piece in zip(tensors, flat.split([t.numel() for t in tensors])):
            t.copy_(piece.view_as(t))


def batches_of(docs, args, rng):
    """One pass: windows cut at a random place, grouped by like length to spare padding, in random order."""
    items = [(d, run) for d in docs for run in polnear.windows(d, args.window, rng.randrange(args.window // 4, args.window))]
    rng.shuffle(items)
    bucket = args.batch * 16
    items = [x for i in range(0, len(items), bucket)
             for x in sorted(items[i : i + bucket], key=lambda j: sum(polnear.size(j[0].lines[k]) for k in j[1]))]
    out = [items[i : i + args.batch] for i in range(0, len(items), args.batch)]
    rng.shuffle(out)
    return out


class Joint:
    """What one step learns from: windows of PolNeAR, then of our own sentences, then of PLOVER's."""

    def __init__(self, args, tok, rng):
        of = lambda lines, most: sentences.Supply(lines, rng, most) if lines else None
        self.own = of(sentences.load(tok, args.sentences, "train"), 6)
        self.roots = of(sentences.plover(tok, args.plover) if args.plover else [], 4)
        self.args, self.rng = args, rng

    def batch(self, part):
        own = [self.own.window(self.args.window) for _ in range(self.args.own)] if self.own else []
        roots = [self.roots.window(self.args.window)] if self.roots else []
        batch = build(part + own + roots, self.rng)
        batch["tagged"], batch["own"] = len(part) + len(own), len(own)
        return batch

    def loss(self, model, batch):
        """The span head's likelihood on all but PLOVER's sentences; and the act and root of each that has one."""
        tagged, first = batch["tagged"], batch["tagged"] - batch["own"]
        with autocast():
            words = model.words(batch)
            scores = model.head(words[:tagged], batch["walls"][:tagged])
        gold = batch["gold"]
        loss = spans.loss(scores, gold[gold[:, 0] < tagged]) / (tagged * 10)
        loss = loss + self.args.act_weight * self.labelled(model.acts, words[first:tagged], batch["lines"][first:tagged])
        return loss + self.args.act_weight * self.labelled(model.plover, words[tagged:], batch["lines"][tagged:])

    def labelled(self, head, words, lines):
        labels, rows, at = acts.items(lines, self.rng)
        found = head(words[rows].float(), acts.masks(at, words.shape[1]))
        return nn.functional.cross_entropy(found, torch.tensor(labels, dtype=torch.long), reduction="sum") / max(1, len(labels))


@torch.no_grad()
def classify(model, lines, size=16):
    """The label of each act in the lines, each sentence read alone, and the scores of all labels."""
    model.eval()
    labels, scores = [], []
    for at in range(0, len(lines), size):
        part = [polnear.Doc("", "", [line], {}) for line in lines[at : at + size]]
        batch = build([(doc, [0]) for doc in part])
        with autocast():
            words = model.words(batch)
        gold, rows, where = acts.items(batch["lines"])
        if gold:
            labels += gold
            scores += model.acts(words[rows].float(), acts.masks(where, words.shape[1])).log_softmax(1).tolist()
    return labels, scores


def train(rank, args):
    """One worker. All draw the same passes and take their batches in turn; gradients are averaged at each step.

    The rate is constant after the warm-up and falls to nothing over the last `--cool` passes. What is kept is the
    running mean of the weights.
    """
    torch.set_num_threads(args.threads)
    if args.workers > 1:
        dist.init_process_group("gloo", init_method=f"tcp://127.0.0.1:{args.port}", rank=rank, world_size=args.workers)
    rng, own = random.Random(args.seed), random.Random(args.seed * 100 + rank)
    tok = polnear.tokenizer()
    docs, dev = (polnear.read(pathlib.Path(args.data) / part, tok) for part in ("train", "dev"))
    if args.few:
        docs, dev = docs[: args.few], dev[:10]
    dev = dev[rank :: args.workers]
    torch.manual_seed(args.seed)
    model = Tagger(args)
    if args.init:
        model.load_state_dict(load_file(args.init), strict=False)  # a head may be new
    for table in (model.encoder.words, model.encoder.positions):
        table.weight.requires_grad_(False)
    torch.manual_seed(args.seed * 100 + rank)
    joint = Joint(args, tok, own)
    choosing = sentences.load(tok, args.sentences, "dev")
    params = [p for p in model.parameters() if p.requires_grad]
    optimiser = torch.optim.AdamW(groups(model, args), betas=(0.9, 0.98), eps=1e-6, foreach=True)
    mean = [p.detach().clone() for p in params]
    out = pathlib.Path(args.out)
    out.mkdir(parents=True, exist_ok=True)
    log = open(out / "log.txt", "a") if rank == 0 else open("/dev/null", "w")

    def say(*words):
        print(time.strftime("%H:%M:%S"), *words, file=log, flush=True)

    def save(name):
        if rank == 0:
            save_file({k: v.contiguous() for k, v in model.state_dict().items()}, out / name,
                      metadata={"args": json.dumps(vars(args), default=str)})

    say(json.dumps(vars(args), default=str))
    step, best = 0, 0
    started, running = time.time(), []
    for n in range(args.passes):
        todo = batches_of(docs, args, rng)
        todo = todo[: len(todo) // args.workers * args.workers][rank :: args.workers][: args.steps]
        model.train()
        for done, part in enumerate(todo):
            left = args.passes - n - done / len(todo)
            cooling = min(1.0, left / args.cool)
            for g in optimiser.param_groups:
                g["lr"] = g["base"] * min(cooling, (step + 1) / args.warmup)
            loss = joint.loss(model, joint.batch(part))
            optimiser.zero_grad()
            loss.backward()
            share([p.grad for p in params if p.grad is not None], args.workers)
            nn.utils.clip_grad_norm_(params, 1.0)
            optimiser.step()
            step += 1
            running.append(loss.item())
            torch._foreach_lerp_(mean, [p.detach() for p in params], 1 - min(args.mean, (step + 1) / (step + 10)))
            if step % 300 == 0:
                save("live.safetensors")
            if step % 50 == 0:
                say(f"pass {n} step {step} of {len(todo)} a pass, loss {sum(running) / len(running):.4f}, "
                    f"{(time.time() - started) / step:.2f} s a step, rate x {cooling:.2f}")
                running = []
        live = [p.detach().clone() for p in params]
        torch._foreach_copy_([p.data for p in params], mean)
        save("last.safetensors")
        score = measure(predict(model, dev, args.window), dev, args.workers)
        labels, found = classify(model, choosing)
        say(f"acts {acts.scores(labels, [max(range(len(f)), key=f.__getitem__) for f in found])[0]:.3f} of {len(labels)}")
        middle = sum(s[2] for s in score.values()) / 3
        say(f"PASS {n + 1} {(time.time() - started) / 60:.1f} min, cpu {time.process_time() / 60:.1f} min,",
            " ".join(f"{r} {s[0]:.3f}/{s[1]:.3f}/{s[2]:.3f}" for r, s in score.items()))
        if middle > best:
            best = middle
            save("best.safetensors")
        torch._foreach_copy_([p.data for p in params], live)


def start(args):
    if args.workers == 1:
        train(0, args)
    else:
        torch.multiprocessing.spawn(train, (args,), args.workers)


def run_predict(args):
    tok = polnear.tokenizer()
    docs = polnear.read(args.data, tok)
    model = Tagger(args)
    model.load_state_dict(load_file(args.model))
    started = time.time()
    found = predict(model, docs, args.window, args.context)
    print(f"{time.time() - started:.0f} s", measure(found, docs))
    with open(args.out, "w", encoding="utf8") as f:
        for d in docs:
            f.write(json.dumps({"doc": d.name, **{r: sorted(found[d.name][r]) for r in ROLES}, "quotes": []}) + "\n")


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--threads", type=int, default=1)
    p.add_argument("--window", type=int, default=192)
    p.add_argument("--width", type=int, default=64)
    p.add_argument("--dropout", type=float, default=0.1)
    p.add_argument("--head-dropout", type=float, default=0.1)
    sub = p.add_subparsers(required=True)
    t = sub.add_parser("train")
    t.add_argument("data")
    t.add_argument("out")
    t.add_argument("--init")
    t.add_argument("--passes", type=int, default=6)
    t.add_argument("--steps", type=int, help="the most steps of a pass")
    t.add_argument("--cool", type=float, default=1.5)
    t.add_argument("--workers", type=int, default=2)
    t.add_argument("--port", type=int, default=29511)
    t.add_argument("--batch", type=int, default=8)
    t.add_argument("--rate", type=float, default=2e-4)
    t.add_argument("--head-rate", type=float, default=1e-3)
    t.add_argument("--layer-decay", type=float, default=0.85)
    t.add_argument("--decay", type=float, default=0.01)
    t.add_argument("--warmup", type=int, default=100)
    t.add_argument("--mean", type=float, default=0.995)
    t.add_argument("--seed", type=int, default=1)
    t.add_argument("--sentences", nargs="*", default=[], help="our own sentences")
    t.add_argument("--plover", help="the table of PLOVER sentences")
    t.add_argument("--own", type=int, default=3, help="windows of our own sentences a batch")
    t.add_argument("--act-weight", type=float, default=0.4)
    t.add_argument("--few", type=int, default=0)
    t.set_defaults(go=start)
    q = sub.add_parser("predict")
    q.add_argument("data")
    q.add_argument("model")
    q.add_argument("out")
    q.add_argument("--context", type=int, default=0)
    q.set_defaults(go=run_predict)
    args = p.parse_args()
    torch.set_num_threads(args.threads)
    args.go(args)


if __name__ == "__main__":
    main()
