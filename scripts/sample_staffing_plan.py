"""What the sample staffing files must add up to; the sample texts of the bank tell the same figures."""

HEALTH, CARE = "Helsetjenester", "Pleie og omsorg"
HOUSING, MENTAL = "Bolig og habilitering", "Psykisk helse og rus"
CULTURE, PEOPLE = "Kultur og frivillighet", "HR og digitalisering"
NURSING_HOME, HOME_CARE = "Solbakken sykehjem", "Hjemmetjenesten øst"

HEADERS = {
    "needs": "id;område;tjenestested;kompetanse;stillinger;fra;til;meldt;besatt;besatt_dato",
    "resources": "id;kilde;kompetanse;ledig_fra;ledig_til;hjemmeområde;villig",
    "clearances": "ressurs;steg;startet;ferdig",
    "assignments": "id;ressurs;person;fra_område;til_område;tjenestested;fra;til;timer;kostnad",
    "overtime": "område;rolle;periode;type;timer;kostnad;personer;person",
    "recruitment": "kategori;søkere;rekruttert;engasjert;fra;til",
    "absence": "område;rolle;uke;type;personer;dager",
}

# Area, unit, competence, (positions, filled) registered up to 1 April, and up to 25 May.
# 163 of 214 were filled by 1 April and 388 of 471 in all; nurses for nights 9 of 22.
NEEDS = (
    (HEALTH, "Koronatelefonen", "telefonsvarer", (30, 30), (20, 20)),
    (HEALTH, "Teststasjonen", "prøvetaker", (18, 17), (22, 19)),
    (HEALTH, "Teststasjonen", "vert", (14, 14), (16, 16)),
    (HEALTH, "Smittesporingen", "smittesporer", (10, 8), (20, 15)),
    (HEALTH, "Legevakta", "sykepleier", (12, 8), (10, 7)),
    (HEALTH, "Legevakta", "lege", (8, 7), (6, 6)),
    (CARE, NURSING_HOME, "sykepleier natt", (22, 9), (18, 8)),
    (CARE, NURSING_HOME, "sykepleier", (16, 9), (16, 14)),
    (CARE, NURSING_HOME, "helsefagarbeider", (20, 12), (26, 24)),
    (CARE, HOME_CARE, "helsefagarbeider", (14, 8), (20, 20)),
    (CARE, NURSING_HOME, "pleiemedarbeider", (10, 8), (19, 18)),
    (CARE, HOME_CARE, "sjåfør", (8, 8), (12, 12)),
    (HOUSING, "Fjellveien bofellesskap", "helsefagarbeider", (6, 4), (12, 10)),
    (HOUSING, "Fjellveien bofellesskap", "pleiemedarbeider", (10, 8), (18, 16)),
    (MENTAL, "Oppfølgingstjenesten", "vernepleier", (6, 3), (14, 12)),
    (PEOPLE, "Bemanningsenheten", "koordinator", (10, 10), (8, 8)),
)

# Heads redeployed across areas: where from, where to. 327 in all.
FLOWS = {
    "Barnehage": {HEALTH: 34, CARE: 32, HOUSING: 8},
    CULTURE: {HEALTH: 37, CARE: 17, HOUSING: 7},
    "Grunnskole": {HEALTH: 30, CARE: 23, MENTAL: 5},
    "Barn og familie": {HEALTH: 21, CARE: 6, HOUSING: 9, MENTAL: 5},
    PEOPLE: {HEALTH: 32},
    "NAV og integrering": {HEALTH: 10, CARE: 7, HOUSING: 7},
    "Eiendom": {HEALTH: 5, CARE: 9, PEOPLE: 5},
    "Tekniske tjenester": {HEALTH: 3, CARE: 15},
}
WITHIN = {CARE: 34, HEALTH: 21, "Grunnskole": 9, "Barnehage": 7}

