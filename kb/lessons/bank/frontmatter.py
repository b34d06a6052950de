"""Front matter: the YAML between two lines of `---` at the top of a Markdown file.

Read with PyYAML directly, because python-frontmatter is silent about a byte order mark, an unclosed block
and a key given twice, and tells no line numbers.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, cast

import yaml
from yaml.composer import Composer

from kb.errors import Fault, FaultsFound
from kb.lessons.bank.merging import CONFLICT, conflict_faults

OPENING = re.compile(r"---[ \t]*(\r?\n|$)")
CLOSING = re.compile(r"^---[ \t]*(\r?\n|$)", re.MULTILINE)
LONGEST = 50_000  # letters; a long lesson has 3 000, and YAML is read slowly
DEEPEST = 10  # levels; a lesson has 4
# Where libyaml takes what PyYAML refuses, or reads it otherwise: found by 400 000 front matters broken at random.
_UNLIKE = re.compile(r"[\t?\ufeff]|[|>]\S*#")


class _Refused(yaml.YAMLError):
    def __init__(self, problem: str, mark: object) -> None:
        self.problem, self.problem_mark = problem, mark
        super().__init__(problem)


class _Bounded(Composer):
    """Refuse anchors, tags and deep nesting: no lesson needs them, and a few lines of them can fill the memory."""

    level = 0

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        """Compose one value and all within it."""
        event: yaml.NodeEvent = self.peek_event()  # type: ignore[attr-defined]
        if event.anchor or getattr(event, "tag", None):
            raise _Refused("a value that begins with &, * or ! must stand in quotes", event.start_mark)
        if self.level >= DEEPEST:
            raise _Refused("values stand deeper within each other than any lesson needs", event.start_mark)
        self.level += 1
        node: yaml.Node | None = super().compose_node(parent, index)
        self.level -= 1
        return node


class _Undated(yaml.resolver.Resolver):
    """Leave dates as written: a date that is none must not hide the faults of the other fields."""


_Undated.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


class _Loader(_Bounded, _Undated, yaml.SafeLoader):
    """Read YAML in Python, with faults in words that people understand."""


def _fast_loader() -> type[_Loader] | None:
    """Give the loader whose parser is libyaml's: the same values in a fourth of the time. Some builds have none."""
    try:
        from yaml.cyaml import CParser  # type: ignore[attr-defined]
    except ImportError:
        return None

    class Fast(_Bounded, CParser, yaml.constructor.SafeConstructor, _Undated):
        def __init__(self, block: str) -> None:
            CParser.__init__(self, block)
            Composer.__init__(self)
            yaml.constructor.SafeConstructor.__init__(self)
            _Undated.__init__(self)

    return cast("type[_Loader]", Fast)


_Fast = _fast_loader()

Place = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """Values as YAML reads them, the line of each, and where the body begins in the file's text."""

    values: dict[str, Any]
    body_start: int
    lines: dict[Place, int] = field(default_factory=dict)

    def place(self, where: Place) -> str:
        """Say a field as `line 7, field period.from`; the nearest known line is used."""
        known = next((self.lines[where[:n]] for n in range(len(where), 0, -1) if where[:n] in self.lines), 1)
        return f"line {known}, field {'.'.join(str(part) for part in where)}"


def has_front_matter(text: str) -> bool:
    """Tell whether the text opens with a line of three hyphens."""
    return OPENING.match(text) is not None


def read_front_matter(text: str, file: str) -> FrontMatter:
    """Read the front matter of `text`; raise `FaultsFound` when it is missing, unclosed or no YAML."""
    opening = OPENING.match(text)
    if not opening and CONFLICT.match(text):
        raise FaultsFound(conflict_faults(text.partition("\n")[0], file, 1))
    if not opening:
        raise FaultsFound([Fault(file, "line 1", "front matter is missing.", _begin_with_hyphens())])
    closing = CLOSING.search(text, opening.end())
    if not closing:
        remedy = "End it with a line of three hyphens before the first heading."
        raise FaultsFound([Fault(file, "line 1", "front matter is never closed.", remedy)])
    if closing.start() > LONGEST:
        problem = f"front matter has {closing.start()} letters; the limit is {LONGEST}."
        raise FaultsFound([Fault(file, "line 1", problem, "Write the text below the closing ---.")])
    block = unicodedata.normalize("NFC", text[opening.end() : closing.start()])
    values, lines = _load(block, file)
    return FrontMatter(values, closing.end(), lines)


def body_start(text: str) -> int:
    """Give the place where the text below the front matter begins; 0 where there is none."""
    opening = OPENING.match(text)
    closing = CLOSING.search(text, opening.end()) if opening else None
    return closing.end() if closing else 0


def _begin_with_hyphens() -> str:
    return "Begin the file with --- and the fields that lessons/README.md lists, and end them with ---."


def _load(block: str, file: str) -> tuple[dict[str, Any], dict[Place, int]]:
    if marks := conflict_faults(block, file, 2):
        raise FaultsFound(marks)
    node, values = _parse(block, file)
    if node is None or values is None:
        remedy = "Write one `key: value` on each line."
        raise FaultsFound([Fault(file, "line 2", "front matter holds no fields.", remedy)])
    lines: dict[Place, int] = {}
    repeated = []
    for place, line in _walk(node, ()):
        if place in lines:
            name = ".".join(str(part) for part in place)
            repeated.append(Fault(file, f"line {line}, field {name}", "is given twice.", "Keep one of them."))
        lines[place] = line
    if repeated:
        raise FaultsFound(repeated)
    return values, lines


def _parse(block: str, file: str) -> tuple[yaml.Node | None, dict[str, Any] | None]:
    """Read a block; what libyaml refuses is read again in Python, which decides, and tells why."""
    if _Fast and not _UNLIKE.search(block):
        with suppress(yaml.YAMLError, ValueError):
            return _take(_Fast(block))
    try:
        return _take(_Loader(block))
    except (yaml.YAMLError, ValueError) as error:
        raise FaultsFound([_yaml_fault(error, block, file)]) from error


def _take(loader: _Loader) -> tuple[yaml.Node | None, dict[str, Any] | None]:
    node = loader.get_single_node()
    values = loader.construct_document(node) if isinstance(node, yaml.MappingNode) else None
    return node, values


def _yaml_fault(error: Exception, block: str, file: str) -> Fault:
    if isinstance(error, yaml.reader.ReaderError):
        line = block.count("\n", 0, error.position) + 2
        problem = f"holds a character that YAML refuses (U+{error.character:04X})."
        return Fault(file, f"line {line}", problem, "Remove it.")
    mark = getattr(error, "problem_mark", None)
    place = f"line {mark.line + 2}" if mark else "front matter"
    reason = getattr(error, "problem", None) or str(error)
    remedy = "Check the indentation, and put values with a colon or a leading sign in quotes."
    return Fault(file, place, f"front matter cannot be read as YAML ({reason}).", remedy)


def _walk(node: yaml.Node, place: Place) -> Iterator[tuple[Place, int]]:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            here = (*place, str(key.value))
            yield here, key.start_mark.line + 2
            yield from _walk(value, here)
    elif isinstance(node, yaml.SequenceNode):
        for position, item in enumerate(node.value):
            here = (*place, position)
            yield here, item.start_mark.line + 2
            yield from _walk(item, here)
