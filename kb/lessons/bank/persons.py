"""What in lessons and texts points at a person, told as warnings: a person decides, and nothing stops for them.

A file that was found clean is remembered by its content, so that a bank of thousands is read once. What is
remembered tells nothing of anybody.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from kb.errors import Fault, FaultsFound
from kb.lessons.bank.finding import Seen, find
from kb.lessons.bank.frontmatter import has_front_matter
from kb.lessons.bank.memory import of_the_search, recall, remember
from kb.lessons.bank.reading import LARGEST, OFFICE, read
from kb.privacy.few import telling_spans
from kb.privacy.identifiers import Identifier, Kind
from kb.privacy.persons import find_persons
from kb.privacy.roles import PUBLIC_OFFICES

_NAMED: dict[Kind, str] = {
    "e-mail": "An e-mail address",
    "national id": "A national identity number",
    "account": "A bank account number",
    "phone": "A telephone number",
    "name": "A person's name",
    "address": "A street address",
    "role": "A role that one person holds",
}
_REMEDY: dict[Kind, str] = {
    "name": "Name the role, or leave it out.",
    "address": "Name the service, or leave it out.",
    "role": "Name the service, or let the office be a public one in kb.toml: [privacy] offices.",
}
_LEAVE_OUT = "Leave it out; a common mailbox can be allowed in kb.toml: [reports] contact."
_FEW = "Write a share or “fewer than {smallest}”, or leave out what is told of them."
_LANGUAGE = re.compile(r"^language:[ \t]*[\"']?(nb|nn|en)\b", re.MULTILINE)
# An owner and a decider are asked for as roles.
_HOLDER = re.compile(r"(?:^|[\s{,-])(?:owner|by):[ \t]*[^,}]*$")
_FENCE = re.compile(r"^---[ \t]*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Watch:
    """What is told of persons.

    `names` are full names that are always told, `offices` (small letters) those whose holders are public,
    `allowed` the municipality's own addresses and numbers. Fewer persons than `smallest` are few.
    """

    names: tuple[str, ...] = ()
    offices: Collection[str] = PUBLIC_OFFICES
    allowed: tuple[str, ...] = ()
    smallest: int = 5

    @property
    def fingerprint(self) -> str:
        """Tell these rules, and the search's own, apart from any others."""
        told = repr((of_the_search(), self.names, sorted(self.offices), self.allowed, self.smallest))
        return hashlib.sha256(told.encode()).hexdigest()


def warn(folders: Sequence[Path], root: Path, watch: Watch, memory: Path | None = None) -> tuple[Fault, ...]:
    """List what points at persons in the files below `folders`, with line and remedy; `root` is theirs.

    `memory` is the file in which clean files are remembered; without it every file is searched. Files with
    faults that cannot be read are left to the check.
    """
    rules = watch.fingerprint
    clean = recall(memory, rules) if memory else frozenset()
    warnings: list[Fault] = []
    found_clean: set[str] = set()
    for path, seen in find(folders, root)[0].items():
        content = _bytes(seen)
        digest = hashlib.sha256(content).hexdigest()[:32]
        told = [] if digest in clean else list(warnings_of(path, _text(seen, path, content), watch))
        warnings += told
        if not told:
            found_clean.add(digest)
    if memory and not found_clean <= clean:
        remember(memory, rules, clean | found_clean)
    return tuple(warnings)


def warnings_of(path: str, text: str, watch: Watch) -> Iterator[Fault]:
    """List what points at persons in one file's text, in order; a name is told by its first letters only."""
    body = _body_start(text)
    told = set()
    for start, problem, remedy in sorted([*_identified(text, body, watch), *_few(text, watch)]):
        line = text.count("\n", 0, start) + 1
        if (line, problem) not in told:
            told.add((line, problem))
            yield Fault(path, f"line {line}", problem, remedy)


def _identified(text: str, body: int, watch: Watch) -> Iterator[tuple[int, str, str]]:
    allowed = {_key(one) for one in watch.allowed}
    for found in find_persons(text, watch.names, offices=watch.offices):
        held = found.kind == "role" and found.start < body and _is_holder(text, found.start)
        if not held and _key(found.text) not in allowed:
            problem = f"{_NAMED[found.kind]}: “{_hinted(found)}”."
            yield found.start, problem, _REMEDY.get(found.kind, _LEAVE_OUT)


def _few(text: str, watch: Watch) -> Iterator[tuple[int, str, str]]:
    written = _LANGUAGE.search(text, 0, 4000)
    language: Literal["nb", "nn", "en"] = "nb"
    if written and written[1] in ("nn", "en"):
        language = "nn" if written[1] == "nn" else "en"
    for start, end in telling_spans(text, language, watch.smallest):
        problem = f"Fewer persons than {watch.smallest}, and what is told of them: “{text[start:end]}”."
        yield start, " ".join(problem.split()), _FEW.format(smallest=watch.smallest)


def _hinted(found: Identifier) -> str:
    """Write enough of it to be found in its line, and no more: “K… H…”."""
    if found.kind == "role":
        return " ".join(found.text.split())
    return " ".join(f"{word[0]}…" for word in found.text.split())


def _is_holder(text: str, at: int) -> bool:
    return _HOLDER.search(text[text.rfind("\n", 0, at) + 1 : at]) is not None


def _body_start(text: str) -> int:
    """Give the place where the front matter ends; 0 where there is none."""
    closing = _FENCE.search(text, 4) if has_front_matter(text) else None
    return closing.end() if closing else 0


def _bytes(seen: Seen) -> bytes:
    try:
        return Path(seen.place).read_bytes() if seen.size <= LARGEST else b""
    except OSError:
        return b""


def _text(seen: Seen, path: str, content: bytes) -> str:
    if Path(path).suffix.lower() not in OFFICE:
        return content.decode("utf-8", errors="replace")
    try:
        return read(Path(seen.place), path, {}).text
    except FaultsFound:
        return ""


def _key(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()
