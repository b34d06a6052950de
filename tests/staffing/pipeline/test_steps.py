"""How long the steps took, with those who still wait, and which was the slowest."""

from __future__ import annotations

import math

import pandas as pd

from kb.privacy.disclosure import protect
from kb.staffing.pipeline.clearing import known_until
from kb.staffing.pipeline.steps import Slowest, slowest, steps, steps_by_source
from kb.staffing.records import STEPS

# Eight nurses, two of them volunteers. R1 to R6 are through; R7 waits for a certificate, R8 for access.
RESOURCES = "id;kilde;kompetanse;ledig_fra;ledig_til;hjemmeområde;villig\n" + "".join(
    f"R{n};{'frivillig' if n > 6 else 'NAV'};sykepleier;2020-04-01;;;ja\n" for n in range(1, 9)
)
CLEARANCES = (
    "ressurs;steg;startet;ferdig\n"
    + "".join(f"R{n};politiattest;2020-04-01;2020-04-0{n + 2}\n" for n in range(1, 7))
    + "".join(f"R{n};tilgang;2020-04-09;2020-04-10\n" for n in range(1, 7))
    + "".join(f"R{n};første vakt;2020-04-10;2020-04-1{n}\n" for n in range(1, 7))
    + "R7;politiattest;2020-04-01;\nR8;politiattest;2020-04-02;2020-04-05\nR8;tilgang;2020-04-06;\n"
)
EMPTY = {
    "needs": "id;område;tjenestested;kompetanse;stillinger;fra;til;meldt;besatt;besatt_dato\n",
    "assignments": "id;ressurs;person;fra_område;til_område;tjenestested;fra;til;timer;kostnad\n",
}
FILES = EMPTY | {"resources": RESOURCES, "clearances": CLEARANCES}


def test_steps_by_hand(staffing_with):
    measured = steps(staffing_with(**FILES))
    assert measured.days.index.tolist() == [*STEPS, "hele veien"]
    # Certificates took 2, 3, 3, 4, 5, 6 and 7 days; one has waited 15 days by the last day, 16 April.
    assert measured.days.loc["politiattest", "median"] == 4
    assert measured.days.loc["tilgang", "median"] == 1
    assert measured.days.loc["første vakt", "median"] == 3
    # From 1 April to 11 to 16 April, while two wait: the fourth of eight.
    assert measured.days.loc["hele veien", "median"] == 13
    assert measured.days.loc["registrering"].isna().all()
    assert measured.counts.counts.loc["politiattest"].tolist() == [7, 1]
    assert measured.counts.counts.loc["hele veien"].tolist() == [6, 2]


def test_an_earlier_day_knows_nothing_of_later_ones(staffing_with):
    early = steps(staffing_with(**FILES), as_of=pd.Timestamp("2020-04-04"))
    assert early.counts.counts.loc["politiattest"].tolist() == [2, 6]
    assert early.counts.counts.loc["tilgang"].tolist() == [0, 0]
    assert early.days.loc["politiattest", "median over"] == 3


def test_the_last_day_is_that_of_something_that_happened(staffing_with, small, only_headers):
    assert known_until(staffing_with(**FILES)) == pd.Timestamp("2020-04-16")
    # Not the end of the need in May nor of the availability in June, which are plans.
    assert known_until(small) == pd.Timestamp("2020-05-01")
    assert known_until(small, pd.Timestamp("2020-04-01")) == pd.Timestamp("2020-04-01")
    assert pd.isna(known_until(only_headers))


def test_sources_add_up_to_all(sample):
    every, parts = steps(sample), steps_by_source(sample)
    assert list(parts) == ["intern", "frivillig", "vikarbyrå", "NAV", "nyrekruttert"]
    together = sum(part.counts.counts for part in parts.values())
    assert (together == every.counts.counts).all(axis=None)
    tables = {"alle": every.counts} | {source: part.counts for source, part in parts.items()}
    shown = protect(tables, sums={"alle": list(parts)})
    assert shown["alle"].cells.loc["politiattest", "ferdig"] == 535
    assert math.isnan(shown["vikarbyrå"].cells.loc["tilgang", "venter"])


def test_the_sample_waits_longest_for_the_certificate(sample):
    measured = steps(sample)
    assert slowest(measured) == Slowest(("politiattest",), 4.0, open=False, untold=())
    assert measured.days.loc["politiattest", "P90"] == 6


def test_volunteers_of_the_sample_mostly_never_came_to_a_first_shift(sample):
    days = steps_by_source(sample)["frivillig"].days.loc["hele veien"]
    assert math.isnan(days["median"])
    assert days["median over"] > 100


def slow(staffing_with, **lasting: tuple[int, int]) -> Slowest:
    """Find the slowest of steps that five are done with in so many days, and so many more still wait 20 days."""
    rows = ["ressurs;steg;startet;ferdig"]
    names = {"certificate": "politiattest", "contract": "arbeidsavtale", "access": "tilgang"}
    for step, (days, waiting) in lasting.items():
        done = pd.Timestamp("2020-04-01") + pd.Timedelta(days=days)
        rows += [f"R{n};{names[step]};2020-04-01;{done.date()}" for n in range(1, 6)]
        rows += [f"R{n};{names[step]};2020-04-01;" for n in range(6, 6 + waiting)]
    people = RESOURCES.splitlines()[0] + "\n"
    people += "".join(f"R{n};NAV;sykepleier;2020-04-01;;;ja\n" for n in range(1, 30))
    changed = EMPTY | {"resources": people, "clearances": "\n".join(rows) + "\n"}
    return slowest(steps(staffing_with(**changed), as_of=pd.Timestamp("2020-04-21")))


def test_steps_that_tie_are_all_named(staffing_with):
    found = slow(staffing_with, certificate=(4, 0), contract=(1, 0), access=(4, 0))
    assert found == Slowest(("politiattest", "tilgang"), 4.0, open=False, untold=())


def test_a_step_most_still_wait_at_is_slower_than_one_most_are_through(staffing_with):
    found = slow(staffing_with, certificate=(9, 0), access=(1, 6))
    assert found == Slowest(("tilgang",), 20.0, open=True, untold=())


def test_steps_that_cannot_be_told_apart_yet_are_all_named(staffing_with):
    found = slow(staffing_with, certificate=(20, 0), access=(1, 6))
    assert found.steps == ("tilgang",)  # more than 20 days
    rest = "ressurs;steg;startet;ferdig\n"
    rest += "".join(f"R{n};politiattest;2020-03-01;2020-03-21\n" for n in range(1, 6))
    rest += "".join(f"R{n};tilgang;2020-04-15;\n" for n in range(1, 6))
    measured = steps(staffing_with(**FILES | {"clearances": rest}), as_of=pd.Timestamp("2020-04-20"))
    assert slowest(measured) == Slowest(("politiattest", "tilgang"), 20.0, open=True, untold=())


def test_a_step_of_too_few_is_said_to_be_untold(small):
    found = slowest(steps(small))
    assert found.steps == ()
    assert math.isnan(found.days)
    assert found.untold == ("politiattest", "tilgang", "første vakt")


def test_files_without_rows_have_no_slowest_step(only_headers):
    assert slowest(steps(only_headers)).steps == ()
    assert steps_by_source(only_headers) == {}