# Source, fate (came to work, a step they wait at, in reserve, said no), competence where it is a given one,
# area, heads, first and last day after 16 March they could begin. 66 + 22 engaged from outside.
CREW = (
    ("intern", "reserve", "", "", 18, (0, 40)),
    ("intern", "tilgang", "", "", 8, (20, 70)),
    ("intern", "no", "", "", 17, (0, 60)),
    ("frivillig", "done", "sykepleier", CARE, 8, (0, 40)),
    ("frivillig", "done", "student helsefag", HEALTH, 14, (0, 40)),
    ("frivillig", "done", "helsesekretær", HEALTH, 4, (0, 40)),
    ("frivillig", "politiattest", "", "", 14, (5, 75)),
    ("frivillig", "første vakt", "", "", 24, (5, 70)),
    ("frivillig", "reserve", "", "", 32, (0, 60)),
    ("frivillig", "no", "", "", 244, (0, 60)),
    ("nyrekruttert", "done", "sykepleier", CARE, 4, (0, 60)),
    ("nyrekruttert", "done", "lege", HEALTH, 15, (0, 30)),
    ("nyrekruttert", "done", "fysioterapeut", CARE, 6, (0, 40)),
    ("nyrekruttert", "done", "helsefagarbeider", CARE, 1, (10, 20)),
    ("nyrekruttert", "done", "pleiemedarbeider", HOUSING, 7, (0, 60)),
    ("nyrekruttert", "done", "helsesekretær", HEALTH, 7, (0, 40)),
    ("nyrekruttert", "politiattest", "", "", 8, (20, 75)),
    ("nyrekruttert", "arbeidsavtale", "", "", 7, (20, 75)),
    ("nyrekruttert", "reserve", "", "", 9, (0, 60)),
    ("nyrekruttert", "done", "", HEALTH, 22, (107, 150)),
    ("vikarbyrå", "done", "", HEALTH, 11, (0, 60)),
    ("vikarbyrå", "done", "", CARE, 15, (0, 60)),
    ("vikarbyrå", "tilgang", "", "", 4, (40, 75)),
    ("NAV", "done", "", CARE, 9, (10, 70)),
    ("NAV", "done", "", "Eiendom", 8, (10, 70)),
    ("NAV", "arbeidsavtale", "", "", 5, (40, 75)),
)
_ALL_STEPS = ("politiattest", "arbeidsavtale", "registrering", "tilgang", "første vakt")
STEPS = {
    "intern": ("politiattest", "arbeidsavtale", "tilgang", "første vakt"),  # registered already
    "frivillig": _ALL_STEPS,
    "nyrekruttert": _ALL_STEPS,
    "vikarbyrå": ("registrering", "tilgang", "første vakt"),  # the agency has seen to the rest
    "NAV": _ALL_STEPS,
}
SKILLS = {
    "Barnehage": ("barnehageassistent", "barnehagelærer", "fagarbeider"),
    CULTURE: ("badevakt", "kulturarbeider", "vert"),
    "Grunnskole": ("lærer", "assistent", "miljøterapeut"),
    "Barn og familie": ("helsesykepleier", "fysioterapeut", "ergoterapeut"),
    PEOPLE: ("rådgiver", "konsulent"),
    "NAV og integrering": ("veileder", "miljøterapeut"),
    "Eiendom": ("renholder", "vaktmester"),
    "Tekniske tjenester": ("fagarbeider", "sjåfør"),
    "frivillig": ("sykepleier", "helsefagarbeider", "student helsefag", "vernepleier", "hjelpepleier"),
    "nyrekruttert": ("telefonsvarer", "smittesporer", "prøvetaker"),
    "vikarbyrå": ("sykepleier", "helsefagarbeider"),
    "NAV": ("renholder", "sjåfør", "vert"),
}
UNITS = {
    HEALTH: ("Koronatelefonen", "Teststasjonen", "Smittesporingen", "Legevakta"),
    CARE: (NURSING_HOME, HOME_CARE),
    HOUSING: ("Fjellveien bofellesskap",),
    MENTAL: ("Oppfølgingstjenesten",),
    PEOPLE: ("Bemanningsenheten",),
    "Eiendom": ("Renholdstjenesten",),
    "Grunnskole": ("Åsen skole",),
    "Barnehage": ("Tunet barnehage",),
}

