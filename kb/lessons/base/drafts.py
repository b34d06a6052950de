"""Documents on their way into the base: cut into passages, each with what the model is given of it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from kb.lessons.bank.finding import Seen
from kb.lessons.bank.passages import cut
from kb.lessons.bank.records import Document, Passage


@dataclass(frozen=True, slots=True)
class Draft:
    """A document, its passages, the hashes of what is embedded of them, and the stamp of its file."""

    document: Document
    passages: tuple[Passage, ...]
    hashes: tuple[str, ...]
    seen: Seen

    def context(self, number: int) -> str:
        """Give the text that is embedded of passage `number`, from 0."""
        return context(self.document, self.passages[number])


def draft(document: Document, seen: Seen) -> Draft:
    """Cut a document and hash what will be embedded."""
    passages = tuple(cut(document))
    return Draft(document, passages, tuple(text_hash(context(document, p)) for p in passages), seen)


def context(document: Document, passage: Passage) -> str:
    """Say a passage with what its reader would know: the heading, and in a lesson its title.

    A lesson's title is its point in one sentence. A text's title says little of what one passage is about,
    and with it the model found less (MRR 0.56 against 0.67 on theme queries over the source texts).
    """
    title = document.title if document.lesson else ""
    return "\n".join(part for part in (title, passage.heading, passage.text) if part)


def text_hash(text: str) -> str:
    """Hash the text that is embedded."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
