"""The act head: what kind of act an attribution is, from states that the attribution pass has computed already.

Nothing is encoded again and nothing is marked in the input: the states of the cue's words, the source's and the content's
are pooled (means; of the content also the maximum and the first word), and a small hidden layer scores the acts.
"""

import torch
import torch.nn.functional as F
from torch import nn

from encoder import HIDDEN
from sentences import ACTS

POOLS, INNER = 5, 128


class ActHead(nn.Module):
    def __init__(self, labels, dropout=0.3):
        super().__init__()
        self.hidden = nn.Linear(POOLS * HIDDEN, INNER)
        self.out = nn.Linear(INNER, labels)
        self.drop = nn.Dropout(dropout)

    def forward(self, states, masks):
        """states: [items, words, 384]; masks: [items, 3 roles, words], true where a word is of the role."""
        return self.out(self.drop(F.gelu(self.hidden(self.drop(pooled(states, masks))))))


def pooled(states, masks):
    """source, cue, content: means; content: maximum, first word. Nothing for what is absent."""
    states, masks = states.float(), masks.float()
    means = masks @ states / masks.sum(2, keepdim=True).clamp(min=1)
    content = masks[:, 2]
    some = content.any(1, keepdim=True)
    top = states.masked_fill(content[:, :, None] == 0, -1e4).amax(1) if len(states) else means[:, 2]
    first = states[torch.arange(len(states)), content.argmax(1)] if len(states) else means[:, 2]
    return torch.cat([means.flatten(1), top * some, first * some], 1)


def items(lines_of_rows, rng=None):
    """Rows of (line, first word) -> labels, rows and masks. In training a source or a cue is now and then left out."""
    labels, rows, words = [], [], []
    for row, lines in enumerate(lines_of_rows):
        for line, at in lines:
            for label, *of in line.acts:
                if rng and rng.random() < 0.1:
                    of[rng.randrange(2)] = []
                labels.append(label)
                rows.append(row)
                words.append([[w + at for w in role] for role in of])
    return labels, rows, words


def masks(words, width):
    out = torch.zeros(len(words), 3, width)
    for i, of in enumerate(words):
        for role, at in enumerate(of):
            out[i, role, at] = 1
    return out


def scores(labels, found, names=ACTS):
    """Macro-F1, and per class (precision, recall, F1, count)."""
    per = {}
    for k, name in enumerate(names):
        both = sum(a == b == k for a, b in zip(labels, found))
        have, gold = found.count(k), labels.count(k)
        per[name] = (both / max(1, have), both / max(1, gold), 2 * both / max(1, have + gold), gold)
    return sum(p[2] for p in per.values()) / len(per), per
