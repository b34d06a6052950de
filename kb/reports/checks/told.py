"""Faults that a block tells of itself: a finding whose evidence is gone, for instance, stays on its page with why.

A cell that raised would end the run, and hide the faults of the cells after it.
"""

from __future__ import annotations

from collections.abc import Iterator

from bs4 import BeautifulSoup

from kb.reports.checks.findings import Finding


def told_findings(soup: BeautifulSoup) -> Iterator[Finding]:
    """Take up each fault of a list that is to be mended, then take the list out: what it quotes is not the page's."""
    for told in soup.select(".to-mend > li"):
        problem, remedy = told.select_one(".problem"), told.select_one(".remedy")
        said = problem.get_text() if problem else told.get_text()
        yield Finding(told, said, remedy.get_text() if remedy else "")
    for listed in soup.select(".to-mend"):
        listed.extract()
