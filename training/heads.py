"""Print the attribution heads' description for `models/convert_encoder.py --heads` (with `--extra attribution.length
--pieces-a-word 8`): two linear layers over a word's first piece, as `verbale_extract::attribution` reads them."""

import json

from polnear import ROLES

WIDTH = 64


def head(name, labels):
    layer = {"weight": f"{name}.weight", "bias": f"{name}.bias"}
    return {"name": name, "kind": "tokens", "labels": labels, "layers": [layer]}


unary = [f"{part} {role}" for part in ("inside", "start", "end") for role in ROLES]
pair = [f"{part} {role} {i}" for part in ("query", "key") for role in ROLES for i in range(WIDTH)]
print(json.dumps([head("attribution.unary", unary), head("attribution.pair", pair)]))
