"""The synthesis on a page: findings by question and theme, balance, gaps, lessons taken, and the method check."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from kb.evaluation.claims.labels import GRADES, RULE
from kb.evaluation.claims.records import Claim
from kb.evaluation.claims.strength import FEW, MANY
from kb.evaluation.labels import KINDS
from kb.evaluation.plan import Plan
from kb.evaluation.synthesis.balance import Balance
from kb.evaluation.synthesis.gaps import Gaps
from kb.evaluation.synthesis.labels import ITEMS, STEPS, WORDS
from kb.evaluation.synthesis.method import Item
from kb.evaluation.synthesis.selection import Selection
from kb.evaluation.tongues import said
from kb.lessons.bank.themes import Taxonomy
from kb.reports.blocks import Block, note
from kb.reports.tables.listings import listing
from kb.reports.text.markup import Child, element
from kb.reports.text.numbers import Language, decimal, integer, percent

_KEYS = frozenset({"mandate", "purpose", "limits", "commented_by", "duties"})  # of the plan
_GRADES = ("strong", "medium", "weak")


def question_findings(
    plan: Plan, claims: Sequence[Claim], *, caption: str, name: str = "", language: Language = "nb"
) -> Block:
    """List the plan's questions with how many strengths and improvements answer each, and how strong they are."""
    words = WORDS[language]
    rows = []
    for track in plan.tracks.values():
        for question in track:
            own = [one for one in claims if one.question == question.id]
            rows.append({words["question"]: f"{question.id}. {question.text}"} | _counted(own, language))
    return listing(rows, caption=caption, name=name, language=language)


def theme_findings(
    claims: Sequence[Claim], taxonomy: Taxonomy, *, caption: str, language: Language = "nb"
) -> Block:
    """List the themes that findings tell of, most findings first, with strengths and improvements."""
    words = WORDS[language]
    times = Counter(theme for one in claims for theme in one.themes)
    rows = []
    for theme, _ in sorted(times.items(), key=lambda pair: (-pair[1], pair[0])):
        own = [one for one in claims if theme in one.themes]
        called = taxonomy[theme].names[language] if theme in taxonomy else theme
        rows.append({words["theme"]: called} | _sides(own, language))
    return listing(rows, caption=caption, language=language)


def balance_note(balance: Balance, *, language: Language = "nb") -> Block:
    """Say how many strengths and improvements there are and how deeply they are told; warn where it is lopsided."""
    words, one, other = WORDS[language], balance.strengths, balance.improvements
    if not one.findings + other.findings:
        return note(words["none"].capitalize() + ".")
    told = words["balance"].format(
        strengths=one.findings,
        improvements=other.findings,
        words_s=integer(one.words, language=language),
        words_i=integer(other.words, language=language),
        evidence_s=decimal(one.evidence, language=language),
        evidence_i=decimal(other.evidence, language=language),
    )
    keys = {"findings": "findings", "words": "words", "evidence": "pieces"}
    lopsided = ", ".join(words[keys[what]] for what in balance.lopsided)
    return note(told, f" {words['lopsided'].format(what=lopsided)}" if lopsided else None)


def gap_list(gaps: Gaps, taxonomy: Taxonomy | None = None, *, language: Language = "nb") -> Block:
    """Say what nobody looked at, or that nothing was left out."""
    words = WORDS[language]
    if not gaps.any:
        return note(words["no_gaps"])
    called = {theme.id: theme.names[language] for theme in (taxonomy or {}).values()}
    parts = (
        ("gap_questions", gaps.questions),
        ("gap_tracks", gaps.tracks),
        ("gap_areas", gaps.areas),
        ("gap_groups", gaps.groups),
        ("gap_themes", gaps.themes),
    )
    lines: list[Child] = [
        element(
            "li", element("strong", words[part]), f": {', '.join(called.get(one, one) for one in names)}."
        )
        for part, names in parts
        if names
    ]
    return Block(element("div", element("ul", *lines), class_="prose"))


