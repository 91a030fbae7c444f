"""One working week in every language: line by line the same refs, figures and days, whoever types which language."""

from __future__ import annotations

import re

import pytest

from bot.language.word_files import LANGUAGES
from bot.messages.card import Reply
from storage.people import Defaults
from storage.work import SqlWork, memory_work
from tests.dialog import Dialog, company
from tests.migrated import memory_engine

LINES = """
call acme vm yesterday | ringet acme telefonsvarer i går | ringte acme mobilsvar i går | ringde acme svarare igår | rozmowa acme sekretarka wczoraj
call acme no answer mon | opkald acme intet svar mandag | anrop acme ikke svar mandag | samtal acme inget svar måndag | telefon acme bez odpowiedzi poniedziałek
call acme meeting q3 l nice | opkald acme møde q3 l nice | anrop acme møte q3 l nice | samtal acme möte q3 l nice | telefon acme spotkanie q3 l nice
touch acme invoice clarity 0 said unclear | punkt acme faktura klarhed 0 sagde unclear | punkt acme faktura klarhet 0 sa unclear | punkt acme faktura tydlighet 0 sade unclear | punkt acme faktura jasność 0 powiedział unclear
touch acme yard promises 1 service 2 seen | punkt acme lager løfter 1 service 2 set | punkt acme lager løfter 1 service 2 sett | punkt acme lager löften 1 service 2 sedd | punkt acme magazyn obietnice 1 obsługa 2 widziane
touch acme site less | punkt acme hjemmeside mindre | punkt acme nettside mindre | punkt acme hemsida mindre | punkt acme strona mniej
touch acme reception as | punkt acme reception som | punkt acme resepsjon som | punkt acme reception som | punkt acme recepcja jak
touch acme seller quality more | punkt acme sælger kvalitet mere | punkt acme selger kvalitet mer | punkt acme säljare kvalitet mer | punkt acme handlowiec jakość więcej
promise acme quote by fri | løfte acme quote senest fredag | løfte acme quote innen fredag | löfte acme quote senast fredag | obietnica acme quote do piątku
promise acme sample tomorrow | løfte acme sample i morgen | løfte acme sample i morgen | löfte acme sample i morgon | obietnica acme sample jutro
promise acme list in 3 days | løfte acme list om 3 dage | løfte acme list om 3 dager | löfte acme list om 3 dagar | obietnica acme list za 3 dni
promise acme plan w49 | løfte acme plan uge 49 | løfte acme plan uke 49 | löfte acme plan vecka 49 | obietnica acme plan tydzień 49
promise acme offer 24 december | løfte acme offer 24. december | løfte acme offer 24. desember | löfte acme offer 24 december | obietnica acme offer 24 grudnia
told 1 new date thu | sagt 1 ny dato torsdag | sagt 1 ny dato torsdag | sagt 1 nytt datum torsdag | uprzedzony 1 nowy termin czwartek
kept 2 yesterday | holdt 2 i går | holdt 2 i går | hållet 2 igår | dotrzymana 2 wczoraj
broken 3 told them yesterday | brudt 3 fortalt dem i går | brutt 3 fortalt dem i går | brutet 3 berättat dem igår | złamana 3 uprzedzono ich wczoraj
broken acme catalogue | brudt acme catalogue | brutt acme catalogue | brutet acme catalogue | złamana acme catalogue
follow acme thu ask | følg acme torsdag ask | oppfølging acme torsdag ask | följ acme torsdag ask | przypomnij acme czwartek ask
waiting counter | venter counter | venter counter | väntar counter | czeka counter
waiting done | venter færdig | venter ferdig | väntar klart | czeka gotowe
visit acme hall | besøg acme hall | besøk acme hall | besök acme hall | wizyta acme hall
meet acme yesterday | møde acme i går | møte acme i går | möte acme igår | spotkanie acme wczoraj
mail acme list | mail acme list | epost acme list | mejl acme list | mail acme list
offer acme 120k pump | tilbud acme 120 tusind pump | tilbud acme 120 tusen pump | offert acme 120 tusen pump | oferta acme 120 tys. pump
handoff acme service 25m wrong | videre acme service 25m wrong | videre acme service 25m wrong | vidare acme service 25m wrong | przekaż acme service 25m wrong
refill acme toner every 6 weeks | genbestilling acme toner hver 6. uge | gjenbestilling acme toner hver 6. uke | återköp acme toner var 6:e vecka | uzupełnienie acme toner co 6 tygodni
ordered acme toner yesterday | bestilt acme toner i går | bestilt acme toner i går | beställt acme toner igår | zamówione acme toner wczoraj
junk 30 min report yesterday | spild 30 min report i går | sløs 30 min report i går | slöseri 30 min report igår | strata 30 min report wczoraj
exclusive acme planers in bodo | eksklusiv acme planers i bodo | eksklusiv acme planers i bodo | exklusiv acme planers i bodo | wyłączność acme planers w bodo
freeze acme late | frys acme late | frys acme late | frys acme late | zamroź acme late
unfreeze acme | optø acme | tin opp acme | tina upp acme | odmroź acme
left acme unknown | tabt acme unknown | tapt acme unknown | tappad acme unknown | stracony acme unknown
today | i dag | i dag | idag | dziś
account acme 7M contacts 250 every 3w owner @anna | kunde acme 7M kontakter 250 hver 3 uger ejer @anna | kunde acme 7M kontakter 250 hver 3 uker eier @anna | kund acme 7M kontakter 250 var tredje vecka ägare @anna | klient acme 7M kontakty 250 co 3 tygodnie właściciel @anna
team week | hold uge | lag uke | lag vecka | zespół tydzień
team today | hold idag | lag idag | lag idag | zespół dziś
team month | hold måned | lag måned | lag månad | zespół miesiąc
team w47 | hold uge 47 | lag uke 47 | lag vecka 47 | zespół tydzień 47
team zeros | hold nuller | lag nuller | lag nollor | zespół zera
team promises | hold løfter | lag løfter | lag löften | zespół obietnice
team waiting | hold venter | lag venter | lag väntar | zespół czekanie
team switchboard | hold omstilling | team sentralbord | lag växel | zespół przekierowania
team anna week | hold anna uge | lag anna uke | lag anna vecka | zespół anna tydzień
edit C1 meeting | ret C1 møde | endre C1 møte | ändra C1 möte | popraw C1 spotkanie
undo | fortryd | angre | ångra | cofnij
undo P4 | fortryd P4 | angre P4 | ångra P4 | cofnij P4
me week | mig uge | meg uke | mig vecka | ja tydzień
off 16-22 dec | fri 16-22 dec | fri 16-22 desember | ledig 16-22 dec | urlop 16-22 grudnia
off w52 | ferie uge 52 | ferie uke 52 | semester vecka 52 | wolne tydzień 52
pause until mon | pause til mandag | pause til mandag | paus till måndag | pauza do poniedziałku
pause off | pause fra | pause av | paus av | pauza wyłącz
mute N13 until mon | dæmp N13 til mandag | demp N13 til mandag | tysta N13 till måndag | wycisz N13 do poniedziałku
mute evening until mon | dæmp aften til mandag | demp kveld til mandag | tysta kväll till måndag | wycisz wieczór do poniedziałku
mute zeros off | dæmp nuller fra | demp nuller av | tysta nollor av | wycisz zera wyłącz
me hours mon-fri 08:00-16:00 | mig tider man-fre 08:00-16:00 | meg tider man-fre 08:00-16:00 | mig tider mån-fre 08:00-16:00 | ja godziny pon-pt 08:00-16:00
admin team Nord channel #nord timezone Europe/Oslo country NO | admin hold Nord kanal #nord tidszone Europe/Oslo land NO | admin lag Nord kanal #nord tidssone Europe/Oslo land NO | admin lag Nord kanal #nord tidszon Europe/Oslo land NO | admin zespół Nord kanał #nord strefa Europe/Oslo kraj NO
admin person eva seller team Nord | admin person eva sælger hold Nord | admin person eva selger lag Nord | admin person eva säljare lag Nord | admin osoba eva handlowiec zespół Nord
admin quota eva mon-thu 8 fri 4 | admin kvote eva man-tors 8 fre 4 | admin kvote eva man-tors 8 fre 4 | admin kvot eva mån-tors 8 fre 4 | admin norma eva pon-czw 8 pt 4
admin hours eva mon-wed 08:00-16:00 | admin tider eva man-ons 08:00-16:00 | admin tider eva man-ons 08:00-16:00 | admin tider eva mån-ons 08:00-16:00 | admin godziny eva pon-śr 08:00-16:00
admin touchpoint invoice owner bo | admin punkt faktura ejer bo | admin punkt faktura eier bo | admin punkt faktura ägare bo | admin punkt faktura właściciel bo
help call | hjælp opkald | hjelp samtale | hjälp samtal | pomoc telefon
"""
GERMAN = """
anruf acme mailbox gestern
anruf acme keine antwort montag
anruf acme treffen q3 l nice
punkt acme rechnung klarheit 0 gesagt unclear
punkt acme lager zusagen 1 service 2 gesehen
punkt acme website weniger
punkt acme empfang wie erwartet
punkt acme vertrieb qualität mehr
zusage acme quote bis freitag
zusage acme sample morgen
zusage acme list in 3 tagen
zusage acme plan kw 49
zusage acme offer 24. dezember
informiert 1 neues datum donnerstag
gehalten 2 gestern
gebrochen 3 informiert gestern
gebrochen acme catalogue
wiedervorlage acme donnerstag ask
wartet counter
wartet erledigt
besuch acme hall
treffen acme gestern
mail acme list
angebot acme 120 Tsd. pump
weiter acme service 25m wrong
nachbestellung acme toner alle 6 wochen
bestellt acme toner gestern
leerlauf 30 min report gestern
exklusiv acme planers in bodo
einfrieren acme late
auftauen acme
verloren acme unknown
heute
kunde acme 7M kontakte 250 alle 3w zuständig @anna
team woche
team heute
team monat
team kw47
team nullen
team zusagen
team wartezeit
team vermittlung
team anna woche
ändern C1 treffen
rückgängig
rückgängig P4
mich woche
frei 16-22 dez
urlaub kw 52
pause bis montag
pause aus
stumm N13 bis montag
stumm Abend bis montag
stumm nullen aus
mich zeiten mo-fr 08:00-16:00
admin team Nord kanal #nord zeitzone Europe/Oslo land NO
admin person eva vertrieb team Nord
admin ziel eva mo-do 8 fr 4
admin zeiten eva mo-mi 08:00-16:00
admin punkt rechnung zuständig bo
hilfe anruf
"""
COLUMNS = ("en", "da", "nb", "sv", "pl")
"""The languages of LINES, in the order of a row."""
WEEK = dict(
    zip(
        COLUMNS,
        zip(*([cell.strip() for cell in line.split("|")] for line in LINES.strip().splitlines()), strict=True),
        strict=True,
    )
) | {"de": tuple(GERMAN.strip().splitlines())}
"""The lines by language."""
HAVE_SHORT_FORMS = {"de"}
"""Languages with short forms in their lines, which only people of that language may type."""
SHORT = (("c acme", "C1"), ("t acme invoice 1", "R1"), ("p acme x friday", "P1"), ("k 1", "S1"), ("b acme x", "P2"), ("w counter", "W1"),
         ("h acme service", "H1"), ("u", ""), ("a acme", ""))  # fmt: skip


