"""Write a trained model as the one file the program loads: safetensors, with what it must know in the JSON header.

  export.py MODEL OUT.safetensors [--int8]

Header metadata: `model` (JSON: window, roles, length buckets, feature list, width). Tensors, row-major, [out, in]:
  words [30522, 384] · positions [512, 384] (segment 0 is already added) · features [8, 384] · norm.{weight,bias}
  layers.N.{qkv,out,up,down}.{weight,bias} · layers.N.{norm1,norm2}.{weight,bias}
  attribution.unary [9, 384] (inside, start, end, three roles each) · attribution.pair [384, 384] (per role 64 query, then 64 key:
  rows query/key, role, width) · attribution.length [3, 19] · acts.hidden [128, 1920] · acts.out [11, 128]
With --int8 the matrices `words`, `qkv`, `out`, `up`, `down` are int8 with a float scale a row in NAME.scale; the rest stays f32.
Heads added later carry their own prefix beside `attribution.`.
"""

import argparse
import json

import torch
from safetensors import safe_open
from safetensors.torch import load_file, save_file

from polnear import ROLES
from spans import LENGTHS

CODED = (".qkv.weight", ".out.weight", ".up.weight", ".down.weight")


def renamed(name):
    name = name.removeprefix("encoder.").replace("head.", "attribution.")
    return name.removesuffix(".weight") if name.split(".")[0] in ("words", "positions", "features") else name


def coded(matrix):
    """int8 and a scale a row, symmetric."""
    scale = matrix.abs().amax(1, keepdim=True).clamp(min=1e-12) / 127
    return torch.round(matrix / scale).to(torch.int8), scale[:, 0].contiguous()


def rounded(state):
    """The state after a trip through int8, to measure what it costs."""
    out = {}
    for name, t in state.items():
        if name.endswith(CODED) or name.endswith("words.weight"):
            q, scale = coded(t)
            t = q.float() * scale[:, None]
        out[name] = t
    return out


def main():
    p = argparse.ArgumentParser()
    p.add_argument("model")
    p.add_argument("out")
    p.add_argument("--int8", action="store_true")
    args = p.parse_args()
    with safe_open(args.model, "pt") as f:
        trained = json.loads((f.metadata() or {}).get("args", "{}"))
    tensors = {}
    for name, t in load_file(args.model).items():
        if name.startswith("plover."):
            continue  # helps in training only
        name = renamed(name)
        if args.int8 and (name == "words" or name.endswith(CODED)):
            tensors[name], tensors[name + ".scale"] = coded(t)
        else:
            tensors[name] = t.contiguous()
    header = {
        "window": trained.get("window", 192), "width": trained.get("width", 64), "roles": ROLES, "lengths": LENGTHS,
        "features": ["lower", "title", "upper", "mixed"] + ["quoted " + c for c in ("lower", "title", "upper", "mixed")],
    }
    save_file(tensors, args.out, metadata={"model": json.dumps(header)})


if __name__ == "__main__":
    main()
