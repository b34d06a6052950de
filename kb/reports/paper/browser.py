"""An installed Chromium, started without a window to turn one page into a PDF. Nothing else runs it."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kb.errors import KbError

NAMED = "KB_CHROMIUM"
PLACE = "kb-print-"  # how the name of a folder to print in begins
_LONG_AGO = 3600  # seconds after which such a folder belongs to a printing that was killed
_ON_PATH = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
    "msedge",
)
_ON_MACOS = ("Google Chrome", "Chromium", "Microsoft Edge")
_ON_WINDOWS = (
    "Google/Chrome/Application/chrome.exe",
    "Chromium/Application/chrome.exe",
    "Microsoft/Edge/Application/msedge.exe",
)
_WINDOWS_FOLDERS = ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")
_QUIET = (
    "--headless",
    "--disable-gpu",
    "--disable-extensions",
    "--disable-sync",
    "--disable-component-update",
    "--disable-background-networking",
    "--no-first-run",
    "--no-default-browser-check",
    # A page asks for nothing; a browser that wants to phone home finds no way out.
    "--proxy-server=http://127.0.0.1:9",
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--user-agent=Erfaringsbank",  # becomes the PDF's creator, which would else tell of this machine
)
_PDF = (
    "--no-pdf-header-footer",
    "--generate-pdf-document-outline",
    "--export-tagged-pdf",  # today's Chromium does so unasked; those of 2020–2023 had to be asked
)


def find_browser() -> Path:
    """Find the browser named in KB_CHROMIUM, or else an installed one. Raises `KbError` where there is none."""
    named = os.environ.get(NAMED)
    if named:
        found = shutil.which(named)
        if found:
            return Path(found)
        raise KbError(f"{NAMED} names {named}, which is no program that can be run. Mend it or unset it.")
    installed = next(_installed(), None)
    if installed is None:
        raise KbError(
            "No Chromium was found, which PDFs are printed with. Install Chromium, Google Chrome or "
            f"Microsoft Edge, or name the program in the environment variable {NAMED}."
        )
    return installed


def print_pdf(html: str, folder: Path, *, seconds: int = 60) -> bytes:
    """Print HTML to a PDF by way of a folder, in a profile of its own and without any network.

    Raises `KbError` where no browser is found, it takes too long or writes nothing, or the folder is closed.
    """
    browser = find_browser()
    # The profile may still be held by the browser's last processes when it is to be removed, as on Windows.
    with (
        tempfile.TemporaryDirectory(prefix="kb-profile-", ignore_cleanup_errors=True) as profile,
        _place_in(folder) as place,
    ):
        page, target = place / "page.html", place / "page.pdf"
        page.write_text(html, encoding="utf-8")
        command = [str(browser), *_QUIET, *_sandbox(), *_PDF, f"--user-data-dir={profile}"]
        ended = _run([*command, f"--print-to-pdf={target}", page.resolve().as_uri()], seconds)
        if not target.is_file():
            raise KbError(f"{browser} {ended}, and printed nothing. Try another with {NAMED}.")
        return target.read_bytes()


@contextmanager
def _place_in(folder: Path) -> Iterator[Path]:
    """Give a folder to print in, beside the page, and remove those that killed printings left.

    A browser from a snap sees no other temporary folder than its own, but does see the reader's folders.
    """
    try:
        for left in folder.glob(f"{PLACE}*"):
            if time.time() - left.stat().st_mtime > _LONG_AGO:
                shutil.rmtree(left, ignore_errors=True)
        made = tempfile.TemporaryDirectory(prefix=PLACE, dir=folder)
    except OSError as error:
        raise KbError(f"Nothing can be printed in {folder} ({error.strerror}). Mend access to it.") from None
    with made as place:
        yield Path(place)


def _run(command: list[str], seconds: int) -> str:
    """Run the browser and tell how it ended; it is stopped when the time is out."""
    try:
        done = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return f"took more than {seconds} seconds"
    except OSError as error:
        return f"could not be started ({error.strerror})"
    return f"ended with status {done.returncode}"


def _installed() -> Iterator[Path]:
    yield from (Path(found) for found in map(shutil.which, _ON_PATH) if found)
    mac = (Path(f"/Applications/{name}.app/Contents/MacOS/{name}") for name in _ON_MACOS)
    folders = [os.environ[name] for name in _WINDOWS_FOLDERS if os.environ.get(name)]
    windows = (Path(folder, place) for place in _ON_WINDOWS for folder in folders)
    yield from (place for place in (*mac, *windows) if place.is_file())


def _sandbox() -> list[str]:
    """Leave the sandbox out only for root, for whom Chromium will not start with it."""
    user = getattr(os, "geteuid", None)
    return ["--no-sandbox"] if user is not None and user() == 0 else []
