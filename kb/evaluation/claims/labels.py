"""What the page says of findings and their evidence, in bokmål, nynorsk and English."""

from __future__ import annotations

from kb.reports.text.numbers import Language

WORDS: dict[Language, dict[str, str]] = {
    "nb": {
        "strength": "Styrke",
        "improvement": "Forbedringspunkt",
        "evidence": "Belegg ({count})",
        "against": "Taler imot",
        "suggested": "Søket foreslår, ikke vurdert: ",
        "base": "grunnlag",
        "answers": "svar",
        "positions": "stillinger",
        "sent": "sendt",
        "hours": "timer",
        "answered": "svarte «{answers}» på «{question}»",
        "or": "» eller «",
        "sources": "{n} {source}",
        "source": "kilde",
        "many": "kilder",
        "kinds": " av {n} slag",
        "smallest": "minste svargrunnlag {n}",
        "agree": "ingen taler imot",
        "disagree": "{n} taler imot",
        "left_out": "{n} er for lite eller bare et utkast og teller ikke",
        "to_mend": "Må rettes",
    },
    "nn": {
        "strength": "Styrke",
        "improvement": "Forbetringspunkt",
        "evidence": "Belegg ({count})",
        "against": "Talar imot",
        "suggested": "Søket føreslår, ikkje vurdert: ",
        "base": "grunnlag",
        "answers": "svar",
        "positions": "stillingar",
        "sent": "sende",
        "hours": "timar",
        "answered": "svara «{answers}» på «{question}»",
        "or": "» eller «",
        "sources": "{n} {source}",
        "source": "kjelde",
        "many": "kjelder",
        "kinds": " av {n} slag",
        "smallest": "minste svargrunnlag {n}",
        "agree": "ingen talar imot",
        "disagree": "{n} talar imot",
        "left_out": "{n} er for lite eller berre eit utkast og tel ikkje",
        "to_mend": "Må rettast",
    },
    "en": {
        "strength": "Strength",
        "improvement": "Improvement",
        "evidence": "Evidence ({count})",
        "against": "Speaks against",
        "suggested": "The search suggests, not judged: ",
        "base": "base",
        "answers": "answers",
        "positions": "positions",
        "sent": "sent",
        "hours": "hours",
        "answered": "answered “{answers}” to “{question}”",
        "or": "” or “",
        "sources": "{n} {source}",
        "source": "source",
        "many": "sources",
        "kinds": " of {n} kinds",
        "smallest": "smallest base {n} answers",
        "agree": "none speaks against",
        "disagree": "{n} speak against",
        "left_out": "{n} is too small or only a draft, and does not count",
        "to_mend": "To be mended",
    },
}
GRADES: dict[Language, dict[str, str]] = {
    "nb": {"strong": "sterkt belegg", "medium": "middels belegg", "weak": "svakt belegg"},
    "nn": {"strong": "sterkt belegg", "medium": "middels belegg", "weak": "svakt belegg"},
    "en": {"strong": "strong evidence", "medium": "medium evidence", "weak": "weak evidence"},
}
RULE: dict[Language, str] = {
    "nb": "Belegget er sterkt når minst tre kilder av minst to slag er enige, ingen taler imot og minst {many} har "
    "svart på hvert spørsmål. Det er middels når minst to kilder taler for, og flere enn imot. Ellers er det svakt. En "
    "undersøkelse, en bemanningsfil, et læringspunkt og en tekst er hver sin kilde, men et læringspunkt og teksten "
    "det bygger på, er én. Andeler av færre enn {few} svar og utkast teller ikke som støtte.",
    "nn": "Belegget er sterkt når minst tre kjelder av minst to slag er samde, ingen talar imot og minst {many} har "
    "svara på kvart spørsmål. Det er middels når minst to kjelder talar for, og fleire enn imot. Elles er det svakt. "
    "Ei undersøking, ei bemanningsfil, eit læringspunkt og ein tekst er kvar si kjelde, men eit læringspunkt og "
    "teksten det byggjer på, er éi. Delar av færre enn {few} svar og utkast tel ikkje som støtte.",
    "en": "The evidence is strong when at least three sources of at least two kinds agree, none speaks against, and "
    "at least {many} answered each question. It is medium when at least two sources speak for it, and more than "
    "against. Otherwise it is weak. A survey, a staffing file, a lesson and a text are each a source, but a lesson "
    "and the text it was drawn from are one. Shares of fewer than {few} answers and drafts do not count as support.",
}
# What the staffing figures count, by the end of their names; `{group}` is the area or competence.
STAFFING: dict[Language, dict[str, str]] = {
    "nb": {
        "overtime.hours": "timer overtid og forskjøvet arbeidstid",
        "overtime.cost": "kostet overtiden og den forskjøvne arbeidstiden",
        "overtime.cost_per_hour": "kostet hver time i snitt",
        "overtime.*.hours": "timer overtid og forskjøvet arbeidstid: {group}",
        "overtime.*.hours.share": "av timene: {group}",
        "overtime.*": "førte overtid: {group}",
        "needs.positions": "stillinger meldt",
        "needs.filled": "stillinger besatt",
        "needs.fill_rate": "av stillingene besatt",
        "needs.*.positions": "stillinger meldt: {group}",
        "needs.*.filled": "stillinger besatt: {group}",
        "needs.*.fill_rate": "av stillingene besatt: {group}",
        "redeployed.across": "omdisponert til et annet kommunalsjefområde",
        "redeployed.within": "omdisponert innen eget kommunalsjefområde",
        "recruitment.*.recruited": "rekruttert",
        "recruitment.*.engaged": "engasjert",
    },
    "nn": {
        "overtime.hours": "timar overtid og forskuva arbeidstid",
        "overtime.cost": "kosta overtida og den forskuva arbeidstida",
        "overtime.cost_per_hour": "kosta kvar time i snitt",
        "overtime.*.hours": "timar overtid og forskuva arbeidstid: {group}",
        "overtime.*.hours.share": "av timane: {group}",
        "overtime.*": "førte overtid: {group}",
        "needs.positions": "stillingar melde",
        "needs.filled": "stillingar fylte",
        "needs.fill_rate": "av stillingane fylte",
        "needs.*.positions": "stillingar melde: {group}",
        "needs.*.filled": "stillingar fylte: {group}",
        "needs.*.fill_rate": "av stillingane fylte: {group}",
        "redeployed.across": "omdisponerte til eit anna kommunalsjefområde",
        "redeployed.within": "omdisponerte innan eige kommunalsjefområde",
        "recruitment.*.recruited": "rekrutterte",
        "recruitment.*.engaged": "engasjerte",
    },
    "en": {
        "overtime.hours": "hours of overtime and shifted working time",
        "overtime.cost": "was the cost of overtime and shifted working time",
        "overtime.cost_per_hour": "was the mean cost of an hour",
        "overtime.*.hours": "hours of overtime and shifted working time: {group}",
        "overtime.*.hours.share": "of the hours: {group}",
        "overtime.*": "wrote overtime: {group}",
        "needs.positions": "positions asked for",
        "needs.filled": "positions filled",
        "needs.fill_rate": "of the positions filled",
        "needs.*.positions": "positions asked for: {group}",
        "needs.*.filled": "positions filled: {group}",
        "needs.*.fill_rate": "of the positions filled: {group}",
        "redeployed.across": "redeployed to another service area",
        "redeployed.within": "redeployed within their own service area",
        "recruitment.*.recruited": "recruited",
        "recruitment.*.engaged": "engaged",
    },
}
SURVEY: dict[Language, dict[str, str]] = {
    "nb": {
        "sent": "fikk undersøkelsen",
        "completed": "svarte på undersøkelsen",
        "response_rate": "svarte på undersøkelsen",
        "base": "svarte på «{question}»",
        "answered": "av de spurte svarte på «{question}»",
    },
    "nn": {
        "sent": "fekk undersøkinga",
        "completed": "svara på undersøkinga",
        "response_rate": "svara på undersøkinga",
        "base": "svara på «{question}»",
        "answered": "av dei spurde svara på «{question}»",
    },
    "en": {
        "sent": "were sent the survey",
        "completed": "answered the survey",
        "response_rate": "answered the survey",
        "base": "answered “{question}”",
        "answered": "of those asked answered “{question}”",
    },
}
