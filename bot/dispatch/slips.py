"""What a line says of something promised that will not be there by its day: what, to whom, who knows, the new day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from bot.arguments.account import accounts_named_in
from bot.arguments.new_day import NewDayArg
from bot.arguments.parser import Ambiguous, ParseContext
from bot.arguments.past_day import PastDayArg
from bot.arguments.promise_match import PromiseMatcher
from bot.dispatch.plain_line import PlainLine
from bot.dispatch.plans import PlanReader
from bot.domain.accounts import Account
from bot.domain.due import Due
from bot.domain.promises import Promise
from bot.errors import UserMistake
from bot.language.clause_words import clause_words
from bot.language.clauses import Clause, cut, split_at_subject
from bot.language.days.frame import Moment
from bot.language.meetings import is_meeting
from bot.language.name_words import name_words
from bot.language.phrases import plain_texts, typable_phrases
from bot.language.reaching import negation_in
from bot.language.telling import telling_clause, without_since
from bot.language.tokens import Token, as_typed
from bot.language.vocabulary import VERBS
from bot.records import changed, record

TOLD, BESIDE, MAY = "told", "beside", "may"
BROKEN, NOUNS = "broken", ("offer", "mail")
GENITIVE = ("'", "’")


@record(kw_only=True)
class Slip:
    """Something promised to an account that will not be there by its day.

    `promises` are the open ones that may be meant, `was` is the day by which it should be there. `told` says whether
    the customer knows, since `on` where a day is said; None where nothing is said of it. `day` is the new one,
    which is not `sure` where it is said of somebody else. What else the line says is the `note`.
    """

    account: Account
    what: str
    promises: tuple[Promise, ...]
    was: Moment | None
    told: bool | None = None
    on: date | None = None
    day: Moment | None = None
    sure: bool = True
    note: str = ""


@record
class SlipReader:
    """Reads slips as the person of the line types them."""

    line: PlainLine

    @property
    def _context(self) -> ParseContext:
        return self.line.context

    @property
    def _language(self) -> str:
        return self.line.context.language

    def read(self) -> Slip | None:
        """Return the slip that the line tells with its first clause; None for other lines, and for one that denies it.

        A customer who cannot make it is none, and neither is a call or a meeting that will not take place.
        """
        line = self.line
        clauses = cut(line.line, line.roles, self._language, self._stands_alone, lambda words: False)
        slip = self._begun(clauses[0].own) if clauses and not clauses[0].of_others else None
        for clause in clauses[1:] if slip else ():
            slip = self._with(slip, clause) if slip else None
        return slip

    def _stands_alone(self, join: tuple[Token, ...], words: tuple[Token, ...]) -> bool:
        """Whether words behind a joining word say that the customer knows, or the new day."""
        return telling_clause(words, self._language) is not None or self._new_day(words) is not None

    def _begun(self, words: tuple[Token, ...]) -> Slip | None:
        """Return the slip that a clause tells; None where its subject is somebody else than the writer."""
        says = sorted(self._saying(words))
        named = accounts_named_in(words, self._context) if says else ()
        if len(named) != 1 or split_at_subject(words, self._language)[1]:
            return None
        hit, account = named[0]
        days = next(PlanReader(self._context, self.line.roles).days(words), None)
        begins, ends, moments = days or (0, 0, ())
        front = clause_words(self._language).leads.first_before(plain_texts(words), hit.start)
        told = {*says, *range(front, hit.end), *range(begins, ends)}
        about = [at for at in range(len(words)) if at not in told and not self._is_filler(words[at])]
        led = front < hit.start or hit.inflected or words[hit.end - 1].text.rstrip("sS").endswith(GENITIVE)
        is_theirs = not led and hit.start < says[0] and not any(hit.end <= at < says[0] for at in about)
        if is_theirs or any(self._is_action(words[at]) for at in about) or self._tells_otherwise(words, says):
            return None
        what = as_typed(tuple(words[at] for at in about)) if about else ""
        promises = self._promises(words[:begins] + words[ends:], account, what)
        was = moments[0] if moments else None
        return Slip(account=account, what=what, promises=promises, was=was) if what or promises else None

    def _tells_otherwise(self, words: tuple[Token, ...], says: Sequence[int]) -> bool:
        """Whether the line tells a fact by a verb of its own, as in "told Acme the quote won't be ready"."""
        said = {words[at].plain for at in says}
        facts = (fact for fact in self.line.facts if fact.command.verb not in NOUNS)
        return any(
            fact.command.verb == BROKEN
            or not (fact.arguments.verb and said.issuperset(plain_texts(fact.arguments.verb)))
            for fact in facts
        )

    def _saying(self, words: tuple[Token, ...]) -> set[int]:
        """Return the words that say that something will not be there; none where they do not."""
        denied = {at for at in range(len(words)) if negation_in(words[at : at + 1], self._language)}
        unready = self._found("unready", words) if denied else set()
        slips = self._found("slips", words) | clause_words(self._language).unheld.places(words)
        return slips | (denied | unready if unready else set())

    def _found(self, term: str, words: tuple[Token, ...]) -> set[int]:
        return typable_phrases(TOLD, term, self._language).places(words)

    def _is_filler(self, word: Token) -> bool:
        known = clause_words(self._language)
        told = (typable_phrases(TOLD, term, self._language) for term in (BESIDE, MAY))
        fillers = (known.before, known.between, known.marks, known.leads, name_words(self._language).promises, *told)
        small = word.bare in name_words(self._language).common or not any(map(str.isalnum, word.text))
        return not word.quoted and (small or any(each.leading((word,)) for each in fillers))

    def _is_action(self, word: Token) -> bool:
        """Whether a word tells a fact or is a meeting; the noun of an offer or a mail is what was promised."""
        verb = VERBS.find(word.bare, self._language)
        command = self.line.registry.named(verb) if verb and verb not in NOUNS else None
        return bool(command and command.fact) or is_meeting((word,), self._language)

    def _promises(self, words: tuple[Token, ...], account: Account, what: str) -> tuple[Promise, ...]:
        """Return the open promises to an account of which words speak: all, where they only speak of a promise."""
        promises = tuple(self._context.work.promises.open_for(account.id))
        if not what:
            spoken = name_words(self._language).promises.places(words)
            return promises if spoken else ()
        if not promises:
            return ()
        named = (Token(account.name, quoted=True), *words)
        return tuple(PromiseMatcher(words=named, context=self._context).spoken_of)

    def _with(self, slip: Slip, clause: Clause) -> Slip | None:
        """Return a slip with what a further clause says; None for a second new day, which nobody can guess."""
        yet = self._found("yet", clause.own)
        words = tuple(word for at, word in enumerate(clause.own) if at not in yet)
        telling = telling_clause(words, self._language) if slip.told is None else None
        words = words if telling else clause.own
        if telling:
            count, told = telling
            slip = changed(slip, told=told)
            words = without_since(words[count:], self._language)
            on = self._past_day(words) if words else None
            slip, words = (changed(slip, on=on), ()) if on else (slip, words)
        if not words:
            return slip
        if found := self._day_in(words):
            day, sure = found
            return None if slip.day else changed(slip, day=day, sure=sure and not telling)
        return changed(slip, note=", ".join(filter(None, (slip.note, as_typed(words)))))

    def _day_in(self, words: tuple[Token, ...]) -> tuple[Moment, bool] | None:
        """Return the day ahead that a clause says, and whether it says no more; None for other clauses."""
        if day := self._new_day(words):
            return Moment(day=day.day, hour=day.hour), True
        start, end, moments = next(PlanReader(self._context, self.line.roles).days(words), (0, 0, ()))
        if not moments or moments[0].day <= self._context.today:
            return None
        return moments[0], len(moments) == 1 and all(map(self._is_filler, words[:start] + words[end:]))

    def _new_day(self, words: tuple[Token, ...]) -> Due | None:
        return next((found for found in self._matched(words, NewDayArg) if isinstance(found, Due)), None)

    def _past_day(self, words: tuple[Token, ...]) -> date | None:
        return next((found for found in self._matched(words, PastDayArg) if isinstance(found, date)), None)

    def _matched(self, words: tuple[Token, ...], kind: type[NewDayArg] | type[PastDayArg]) -> Iterator[object]:
        """Yield the day that words are, as behind "told"; none where it is asked about."""
        arg = next(arg for arg in self.line.registry.get(TOLD).args if isinstance(arg, kind))
        try:
            found = arg.match_clause(words, self._context)
        except (Ambiguous, UserMistake):
            return
        if found and found.used == len(words):
            yield found.value
