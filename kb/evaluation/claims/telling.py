"""A finding on the page: the claim, how strong its evidence is and why, and behind a line all it rests on."""

from __future__ import annotations

import math
from collections.abc import Sequence

from markupsafe import Markup

from kb.evaluation.claims.checking import PLACEHOLDER, Problem, standing
from kb.evaluation.claims.labels import GRADES, WORDS
from kb.evaluation.claims.records import Claim, Number, Quote, Strength
from kb.lessons.retrieval.search import Hit
from kb.reports.blocks import Block, folded
from kb.reports.text.markup import element
from kb.reports.text.numbers import Language, integer
from kb.reports.text.prose import fill, render


def told_statement(statement: str, numbers: Sequence[Number], language: Language) -> str:
    """Write a claim with its figures in, as Markdown. Raises `KbError` for braces and forms that cannot be."""
    forms = {number.name: number.form for number in numbers}
    values = {number.name: number.value for number in numbers}
    formed = PLACEHOLDER.sub(lambda m: f"{{{m[1]}:{forms[m[1]]}}}" if m[1] in forms else m[0], statement)
    return fill(formed, values, language)


def finding_block(
    claim: Claim, *, language: Language, suggested: Sequence[Hit] = (), graded: bool = True
) -> Block:
    """Set out a finding; a line opens its evidence. Its grade is told unless it is not `graded`."""
    words, strength = WORDS[language], claim.strength
    shown, against = standing(claim.evidence), standing(claim.against)
    behind = [
        element("p", strength_words(strength, language)) if graded else None,
        _list(shown, language),
        *([element("p", words["against"]), _list(against, language)] if against else []),
        *(_suggestion(hit, language) for hit in suggested),
    ]
    title = words["evidence"].format(count=len(shown) + len(against))
    grade = f" · {GRADES[language][strength.grade]}" if graded else ""
    return Block(
        element(
            "article",
            element("p", f"{words[claim.kind]}{grade}", class_="status"),
            render(claim.statement),
            folded(title, Block(element("div", *behind)), on_paper=True).html,
            class_=f"finding {claim.kind}",
            id=f"funn-{claim.name}" if claim.name else None,
        )
    )


def faults_block(statement: str, problems: Sequence[Problem], language: Language, *, name: str = "") -> Block:
    """Show what must be mended beneath a claim; the gate reads it there, and stops the page."""
    told = (
        element(
            "li", element("span", problem, class_="problem"), " ", element("span", remedy, class_="remedy")
        )
        for problem, remedy in problems
    )
    head = element("p", WORDS[language]["to_mend"], class_="status")
    return Block(
        element(
            "article",
            head,
            element("p", statement),
            element("ul", *told, class_="to-mend"),
            class_="finding",
            id=f"funn-{name}" if name else None,
        )
    )


def strength_words(strength: Strength, language: Language) -> str:
    """Say how strong evidence is, and why: kinds and number of sources, agreement, and the smallest base."""
    words = WORDS[language]
    source = words["source" if strength.sources == 1 else "many"]
    kinds = words["kinds"].format(n=len(strength.kinds)) if len(strength.kinds) > 1 else ""
    against = words["disagree"].format(n=strength.against) if strength.against else words["agree"]
    parts = [words["sources"].format(n=strength.sources, source=source) + kinds, against]
    if not math.isnan(strength.smallest_base):
        base = integer(strength.smallest_base, language=language)
        parts.append(words["smallest"].format(n=base))
    if strength.left_out:
        parts.append(words["left_out"].format(n=strength.left_out))
    grade = GRADES[language][strength.grade]
    return f"{grade[0].upper()}{grade[1:]}: {', '.join(parts)}."


def _list(evidence: Sequence[Number | Quote], language: Language) -> Markup:
    return element("ul", *(_item(one, language) for one in evidence), class_="evidence")


def _item(item: Number | Quote, language: Language) -> Markup:
    if isinstance(item, Quote):
        own = (item.language if item.language != language else "") or None
        place = element("span", f"{item.title} › {item.heading}", lang=own)
        quote = element("span", f"«{item.excerpt}»", lang=own)
        return element("li", quote, " ", element("cite", place, f" ({item.path})"))
    value = fill(f"{{value:{item.form}}}", {"value": item.value}, language).replace("\\", "")
    base = f", {WORDS[language]['base']}: {item.base}" if item.base else ""
    return element("li", element("strong", value), f" {item.what}{base} ", element("cite", item.source))


def _suggestion(hit: Hit, language: Language) -> Markup:
    return element("p", WORDS[language]["suggested"], element("span", f"«{hit.title}»", class_="quoted"))
