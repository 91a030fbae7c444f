"""The vocabularies of the command language, in five languages: verbs, outcomes, factors, scores, keywords."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

from bot.language.i18n import LANGUAGES
from bot.language.names import fold

WordsByLanguage = tuple[str, str, str, str, str]
"""The words in English, Danish, Norwegian, Swedish and Polish; synonyms of one language are separated by commas."""


class Vocabulary:
    """Terms by their canonical English word, with their words in each language; the first one is the label."""

    def __init__(self, rows: Mapping[str, WordsByLanguage]) -> None:
        self.words: dict[str, dict[str, tuple[str, ...]]] = {}
        for canonical, row in rows.items():
            self.add(canonical, row)

    def add(self, canonical: str, row: WordsByLanguage) -> None:
        """Add a term and its words."""
        cells = zip(LANGUAGES, row, strict=True)
        self.words[canonical] = {language: tuple(w.strip() for w in cell.split(",")) for language, cell in cells}
        # Commands add their verbs while they are imported, when somebody may have looked up a word already.
        for derived in ("_by_word", "longest"):
            self.__dict__.pop(derived, None)

    @cached_property
    def _by_word(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for canonical, cells in self.words.items():
            for word in (canonical, *(word for cell in cells.values() for word in cell)):
                # The first term wins a word that two share, so the order of the rows counts.
                found.setdefault(fold(word), canonical)
        return found

    @cached_property
    def longest(self) -> int:
        """How many words the longest phrase has."""
        return max(len(word.split()) for word in self._by_word)

    def find(self, word: str) -> str | None:
        """Return the canonical word of a term by its word or phrase in any language; None for no term."""
        return self._by_word.get(fold(word))

    def begun(self, word: str, among: Sequence[str], language: str) -> tuple[str, ...]:
        """Return the terms of `among` with a word in a language, or else in English, that begins with `word`."""
        folded = fold(word)
        for spoken in (language, "en"):
            hits = [term for term in among if any(fold(w).startswith(folded) for w in self.words[term][spoken])]
            if folded and hits:
                return tuple(hits)
        return ()

    def all_words(self, canonical: str) -> tuple[str, ...]:
        """Return every word of a term in any language, folded."""
        cells = self.words[canonical].values()
        return tuple(dict.fromkeys(fold(word) for cell in ((canonical,), *cells) for word in cell))

    def label(self, canonical: str, language: str) -> str:
        """Return the word that people of a language are shown."""
        return self.words[canonical][language][0]


VERBS = Vocabulary({
    "call": ("call, called, c", "opkald, ringet, ring", "samtale, ringte", "samtal, ringde", "telefon, rozmowa"),
    "touch": ("touch, touchpoint, t", "punkt", "punkt", "punkt", "punkt"),
    "promise": ("promise, p", "løfte", "løfte", "löfte", "obietnica"),
    "kept": ("kept, k", "holdt", "holdt", "hållet, höll", "dotrzymana"),
    "told": ("told", "sagt", "sagt", "sagt", "uprzedzony"),
    "broken": ("broken, b", "brudt", "brutt", "brutet", "złamana"),
    "follow": ("follow, followup, f", "opfølgning, følg", "oppfølging", "uppföljning, följ", "przypomnij"),
    "waiting": ("waiting, w", "venter", "venter", "väntar", "czeka"),
    "go": ("go", "går", "går", "går", "idę"),
    "account": ("account, a", "kunde", "kunde", "kund", "klient"),
    "today": ("today", "idag, i dag", "idag, i dag", "idag, i dag", "dziś, dzisiaj"),
    "team": ("team", "team, hold", "lag, team", "lag", "zespół"),
    "undo": ("undo, u", "fortryd", "angre", "ångra", "cofnij"),
    "edit": ("edit", "ret", "endre", "ändra", "popraw"),
    "me": ("me", "mig", "meg", "mig", "ja"),
    "off": ("off, leave", "fri, ferie", "fri, ferie", "ledig, semester", "urlop, wolne"),
    "pause": ("pause", "pause", "pause", "paus", "pauza"),
    "snooze": ("snooze, later", "senere", "senere", "senare", "później"),
    "mute": ("mute", "dæmp", "demp", "tysta", "wycisz"),
    "handoff": ("handoff, h", "videre", "videre", "vidare", "przekaż"),
    "help": ("help, ?", "hjælp", "hjelp", "hjälp", "pomoc"),
    "admin": ("admin", "admin", "admin", "admin", "admin"),
    "holds": ("holds", "holder", "holder", "håller", "aktualna"),
    "answer": ("answer", "svar", "svar", "svara", "odpowiedź"),
})  # fmt: skip

SUBVERBS = Vocabulary({
    "zeros": ("zeros, zero", "nuller, nul", "nuller", "nollor", "zera"),
    "promises": ("promises", "løfter", "løfter", "löften", "obietnice"),
    "waiting": ("waiting", "ventetid, venter", "ventetid, venter", "väntetid, väntar", "czekanie"),
    "team": ("team", "hold", "team, lag", "lag", "zespół"),
    "person": ("person", "person", "person", "person", "osoba"),
    "quota": ("quota", "kvote, mål", "kvote, mål", "kvot, mål", "norma"),
    "hours": ("hours", "tider, arbejdstid", "tider, arbeidstid", "tider, arbetstid", "godziny"),
    "touchpoint": ("touchpoint", "punkt", "punkt", "punkt", "punkt"),
    "language": ("language", "sprog", "språk", "språk", "język"),
    "week": ("week", "uge", "uke", "vecka", "tydzień"),
    "desk": ("desk", "afdeling, desk", "avdeling, desk", "avdelning, desk", "dział"),
    "switchboard": ("switchboard", "omstilling", "sentralbord", "växel", "centrala"),
    "done": ("done", "færdig", "ferdig", "klart, klar", "gotowe"),
    "people": ("people", "personer", "personer", "personer", "osoby"),
    "remove": ("remove", "fjern", "fjern", "radera", "usuń"),
    "audit": ("audit", "revision, log", "revisjon, logg", "revision, logg", "audyt, dziennik"),
})  # fmt: skip

OUTCOMES = Vocabulary({
    "spoke": ("spoke, talked", "talt, talte", "snakket, pratet", "talade, pratade", "rozmawiano, rozmowa"),
    "vm": ("voicemail, vm", "telefonsvarer, svarer", "telefonsvarer, svarer", "telefonsvarare, svarare", "poczta, sekretarka"),
    "none": ("no answer, noanswer", "intet svar, intetsvar, ingen", "ikke svar, ingensvar, ingen", "inget svar, ingetsvar, ingen", "bez odpowiedzi, brak, nieodebrane"),
    "meet": ("meeting, meet, met", "møde, mødt", "møte, møtt", "möte, träff", "spotkanie"),
    "mail": ("mail, email", "mail, mejl", "epost, mail", "mejl, epost", "mejl, mail"),
})  # fmt: skip

FACTORS = Vocabulary({
    "promises": ("promises", "løfter", "løfter", "löften", "obietnice"),
    "service": ("service", "service", "service", "service", "obsługa"),
    "clarity": ("clarity", "klarhed", "klarhet", "tydlighet", "jasność"),
    "quality": ("quality", "kvalitet", "kvalitet", "kvalitet", "jakość"),
    "overall": ("overall, all", "samlet", "samlet", "helhet", "ogółem"),
})  # fmt: skip

SCORES = Vocabulary({
    "0": ("less", "mindre", "mindre", "mindre", "mniej"),
    "1": ("as, same", "som, forventet", "som, forventet", "som, väntat", "jak, tyle"),
    "2": ("more", "mere", "mer", "mer", "więcej"),
})  # fmt: skip

SOURCES = Vocabulary({
    "said": ("said", "sagde", "sa", "sade", "powiedziane, powiedział"),
    "seen": ("seen, saw", "set, så", "sett, så", "sedd, sett, såg", "widziane, widać"),
    "guess": ("guess, guessed", "gæt", "gjett, gjetning", "gissning, gissar", "domysł, zgaduję"),
})  # fmt: skip

ROLES = Vocabulary({
    "seller": ("seller", "sælger", "selger", "säljare", "handlowiec, sprzedawca, handlowca"),
    "manager": ("manager", "leder, chef", "leder, sjef", "chef, ledare", "kierownik, menedżer"),
    "admin": ("admin", "admin", "admin", "admin", "admin"),
    "colleague": ("colleague", "kollega", "kollega", "kollega", "współpracownik"),
})  # fmt: skip

LANGUAGE_NAMES = Vocabulary({
    "en": ("English", "engelsk", "engelsk", "engelska", "angielski"),
    "da": ("Danish, dansk", "dansk", "dansk", "danska", "duński"),
    "nb": ("Norwegian, norsk, no", "norsk", "norsk", "norska", "norweski"),
    "sv": ("Swedish, svenska", "svensk", "svensk", "svenska", "szwedzki"),
    "pl": ("Polish, polski", "polsk", "polsk", "polska", "polski"),
})  # fmt: skip

KEYWORDS = Vocabulary({
    "by": ("by, until, before", "inden, senest, til", "innen, senest, til", "senast, till, före", "do, na, przed"),
    "new": ("new", "ny", "ny", "nytt, ny", "nowy, nowa"),
    "date": ("date", "dato", "dato", "datum", "termin, data"),
    "told": ("told", "sagt, fortalt", "sagt, fortalt", "sagt, berättat", "uprzedzony, uprzedzono"),
    "them": ("them", "dem", "dem", "dem", "ich"),
    "done": ("done", "færdig", "ferdig", "klart, klar", "gotowe"),
    "contacts": ("contacts", "kontakter", "kontakter", "kontakter", "kontakty"),
    "every": ("every", "hver", "hver", "var, varje", "co"),
    "owner": ("owner", "ejer", "eier", "ägare", "właściciel"),
    "value": ("value", "værdi", "verdi", "värde", "wartość"),
    "team": ("team", "hold", "team, lag", "lag", "zespół"),
    "channel": ("channel", "kanal", "kanal", "kanal", "kanał"),
    "timezone": ("timezone", "tidszone", "tidssone", "tidszon", "strefa"),
    "country": ("country", "land", "land", "land", "kraj"),
    "language": ("language", "sprog", "språk", "språk", "język"),
    "until": ("until", "til", "til", "till", "do"),
    "off": ("off", "fra", "av", "av", "wyłącz"),
    "phone": ("phone", "telefon", "telefon", "telefon", "telefon"),
    "export": ("export", "eksport, eksporter", "eksport, eksporter", "export, exportera", "eksport, eksportuj"),
    "without": ("without", "uden", "uten", "utan", "bez"),
    "name": ("name", "navn", "navn", "namn", "nazwa"),
})  # fmt: skip

FORMATS = Vocabulary({
    "csv": ("csv", "csv", "csv", "csv", "csv"),
    "xlsx": ("xlsx, excel", "xlsx, excel", "xlsx, excel", "xlsx, excel", "xlsx, excel"),
})  # fmt: skip

PERIODS = Vocabulary({
    "today": ("today", "idag, i dag, dag", "idag, i dag, dag", "idag, i dag, dag", "dziś, dzisiaj"),
    "week": ("week", "uge", "uke", "vecka", "tydzień"),
    "month": ("month", "måned", "måned", "månad", "miesiąc"),
})  # fmt: skip

ANSWERS = Vocabulary({
    "yes": ("yes", "ja", "ja", "ja", "tak"),
    "no": ("no", "nej", "nei", "nej", "nie"),
    "nobody": ("nobody", "ingen", "ingen", "ingen", "nikt"),
    "someone": ("someone", "nogen", "noen", "någon", "ktoś"),
})  # fmt: skip

STANDARD_TOUCHPOINTS = Vocabulary({
    "invoice": ("invoice", "faktura", "faktura", "faktura", "faktura"),
    "site": ("site, website", "hjemmeside", "nettside", "webbplats, hemsida", "strona"),
    "mail": ("mail", "mail, post", "epost, post", "mejl, post", "poczta, mail"),
    "material": ("material", "materiale", "materiell", "material", "materiały"),
    "reception": ("reception", "reception", "resepsjon", "reception", "recepcja"),
    "yard": ("yard", "lager, plads", "lager, tomt", "lager, gård", "magazyn, plac"),
    "seller": ("seller", "sælger", "selger", "säljare", "handlowiec"),
})  # fmt: skip


def verb_words(verb: str) -> frozenset[str]:
    """Return everything that a verb of one or two words can be typed as, folded."""
    first, _, second = verb.partition(" ")
    firsts = VERBS.all_words(first)
    if not second:
        return frozenset(firsts)
    return frozenset(f"{one} {two}" for one in firsts for two in SUBVERBS.all_words(second))


def verb_label(verb: str, language: str) -> str:
    """Return what people of a language are told to type for a verb of one or two words."""
    first, _, second = verb.partition(" ")
    shown = VERBS.label(first, language)
    return f"{shown} {SUBVERBS.label(second, language)}" if second else shown