def _boss(work: SqlWork) -> Dialog:
    talk = company(work)
    talk.who = "chris"
    talk.say("admin desk service phone 55 12 34 56")
    return talk


@pytest.fixture(name="boss")
def boss_fixture(work: SqlWork) -> Dialog:
    """The talk of somebody who may do everything, in a company with a desk."""
    return _boss(work)


def _done(reply: Reply) -> tuple[object, ...]:
    days = re.findall("[0-9]+", " ".join(reply.card.texts()))
    verbs = [button.press.verb for button in reply.card.all_buttons()]
    return reply.ok, reply.stored, reply.undone, dict(reply.figures), days, verbs


def _week(talk: Dialog, language: str) -> list[tuple[object, ...]]:
    done = []
    for line in WEEK[language]:
        done.append(_done(talk.say(line)))
        talk.later(seconds=1)
        assert talk.last.ok, (line, talk.last.error)
    return done


@pytest.fixture(name="english", scope="module")
def english_fixture() -> list[tuple[object, ...]]:
    """What the English lines do, in a company of its own."""
    engine = memory_engine()
    with memory_work(engine, Defaults()) as work:
        done = _week(_boss(work), "en")
    engine.close()
    return done


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_the_same_week_typed_in_another_language(
    boss: Dialog, english: list[tuple[object, ...]], language: str
) -> None:
    """Lines in one language for somebody who reads English: the same refs, figures, days and buttons."""
    if language in HAVE_SHORT_FORMS:
        boss.say(f"me language {language}")
        english = [(*done[:4], [], done[5]) for done in english]
    for line, expected, found in zip(WEEK[language], english, _week(boss, language), strict=True):
        # Sentences for another reader may hold other numbers than the English ones: "a zero" for "0".
        assert expected == ((*found[:4], [], found[5]) if language in HAVE_SHORT_FORMS else found), line


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_the_same_week_read_in_another_language(boss: Dialog, english: list[tuple[object, ...]], language: str) -> None:
    """English lines for somebody who reads another language: the same refs, figures and buttons."""
    boss.say(f"me language {language}")
    for line, expected, found in zip(WEEK["en"], english, _week(boss, "en"), strict=True):
        assert (found[:4], found[5]) == (expected[:4], expected[5]), line


@pytest.mark.parametrize("language", LANGUAGES)
def test_short_letters_are_the_same_in_all_languages(boss: Dialog, language: str) -> None:
    """C t p k b w h u a."""
    boss.say(f"me language {language}")
    for line, ref in SHORT:
        reply = boss.say(line)
        assert reply.ok, line
        assert reply.stored == ((ref,) if ref else ()), line
    assert boss.say("today").figures["calls"] == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_receipts_speak_the_readers_language(boss: Dialog, language: str) -> None:
    """No English sentence is left in an answer to people of another language."""
    boss.say(f"me language {language}")
    english = (
        "Call",
        "Told in advance",
        "Broken ·",
        "Kept ·",
        "breach",
        "Undone",
        "Saved",
        "due ",
        "Counts for",
        "no answer",
    )
    for line in WEEK[language]:
        text = boss.text(line)
        assert language == "en" or not any(word in text for word in english), (line, text)
        boss.later(seconds=1)
