from pathlib import Path

import pytest

from kb.evaluation.reconciling.facts import count, share

TEXTS = Path(__file__).with_name("texts")
ANSWERED = "svar*|undersøk*|fullfør*|answered|completed"
ENGAGED = "engasjert|engasjerte|rekruttert|rekrutterte|nye folk|engaged"


def survey_facts():
    sent = count("survey.sent", 4312, ["sendt|sendte|sende|fikk undersøkelsen|sent"])
    done = count("survey.completed", 2897, ["fullført|fullførte|completed"], part_of="survey.sent")
    facts = [sent, done, share("survey.response_rate", done, sent, ["svarprosent|fullført|response rate"])]
    roles = (
        ("leder", 214, "personalansvar|leder|leiar|manager"),
        ("tillitsvalgt", 188, "tillitsvalgt|tillitsvald|shop steward"),
        ("verneombud", 131, "verneombud|verneombod|safety representative"),
    )
    for code, number, words in roles:
        one = count(f"survey.role.{code}", number, [words, ANSWERED], part_of="survey.completed")
        facts += [one, share(f"survey.role.{code}.share", one, done)]
    areas = (
        ("skole", 1206, 851, "grunnskole|grunnskule"),
        ("plo", 1480, 862, "pleie og omsorg|plo"),
        ("barnehage", 640, 470, "barnehage"),
        ("kultur", 9, None, "kultur"),
    )
    for code, asked, number, words in areas:
        one = count(f"survey.area.{code}.sent", asked, [words, *sent.words], part_of="survey.sent")
        two = count(
            f"survey.area.{code}.completed", number, [words, "fullført|fullførte|svarte"], part_of=one.name
        )
        rate = share(f"survey.area.{code}.response_rate", two, one, [words, "svarprosent|fullført|svarte"])
        facts += [one, two, rate]
    base = count("survey.item.information", 2610, ["informasjon*|information", "svar*"], unit="answers")
    much = count(
        "survey.item.information.much", 1937, ["informasjon*|information", "stor grad"], unit="answers"
    )
    facts += [base, much, share("survey.item.information.much.share", much, base)]
    for code, number in (("smittevern", 312), ("opplæring", 96)):
        facts.append(count(f"survey.open.{code}", number, [code, "svar"], unit="answers"))
    return facts


def staffing_facts():
    recruited = count("staffing.recruited", 84, ["rekruttert|rekrutterte|recruited"])
    engaged = count("staffing.engaged", 57, ["engasjert|engasjerte|engaged"], part_of="staffing.recruited")
    facts = [recruited, engaged, count("staffing.redeployed", 263, ["omdisponert|omdisponerte|redeployed"])]
    for code, number in (("sykepleier", 13), ("lege", 9), ("vernepleier", 17), ("helsefagarbeider", 18)):
        facts.append(
            count(f"staffing.recruitment.{code}", number, [code, ENGAGED], part_of="staffing.engaged")
        )
    overtime = "overtid*|overtime"
    hours = count("staffing.overtime.hours", 18432, [overtime], unit="hours")
    needed = count("staffing.needs.positions", 145, ["meldte|meldt", "stilling"], unit="positions")
    filled = count("staffing.needs.filled", 118, ["besatt|besatte"], unit="positions", part_of=needed.name)
    return [
        *facts,
        hours,
        count("staffing.overtime.cost", 7_912_400, [overtime], unit="kroner"),
        count("staffing.overtime.plo.hours", 11207, ["plo", overtime], unit="hours", part_of=hours.name),
        count("staffing.overtime.tjenesteledere", 24, ["tjenesteleder", overtime]),
        needed,
        filled,
        share("staffing.needs.fill_rate", filled, needed),
    ]


@pytest.fixture(scope="session")
def facts():
    return [*survey_facts(), *staffing_facts()]


@pytest.fixture(scope="session")
def texts():
    return {file.name: file.read_text(encoding="utf-8") for file in sorted(TEXTS.iterdir())}
