"""The attribution head: a semi-Markov model over words (Sarawagi and Cohen 2004) with three roles.

A line is cut into segments, each a span of one role or a single word outside. A span's score is
  sum of inside[w, role] over its words + start[first, role] + end[last, role] + query[first, role] . key[last, role]
  + length[role, bucket]
and a word outside scores 0. Training maximises the likelihood of the gold segmentation among all; decoding is the best
one, exactly. Words that close a line (`wall`) are outside and no span crosses them.
"""

import torch
from torch import nn

from encoder import HIDDEN

LENGTHS = (1, 2, 3, 4, 5, 6, 8, 10, 13, 16, 20, 26, 32, 40, 50, 64, 80, 100)  # bucket k: longer than LENGTHS[k - 1]
NEVER = -1e4


def length_bucket(n):
    return sum(n > x for x in LENGTHS)


class SpanHead(nn.Module):
    def __init__(self, roles, width=64, dropout=0.1):
        super().__init__()
        self.roles, self.width = roles, width
        self.unary = nn.Linear(HIDDEN, 3 * roles)  # inside, start, end
        self.pair = nn.Linear(HIDDEN, 2 * roles * width)  # query, key
        self.length = nn.Parameter(torch.zeros(roles, len(LENGTHS) + 1))
        self.drop = nn.Dropout(dropout)
        with torch.no_grad():
            self.unary.weight.mul_(0.1)
            self.unary.bias.zero_()
            self.unary.bias[roles:].fill_(-1.0)

    def forward(self, states, walls):
        """states: [batch, words, 384]; walls: [batch, words] -> scores [batch, roles, first, last]."""
        states = self.drop(states)
        b, t, _ = states.shape
        inside, start, end = self.unary(states).float().view(b, t, 3, self.roles).unbind(2)
        q, k = self.pair(states).view(b, t, 2, self.roles, self.width).permute(2, 0, 3, 1, 4)
        scores = (q @ k.transpose(-1, -2)).float() * self.width**-0.5
        total = torch.cumsum(inside, 1)
        up_to = total.transpose(1, 2)
        before = (total - inside).transpose(1, 2)
        scores = scores + up_to[:, :, None, :] - before[:, :, :, None]
        scores = scores + start.transpose(1, 2)[:, :, :, None] + end.transpose(1, 2)[:, :, None, :]
        n = torch.arange(t)[None, :] - torch.arange(t)[:, None] + 1
        scores = scores + self.length[:, torch.bucketize(n.clamp(min=1), torch.tensor(LENGTHS))][None]
        passed = torch.cumsum(walls.int(), 1)
        same = (passed[:, :, None] == passed[:, None, :]) & ~walls[:, :, None] & (n > 0)[None]
        return scores.masked_fill(~same[:, None], NEVER)


def forward_backward(g):
    """g: [batch, first, last] best score of a span by any role. Log partition and the probability of each span."""
    b, t, _ = g.shape
    alpha, beta = torch.zeros(b, t + 1), torch.zeros(b, t + 1)
    for j in range(t):
        spans = alpha[:, : j + 1] + g[:, : j + 1, j]
        alpha[:, j + 1] = torch.logaddexp(torch.logsumexp(spans, 1), alpha[:, j])
    for i in range(t - 1, -1, -1):
        spans = beta[:, i + 1 :] + g[:, i, i:]
        beta[:, i] = torch.logaddexp(torch.logsumexp(spans, 1), beta[:, i + 1])
    z = alpha[:, t]
    return z, torch.exp(alpha[:, :t, None] + g + beta[:, None, 1:] - z[:, None, None])


def loss(scores, gold):
    """Minus log likelihood. gold: rows of (batch, role, first, last)."""
    g = torch.logsumexp(scores, 1)
    with torch.no_grad():
        z, marginal = forward_backward(g)
        right = scores[gold[:, 0], gold[:, 1], gold[:, 2], gold[:, 3]].sum()
        value = z.sum() - right
    slope = (marginal * g).sum() - scores[gold[:, 0], gold[:, 1], gold[:, 2], gold[:, 3]].sum()
    return slope + (value - slope.detach())


def likely(scores, floor):
    """Each span's probability less a floor a role: decoded, this is the set of spans with the best expected F1."""
    g = torch.logsumexp(scores, 1)
    _, marginal = forward_backward(g)
    return marginal[:, None] * torch.exp(scores - g[:, None]) - torch.tensor(floor)[None, :, None, None]


def decode(scores):
    """The best set of spans in each row that do not overlap: lists of (first, last, role). Spans below zero are left out."""
    best, role = scores.max(1)
    b, t, _ = best.shape
    top, back = torch.zeros(b, t + 1), torch.full((b, t + 1), -1, dtype=torch.long)
    for j in range(t):
        value, at = (top[:, : j + 1] + best[:, : j + 1, j]).max(1)
        out = top[:, j]
        top[:, j + 1] = torch.maximum(value, out)
        back[:, j + 1] = torch.where(value > out, at, torch.full_like(at, -1))
    rows = []
    for i in range(b):
        spans, j = [], t
        while j > 0:
            a = int(back[i, j])
            if a >= 0:
                spans.append((a, j - 1, int(role[i, a, j - 1])))
                j = a
            else:
                j -= 1
        rows.append(spans[::-1])
    return rows
