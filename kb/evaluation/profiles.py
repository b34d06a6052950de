"""How each group of a survey stands beside all others: a sheet a group, the differences, and drafts of findings."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence

from markupsafe import Markup

from kb.evaluation.topics import Standing
from kb.privacy.disclosure import ProtectedTable
from kb.reports.blocks import Block, folded
from kb.reports.tables.hiding import hidden_sign
from kb.reports.tables.listings import listing
from kb.reports.text.markup import element
from kb.reports.text.numbers import Language, integer, percent
from kb.reports.text.phrases import phrase
from kb.survey.inference import Fact, Family, NonResponse, compare_words, family_sentence, list_facts

WORDS: dict[Language, dict[str, str]] = {
    "nb": {
        "topic": "Tema",
        "here": "Her (95 % intervall)",
        "others": "Alle andre",
        "base": "Svar (n)",
        "beside": "Sammenlignet",
        "caption": "{group} og alle andre: andel av dem som svarte",
        "title": "{group}: {rate} svarte, {completed} av {sent}",
        "difference": "{group}: {word} enn ellers {said} ({share} av {base} svar, mot {others}).",
        "none": "Ingen områder skiller seg fra de andre med mer enn det tilfeldigheter gir.",
    },
    "nn": {
        "topic": "Tema",
        "here": "Her (95 % intervall)",
        "others": "Alle andre",
        "base": "Svar (n)",
        "beside": "Samanlikna",
        "caption": "{group} og alle andre: del av dei som svara",
        "title": "{group}: {rate} svara, {completed} av {sent}",
        "difference": "{group}: {word} enn elles {said} ({share} av {base} svar, mot {others}).",
        "none": "Ingen område skil seg frå dei andre med meir enn det tilfelle gir.",
    },
    "en": {
        "topic": "Topic",
        "here": "Here (95% interval)",
        "others": "All others",
        "base": "Answers (n)",
        "beside": "Compared",
        "caption": "{group} and all others: share of those who answered",
        "title": "{group}: {rate} responded, {completed} of {sent}",
        "difference": "{group}: {word} than others {said} ({share} of {base} answers, against {others}).",
        "none": "No area differs from the others by more than chance gives.",
    },
}


def group_sheets(standings: Iterable[Standing], rate: ProtectedTable, *, language: Language = "nb") -> Block:
    """Show a sheet a group, behind a line that opens it: its response rate, and every topic beside all others."""
    by_group: dict[str, list[Standing]] = {}
    for one in standings:
        by_group.setdefault(one.group, []).append(one)
    sheets = [
        folded(_title(group, rate, language), _sheet(group, told, language)).html
        for group, told in by_group.items()
    ]
    hides = not all(one.shown for told in by_group.values() for one in told)
    rule = phrase("hidden_rule", language, smallest=rate.smallest)
    return Block(
        element("div", *sheets, element("p", rule, class_="caption") if hides else None, class_="sheets")
    )


def response_notes(
    found: NonResponse, rates: Mapping[str, ProtectedTable], *, language: Language = "nb"
) -> Block:
    """Tell who did not answer, and what that may do to the figures; `rates` are the protected response rates by name.

    What is told of a group whose figures are hidden is left out.
    """
    told = [fact.sentence for fact in list_facts(found, language) if _may_be_told(fact, rates)]
    return Block(element("div", element("ul", *(element("li", line) for line in told)), class_="prose"))


def _may_be_told(fact: Fact, rates: Mapping[str, ProtectedTable]) -> bool:
    if not fact.group:
        return True
    shown = rates[fact.table].cells
    return not bool(shown.loc[shown.index == fact.group].isna().to_numpy().any())


def difference_list(standings: Iterable[Standing], family: Family, *, language: Language = "nb") -> Block:
    """List every difference that the tests make out, the largest first, and how many tests were made.

    It is where findings begin: each line is a draft for the writer.
    """
    lines = draft_findings(standings, language=language)
    told = [element("ul", *(element("li", line) for line in lines))] if lines else []
    none = [] if lines else [element("p", WORDS[language]["none"])]
    return Block(
        element("div", *told, *none, element("p", family_sentence(family, language)), class_="prose")
    )


def draft_findings(standings: Iterable[Standing], *, language: Language = "nb") -> list[str]:
    """Write a sentence for each group that stands out on a topic, the largest difference first."""
    out = sorted(
        (one for one in standings if one.stands_out and not math.isnan(one.others)),
        key=lambda one: -abs(one.share - one.others),
    )
    return [_difference(one, language) for one in out]


def _difference(one: Standing, language: Language) -> str:
    assert one.judged is not None  # it stands out
    return WORDS[language]["difference"].format(
        group=one.group,
        word=compare_words(one.judged, language),
        share=percent(one.share, language=language),
        others=percent(one.others, language=language),
        base=integer(one.base, language=language),
        said=one.topic.said,
    )


def _title(group: str, rate: ProtectedTable, language: Language) -> str:
    """Head a sheet with the response rate, where it may be told."""
    rows = zip(rate.row_totals.index, rate.row_totals.tolist(), rate.cells.iloc[:, 0].tolist(), strict=True)
    sent, completed = next(((of, done) for name, of, done in rows if name == group), (math.nan, math.nan))
    if math.isnan(sent) or math.isnan(completed) or not sent:
        return group
    return WORDS[language]["title"].format(
        group=group,
        rate=percent(completed / sent, language=language),
        completed=integer(completed, language=language),
        sent=integer(sent, language=language),
    )


def _sheet(group: str, told: Sequence[Standing], language: Language) -> Block:
    words = WORDS[language]
    rows = [
        {
            words["topic"]: one.topic.short,
            words["here"]: _with_interval(one, language),
            words["others"]: _share(one.others, language),
            words["base"]: hidden_sign(language)
            if math.isnan(one.base)
            else integer(one.base, language=language),
            words["beside"]: compare_words(one.judged, language) if one.judged else hidden_sign(language),
        }
        for one in told
    ]
    return listing(rows, caption=words["caption"].format(group=group), language=language)


def _with_interval(one: Standing, language: Language) -> str | Markup:
    if one.interval is None:
        return hidden_sign(language)
    low = integer(100 * one.interval.low, language=language)
    high = integer(100 * one.interval.high, language=language)
    return f"{percent(one.share, language=language)} ({low}–{high})"


def _share(share: float, language: Language) -> str | Markup:
    return hidden_sign(language) if math.isnan(share) else percent(share, language=language)
