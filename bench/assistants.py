"""What the way in for assistants costs a process: our own, beside the official package's server, in fresh processes.

`python bench/assistants.py` loads first what `serve` has anyway, and then `adapters.programs.mcp`, or `mcp.server` with
what serves it over ASGI; it prints seconds of CPU and megabytes beyond that.
"""

from __future__ import annotations

import statistics
import subprocess
import sys

RUNS = 7
BEFORE = "import aiohttp.web, bot.app, bot.server"
PARTS = {
    "our own": "import adapters.programs.mcp",
    "the official package": "import mcp.server.lowlevel, mcp.server.streamable_http_manager",
}
MEASURED = """
import resource, time
{before}
def rss():
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * resource.getpagesize() / 2**20
began, was = time.process_time(), rss()
{part}
print(time.process_time() - began, rss() - was)
"""


def costs(part: str) -> tuple[float, float]:
    """Return the median seconds of CPU and megabytes of loading a part."""
    runs = []
    for _ in range(RUNS):
        program = MEASURED.format(before=BEFORE, part=part)
        out = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True).stdout
        runs.append([float(each) for each in out.split()])
    return statistics.median(seconds for seconds, _ in runs), statistics.median(megabytes for _, megabytes in runs)


def main() -> None:
    """Print both, and how many times as much the second takes."""
    found = {name: costs(part) for name, part in PARTS.items()}
    for name, (seconds, megabytes) in found.items():
        sys.stdout.write(f"{name}: {seconds:.2f} s, {megabytes:.1f} MB\n")
    (ours, our_size), (theirs, their_size) = found.values()
    sys.stdout.write(f"ratio: {theirs / ours:.0f} x the time, {their_size / our_size:.0f} x the memory\n")


if __name__ == "__main__":
    main()
