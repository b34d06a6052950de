"""Pin every dependency of pyproject.toml in requirements.lock (a maintainer's recipe; needs uv).

CUDA libraries are left to torch itself: which of them are wanted depends on the machine's own build of
torch, so only torch's version is pinned.
"""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HEADER = "# Made by scripts/lock.py from pyproject.toml. Do not edit by hand.\n"
MACHINE_BOUND = re.compile(r"(cuda-|nvidia-|triton==|torch==|pip==)")
OTHER_PYTHON = re.compile(r"python_full_version >= '3\.1[2-9]'")


def main() -> None:
    """Resolve for all platforms with Python 3.11 and write the lock file."""
    command = ["uv", "pip", "compile", "pyproject.toml", "--extra", "dev", "--universal", "--quiet"]
    command += ["--python-version", "3.11", "--no-annotate", "--no-header", *sys.argv[1:]]
    lines = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout.splitlines()
    kept = [line for line in lines if not MACHINE_BOUND.match(line) and not OTHER_PYTHON.search(line)]
    pinned = re.search(r'"(torch==[^"]+)"', (ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert pinned, "pyproject.toml must pin torch"
    text = HEADER + "\n".join(sorted([*kept, pinned[1]])) + "\n"
    (ROOT / "requirements.lock").write_text(text, encoding="utf-8", newline="\n")
    print(f"requirements.lock: {len(kept) + 1} packages")


if __name__ == "__main__":
    main()