# Hours in five months, each role's share of them, and the share that is forskjøvet arbeidstid. 35 593 in all.
OVERTIME = {
    CARE: (20_786, {"sykepleier": 0.42, "helsefagarbeider": 0.46, "annet personale": 0.12}, 0.12),
    HEALTH: (7_912, {"sykepleier": 0.44, "lege": 0.2, "helsesekretær": 0.2, "annet personale": 0.16}, 0.1),
    HOUSING: (2_985, {"vernepleier": 0.35, "helsefagarbeider": 0.45, "annet personale": 0.2}, 0.12),
    MENTAL: (1_640, {"vernepleier": 0.5, "sykepleier": 0.3, "annet personale": 0.2}, 0.1),
    PEOPLE: (1_120, {"rådgiver": 1.0}, 0.0),
    "Barn og familie": (420, {"barnevernspedagog": 1.0}, 0.0),
    "Eiendom": (380, {"renholder": 0.6, "driftstekniker": 0.4}, 0.1),
    "Tekniske tjenester": (210, {"fagarbeider": 1.0}, 0.0),
    "Barnehage": (140, {"barnehagelærer": 1.0}, 0.0),
}
# The most hours of one leader, and leaders by area: 21 and 59.
LEADERS = {
    "tjenesteleder": (90, {CARE: 10, HEALTH: 5, HOUSING: 6}),
    "avdelingsleder": (70, {CARE: 31, HEALTH: 14, HOUSING: 8, MENTAL: 6}),
}
TOTAL_COST = 14_497_300  # kroner: written 14,5 mill. kr, and 407 kr an hour
PRICES = {"lege": 800, "tjenesteleder": 600, "avdelingsleder": 560, "sykepleier": 440, "": 380}

# Applied, recruited, engaged from 12 March to 1 June: 100 recruited and 66 engaged.
CATEGORIES = {
    "Sykepleiere": (47, 18, 12),
    "Leger": (31, 17, 15),
    "Fysioterapeuter": (26, 8, 6),
    "Studenter helsefag": (102, 24, 14),
    "Helsefagarbeidere": (9, 1, 1),
    "Pleiemedarbeidere": (124, 16, 7),
    "Helsesekretærer": (73, 16, 11),
}
SUMMER = ("Koronatelefon, test og smittesporing", 61, 22, 22)

README = """# Eksempeldata fra Bemanningsenheten

Tallene her er syntetiske. De er laget av `scripts/sample_staffing.py` med fast startverdi og gjelder Fjordvik,
en kommune som ikke finnes. Ingen rader handler om virkelige personer: `R0001`, `P001` og `L001` er løpenumre.

Summene er stilt inn slik at de gir de samme tallene som eksempeltekstene i banken forteller om våren 2020:

- 100 rekruttert og 66 engasjert fra 12. mars til 1. juni, og 22 engasjert i juli og august
- 388 av 471 innmeldte stillinger besatt, 163 av 214 per 1. april, i snitt etter 2,6 døgn
- 327 omdisponert på tvers av kommunalsjefområder, og i tillegg 71 innen eget område
- 35 593 timer overtid fra mars til juli for 14,5 mill. kr, av dette 20 786 timer i Pleie og omsorg
- 21 tjenesteledere med inntil 90 timer hver, og 59 avdelingsledere

Alt annet er gjettet: fordelingen på måned, rolle og tjenestested, hvor lang tid klareringen tok, hvem som kom fra
vikarbyrå og NAV, hvem som var borte, og hva det kostet. Timene omfatter forskjøvet arbeidstid, som ikke er overtid
etter loven. Her er den skilt ut med egen type, men hvor stor del den utgjør, er også gjettet.

| Fil | Hva en rad er |
|---|---|
| `needs.csv` | et behov en leder meldte, og hvor mange stillinger som ble besatt |
| `resources.csv` | en person som kunne settes inn, og hvor vedkommende kom fra |
| `clearances.csv` | ett steg i klareringen av en person; `ferdig` er tom mens hun eller han venter |
| `assignments.csv` | et oppdrag; `ressurs` viser til `resources.csv`, `person` er andre egne ansatte |
| `overtime.csv` | timer i et område, en rolle og en måned; ledere står enkeltvis, med løpenummer i `person` |
| `recruitment.csv` | søkere, rekrutterte og engasjerte i en kategori og en periode |
| `absence.csv` | fravær en uke i et område, etter rolle og type: hvor mange som var borte, og hvor mange dager |
"""
