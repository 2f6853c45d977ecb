#!/usr/bin/env python3
"""Latency of the reading room: requests at a fixed rate over every kind of page and API call of a large record.

usage: serve.py VERBALE RECORD [--rate 50] [--seconds 60] [--out FILE]

VERBALE is a release build, RECORD a large record, as of 100,000 articles made by measures/many.py and built with `--fast`.
Requests are sent when they are due, however late earlier ones are, so that a slow answer is not hidden by waiting for it. Prints for each kind
of address the number of requests and the 50th, 99th and slowest time in milliseconds; then start-up and the server's largest memory.
"""
import argparse, collections, http.client, json, queue, random, subprocess, threading, time


def get(port, path):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", path)
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer.status, body


def addresses(port):
    """Kinds of addresses, each with some to choose from, found in the record itself."""
    kinds = collections.defaultdict(list)
    rooms = ["articles", "encounters", "statements", "demands", "events", "stories"]
    items = {}
    for room in rooms:
        for start in ("", "&to=2022", "&to=2025"):
            page = json.loads(get(port, f"/api/v1/{room}?limit=60{start}")[1])
            items.setdefault(room, []).extend(page["items"])
        for item in items[room]:
            kinds[f"/{room}/ID"].append(f"/{room}/{item['id']}")
            kinds[f"/api/v1/{room}/ID"].append(f"/api/v1/{room}/{item['id']}")
    dyads = [d["id"] for d in json.loads(get(port, "/dyads.json")[1])["items"]][:40]
    issues = [i["id"] for i in json.loads(get(port, "/issues.json")[1])["items"]]
    actors = [a["id"] for a in json.loads(get(port, "/actors.json")[1])["items"]][:80]
    kinds["/"] = ["/"]
    kinds["/about"] = ["/about"]
    positions = json.loads(get(port, "/api/v1/positions?limit=60")[1])["items"]
    kinds["/positions/ID"] = [f"/positions/{p['id']}" for p in positions]
    for listing in ("stories", "actors", "dyads", "issues", "articles", "positions"):
        kinds["lists"].append(f"/{listing}")
    for d in dyads:
        kinds["/dyads/ID"].append(f"/dyads/{d}")
        kinds["/?dyad"].append(f"/?dyad={d}")
        kinds["/?dyad&issue"].extend(f"/statements?dyad={d}&issue={i}" for i in issues[:8])
        kinds["api filters"].extend(f"/api/v1/statements?dyad={d}&kind={k}" for k in ("demand", "deny", "assert"))
    for i in issues:
        kinds["/issues/ID"].append(f"/issues/{i}")
        kinds["/?who&issue"].extend(f"/statements?by={a}&issue={i}" for a in actors[:10])
    for a in actors:
        kinds["/actors/ID"].append(f"/actors/{a}")
    for words in ("China", "sanctions", "trade talks", "\"foreign minister\"", "balloon", "military OR trade", "visit -Beijing"):
        kinds["/search"].append("/search?q=" + words.replace(" ", "+").replace('"', "%22"))
    kinds["feeds"] = ["/feed.atom", "/planned.ics"]
    return kinds


def main():
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("verbale")
    args.add_argument("record")
    args.add_argument("--rate", type=float, default=50)
    args.add_argument("--seconds", type=float, default=60)
    args.add_argument("--out")
    args = args.parse_args()
    began = time.perf_counter()
    server = subprocess.Popen([args.verbale, "serve", args.record, "--port", "0"], stdout=subprocess.PIPE, text=True)
    port = int(server.stdout.readline().split("127.0.0.1:")[1].split("/")[0])
    started = time.perf_counter() - began
    try:
        kinds = addresses(port)
        times, wrong = measure(port, kinds, args.rate, args.seconds)
        with open(f"/proc/{server.pid}/status") as status:
            memory = next(int(line.split()[1]) / 1024 for line in status if line.startswith("VmHWM"))
    finally:
        server.terminate()
    every = sorted(t for all in times.values() for t in all)
    rows = [(kind, *figures(sorted(all))) for kind, all in sorted(times.items())] + [("all", *figures(every))]
    print(f"{'address':24} {'n':>6} {'p50':>8} {'p99':>8} {'max':>8}  ms")
    for kind, n, *ms in rows:
        print(f"{kind:24} {n:6} " + " ".join(f"{m:8.1f}" for m in ms))
    print(f"start-up {started:.2f} s, memory at most {memory:.0f} MB, wrong answers {wrong}")
    if args.out:
        with open(args.out, "w") as out:
            json.dump({"rows": rows, "startup_s": started, "memory_mb": memory, "wrong": wrong}, out, indent=1)


def measure(port, kinds, rate, seconds):
    chance = random.Random(1)
    due, times, wrong = queue.Queue(), collections.defaultdict(list), [0]

    def work():
        while (job := due.get()) is not None:
            kind, path, at = job
            status, _ = get(port, path)
            times[kind].append((time.perf_counter() - at) * 1000)
            wrong[0] += status != 200

    workers = [threading.Thread(target=work) for _ in range(16)]
    for w in workers:
        w.start()
    begin = time.perf_counter()
    for n in range(int(rate * seconds)):
        at = begin + n / rate
        time.sleep(max(0, at - time.perf_counter()))
        kind = chance.choice(sorted(kinds))
        due.put((kind, chance.choice(kinds[kind]), time.perf_counter()))
    for _ in workers:
        due.put(None)
    for w in workers:
        w.join()
    return times, wrong[0]


def figures(times):
    at = lambda share: times[min(len(times) - 1, int(len(times) * share))]
    return len(times), at(0.5), at(0.99), times[-1]


if __name__ == "__main__":
    main()
