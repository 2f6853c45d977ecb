"""Print the heads' description for `models/convert_encoder.py --heads` (with `--extra attribution.length --pieces-a-word 8`),
as `verbale_extract::attribution` reads them: two linear layers over a word's first piece for spans, two layers over pooled
states for acts."""

import json

from polnear import ROLES
from sentences import ACTS

WIDTH = 64


def head(name, labels):
    layer = {"weight": f"{name}.weight", "bias": f"{name}.bias"}
    return {"name": name, "kind": "tokens", "labels": labels, "layers": [layer]}


unary = [f"{part} {role}" for part in ("inside", "start", "end") for role in ROLES]
pair = [f"{part} {role} {i}" for part in ("query", "key") for role in ROLES for i in range(WIDTH)]
hidden = {"weight": "acts.hidden.weight", "bias": "acts.hidden.bias", "activation": "gelu"}
acts = head("acts", list(ACTS)) | {"layers": [hidden, *head("acts.out", [])["layers"]]}
print(json.dumps([head("attribution.unary", unary), head("attribution.pair", pair), acts]))
