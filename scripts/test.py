"""Run every check of the project. Needs Python 3.11; page tests need a Chromium browser too."""

import os
import shutil
import sys

from bootstrap import prepare, run, stage

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome", "msedge")
CHECKS = (
    ("Style", "-m", "ruff", "check", "."),
    ("Layout", "-m", "ruff", "format", "--check", "."),
    ("Types", "-m", "mypy"),
    ("Layers and doors", "-c", "from importlinter.cli import lint_imports_command as lint; lint()"),
)


def main() -> None:
    """Make everything ready, then check style, types, contracts and behaviour."""
    prepare()
    stage("Making the embedding model ready", run, "-m", "kb", "model", "get")
    for name, *command in CHECKS:
        stage(name, run, *command)
    stage("Tests", run, "-m", "pytest", *_without_browser(), *sys.argv[1:])


def _without_browser() -> list[str]:
    if os.environ.get("CI") or os.environ.get("KB_CHROMIUM") or any(shutil.which(name) for name in BROWSERS):
        return []
    print(
        "! No Chromium browser was found: the page tests are left out. Install one, or name it in KB_CHROMIUM."
    )
    return ["-m", "not page"]


if __name__ == "__main__":
    main()