def selection_list(
    selection: Selection, taxonomy: Taxonomy | None = None, *, caption: str, language: Language = "nb"
) -> Block:
    """List the lessons taken, and beneath say how they were taken, what was left out and why."""
    words = WORDS[language]
    rows = [
        {
            words["lesson"]: said(one.title, language),
            words["kind"]: KINDS[language].get("".join(one.facets["kind"]), ""),
            words["area"]: ", ".join(one.facets["area"]),
            words["year"]: ", ".join(one.facets["year"]),
        }
        for one in selection.taken
    ]
    table = listing(rows, caption=caption, language=language)
    told = element("p", *_selection_words(selection, taxonomy or {}, language))
    return Block(element("div", table.html, element("div", told, class_="prose")))


def method_list(items: Sequence[Item], *, caption: str, language: Language = "nb") -> Block:
    """List each item of the method check with what it found."""
    words = WORDS[language]
    rows = [
        {words["check"]: ITEMS[language][item.name][0], words["result"]: item_words(item, language)}
        for item in items
    ]
    return listing(rows, caption=caption, language=language)


def item_words(item: Item, language: Language) -> str:
    """Say what an item of the method check found."""
    words = WORDS[language]
    rate = percent(item.figures[0], language=language) if item.figures else words["unmet"]
    figures = [integer(one, language=language) for one in item.figures]
    told = ITEMS[language][item.name][1].format(*figures, rate=rate)
    if item.met:
        return told if figures or "{" not in ITEMS[language][item.name][1] else "–"
    what = words["lacking"].format(what=_lacking(item, language)) if item.lacking else words["unmet"]
    return f"{told}; {what}" if figures else what


def _lacking(item: Item, language: Language) -> str:
    """Name what lacks: keys of the plan for the one at the command line, words for the one who reads the page."""
    if language == "en":
        return ", ".join(item.lacking)
    named = [STEPS[language].get(one, one) for one in item.lacking if one.partition(".")[0] not in _KEYS]
    return ", ".join([*named, *([WORDS[language]["unfilled"]] if len(named) < len(item.lacking) else [])])


def _counted(claims: Sequence[Claim], language: Language) -> dict[str, object]:
    words = WORDS[language]
    if not claims:
        return _sides(claims, language) | {words["evidence"]: words["none"]}
    grades: Counter[str] = Counter(one.strength.grade for one in claims)
    told = [f"{grades[grade]} {_adjective(grade, language)}" for grade in _GRADES if grades[grade]]
    return _sides(claims, language) | {words["evidence"]: ", ".join(told)}


def _sides(claims: Sequence[Claim], language: Language) -> dict[str, object]:
    words = WORDS[language]
    kinds = Counter(one.kind for one in claims)
    return {words[kind]: str(kinds[kind]) for kind in ("strength", "improvement")}


def _adjective(grade: str, language: Language) -> str:
    """Take the first word of *sterkt belegg*."""
    return GRADES[language][grade].partition(" ")[0]


def _selection_words(selection: Selection, taxonomy: Taxonomy, language: Language) -> list[Child]:
    words = WORDS[language]
    everything = len(selection.taken) + len(selection.left_out)
    # A source that nobody told of is no loss to the reader: it is there to spread the choice.
    missing = [[pair for pair in one.uncovered if pair[0] != "source"] for one in selection.left_out]
    alone = [pairs for pairs in missing if pairs]
    told = [words["selected"].format(taken=len(selection.taken), all=everything)]
    if len(selection.left_out) > len(alone):
        told.append(words["covered"].format(count=len(selection.left_out) - len(alone)))
    if alone:
        values = sorted({pair for pairs in alone for pair in pairs})
        called = (_value(facet, value, taxonomy, language) for facet, value in values)
        told.append(words["uncovered"].format(count=len(alone), values=", ".join(called)))
    return [" ".join(told)]


def _value(facet: str, value: str, taxonomy: Taxonomy, language: Language) -> str:
    if facet == "theme" and value in taxonomy:
        return taxonomy[value].names[language]
    return KINDS[language].get(value, value)


def rule_note(language: Language = "nb") -> Block:
    """Say by which rule the evidence of a finding is called strong, medium or weak."""
    many, few = integer(MANY, language=language), integer(FEW, language=language)
    return note(RULE[language].format(many=many, few=few))
