"""What the sample survey must come out as: numbers to the person, shares, and how areas differ."""

from __future__ import annotations

from dataclasses import dataclass

import sample_comments


@dataclass(frozen=True, slots=True)
class Area:
    """An area: persons asked, answering and redeployed, the share with health background, and two leanings.

    `content` moves its people up or down the scales, `office` towards having a computer at home.
    """

    code: str
    sent: int
    completed: int
    redeployed: int
    health: float
    content: float
    office: float


AREAS = (
    Area("plo", 2150, 1262, 52, 0.85, -0.40, -2.2),
    Area("helse", 620, 459, 61, 0.90, 0.10, 0.3),
    Area("psykisk", 410, 291, 14, 0.75, 0.00, 0.2),
    Area("bolig", 980, 611, 23, 0.60, -0.35, -1.8),
    Area("barnehage", 890, 623, 58, 0.03, -0.05, -0.9),
    Area("skole", 1980, 1485, 49, 0.03, 0.10, 0.4),
    Area("familie", 430, 335, 66, 0.35, 0.35, 1.9),
    Area("kultur", 260, 200, 38, 0.01, 0.45, 1.2),
    Area("eiendom", 520, 343, 24, 0.01, -0.10, -1.2),
    Area("teknisk", 290, 197, 4, 0.01, 0.10, 0.9),
    Area("hr", 150, 121, 7, 0.06, 0.60, 3.0),
    Area("nav", 200, 160, 2, 0.10, 0.25, 2.6),
)

ROLES = {"leder": 442, "tillitsvalgt": 397, "verneombud": 260}

# All tables name the codes from low to high, then "vet_ikke" and "" (no answer).

# Everybody redeployed (398): two of these decide how many were asked for a comment.
REDEPLOYMENT = {
    "redeployed_places": {"ett": 281, "flere": 112, "": 5},
    "start_motivation": {"1": 21, "2": 38, "3": 104, "4": 141, "5": 83, "vet_ikke": 7, "": 4},
    "need": {"1": 34, "2": 49, "3": 81, "4": 119, "5": 103, "vet_ikke": 8, "": 4},
    "induction": {"1": 42, "2": 71, "3": 117, "4": 108, "5": 49, "vet_ikke": 6, "": 5},
    "follow_up": {"1": 53, "2": 66, "3": 102, "4": 106, "5": 55, "vet_ikke": 11, "": 5},
    "redeployed_information": {"1": 46, "2": 84, "3": 128, "4": 108, "5": 22, "vet_ikke": 6, "": 4},
    "infection_control": {"1": 34, "2": 58, "3": 97, "4": 128, "5": 66, "vet_ikke": 12, "": 3},
    "again": {"1": 61, "2": 58, "3": 97, "4": 104, "5": 58, "vet_ikke": 15, "": 5},
    "overall": {"1": 11, "2": 27, "3": 62, "4": 71, "5": 32, "": 195},
}

# Of 442 leaders 407 answered; the 32 who said no were asked for a comment.
LEADERS = {"nei": 32, "delvis": 74, "ja": 301, "": 35}

SHARES = {
    "staffing_reps": {"nei": 0.16, "delvis": 0.37, "ja": 0.38, "vet_ikke": 0.07, "": 0.02},
    "staffing_others": {"nei": 0.09, "delvis": 0.27, "ja": 0.47, "vet_ikke": 0.14, "": 0.03},
    "information": {"1": 0.04, "2": 0.10, "3": 0.30, "4": 0.37, "5": 0.14, "vet_ikke": 0.03, "": 0.02},
    "motivation_covid_work": {
        "1": 0.17,
        "2": 0.16,
        "3": 0.26,
        "4": 0.21,
        "5": 0.12,
        "vet_ikke": 0.06,
        "": 0.02,
    },
    "home_office_pc": {"ikke_aktuelt": 0.46, "nei": 0.13, "ja": 0.40, "": 0.01},
}

COMMENTS = {
    "hms_not_met": (29, sample_comments.HMS_NOT_MET),
    "information_better": (351, sample_comments.INFORMATION_BETTER),
    "infection_control_missing": (173, sample_comments.INFECTION_CONTROL_MISSING),
}

COLUMNS = (
    *("id", "role", "health", "staffing_leaders", "hms_not_met", "staffing_reps", "staffing_others"),
    *("information", "motivation_covid_work", "redeployed", "redeployed_places", "start_motivation", "need"),
    *("induction", "follow_up", "redeployed_information", "information_better", "infection_control"),
    *("infection_control_missing", "again", "overall", "home_office_pc"),
)
