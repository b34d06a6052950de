"""Sentences that speak of the facts' subjects and tell other things: none of them may be flagged."""

import pytest

from kb.evaluation.reconciling.reconciler import reconcile

HARMLESS = """
De to tillitsvalgte i styringsgruppen møttes hver uke, og 3 verneombud var med.
Tre av de tillitsvalgte ønsket flere møter.
I alt 45 % av lederne svarte at de hadde nok folk, mot 38 % av de øvrige ansatte.
Svarprosenten var 67 %, mot 61 % i 2018.
Blant kvinner var svarprosenten 72 %, blant menn 58 %.
33 % svarte ikke på undersøkelsen.
Svarprosenten økte med 6 prosentpoeng.
12 tillitsvalgte ble intervjuet i etterkant.
Overtiden kostet i snitt 430 kr per time.
I april ble det ført 3 210 overtidstimer, og i mai 2 876.
Vi intervjuet 14 ledere med personalansvar.
Målet var en svarprosent på 70 %.
Hver tillitsvalgt brukte 4 timer i uka på undersøkelsen.
Undersøkelsen hadde 34 spørsmål og tok 8 minutter å fylle ut.
Undersøkelsen ble sendt ut 15. juni og purret 2 ganger.
56 % av verneombudene er kvinner.
Av de 188 tillitsvalgte var 102 fra PLO.
Hos Kultur var svarprosenten 44 %.
Vi fikk 1 204 svar på SMS og 1 693 på e-post.
61 % mente informasjonen var tydelig nok, og 22 % var uenige.
73 % av dem som ble omdisponert, var motiverte.
41 ble omdisponert til smittesporing og 38 til legevakten.
Lederne ble rekruttert i 3 runder, og 11 takket nei.
9 av 10 sykepleiere ble rekruttert lokalt.
Bruken av overtid gikk ned 12 % fra april til mai.
Det ble brukt 5 600 timer overtid på sykehjemmene.
Tiltaket ble besluttet med 7 mot 4 stemmer.
Hvis 3 000 hadde svart, ville feilmarginen vært 1,1 prosentpoeng.
Feilmarginen er 0,7 prosentpoeng med 2 897 svar.
Vi sendte purring til 1 950 medarbeidere.
Undersøkelsen ble sendt på nytt til 1 415 som ikke hadde svart.
Nasjonalt er svarprosenten 55 %.
To tillitsvalgte og ett verneombud sitter i utvalget.
Vernepleierne jobbet 35,5 timer i uka.
Grunnskole har 24 skoler og 1 350 ansatte.
PLO har 12 sykehjem med 640 plasser.
Andelen tillitsvalgte er størst i Grunnskole: 9 %.
15 stillinger ble lyst ut, og 8 av dem ble besatt.
Overtid: 24 tjenesteledere og 61 avdelingsledere.
Fra 84 rekrutterte trakk 6 seg.
Rundt 80 ble rekruttert og drøyt 50 engasjert.
Over 4 000 fikk undersøkelsen.
Svarprosenten ligger mellom 58 og 73 %.
Om lag to tredjedeler svarte på undersøkelsen.
3 leger og 2 sykepleiere fikk covid-19.
Svarene kom i 2 omganger: 1 800 i juni og 1 097 i august.
Av 960 svar i fritekst gjelder 312 smittevern.
Kostnaden for vikarer var 3,2 mill. kr.
Overtid og vikarer kostet til sammen 11,1 mill. kr.
12 % av de 2 897 som svarte, var under 30 år.
Opplæringen varte i 2 dager, og 96 svar handlet om opplæring.
I alt 200 svar handlet om informasjon.
92 % av lederne svarte på spørsmålet.
I undersøkelsen oppga 12 % av tillitsvalgte at de var slitne.
Fjordvik kommune spurte alle. Fjordvik kommune har 4 700 ansatte. I Nordvik kommune var svarprosenten 69 %.
""".strip().splitlines()


@pytest.mark.parametrize("sentence", HARMLESS)
def test_a_number_of_another_thing_is_not_flagged(sentence, facts):
    assert not [one for one in reconcile(sentence, facts, language="nb") if one.flagged]


def test_nor_are_they_all_together(facts):
    assert not [one for one in reconcile("\n".join(HARMLESS), facts, language="nb") if one.flagged]
