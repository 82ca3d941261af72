"""A session of reviewing: a claim is shown, a key is pressed, what it says is stored."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from enum import Enum, auto
from typing import Final

import click
from rich.text import Text

from attribution.cli.judging import side_code, store_judgements, whole_name, withdraw
from attribution.cli.keys import END, ENTER, Keys
from attribution.cli.output import data_console, message, message_console
from attribution.cli.tally import Tally
from attribution.errors import ClaimError
from attribution.records import Act, Claim, Stance
from attribution.reporting import review_panel
from attribution.reporting.wording import one_line, printable
from attribution.store import Standing, Store

__all__ = ["ACT_KEYS", "STANCE_KEYS", "Session"]

STANCE_KEYS: Final = {"s": Stance.SUPPORTIVE, "n": Stance.NEUTRAL, "c": Stance.CRITICAL}
ACT_KEYS: Final = {
    "a": Act.ASSERT, "d": Act.DENY, "u": Act.ACCUSE, "m": Act.DEMAND, "p": Act.PROPOSE,
    "c": Act.COMMIT, "w": Act.WARN, "r": Act.PRAISE, "o": Act.CONCERN, "l": Act.DECLINE,
    "g": Act.AGREE,
}  # fmt: skip
"""Key → what it stands for; every key is a letter of the word."""

_LEGEND: Final = (
    "[a]ccept [r]eject [s]ide s[t]ance a[c]t [n]ame [w]ithdraw [u]ndo [k]eep [q]uit ?"
)  # fmt: skip
_HELP: Final = (
    ("a", "accept: the claim is right as it is shown"),
    ("r", "reject: this is no claim; leave it out of every list"),
    ("s", "side: then type its code, such as US; UNKNOWN where nobody knows"),
    ("t", "stance: then press its letter"),
    ("c", "act: then press its letter"),
    ("n", "name of the speaker: then type it"),
    ("w", "withdraw: nothing said of this claim counts any more, only what was found"),
    ("Enter, k", "keep it as it is shown; next claim"),
    ("u", "undo: back to the claim before; what you press there wins"),
    ("?", "this help"),
    ("q", "quit; what you decided is stored"),
)


class _Step(Enum):
    """What follows a key."""

    ASK = auto()
    """For another key: the claim still stands above."""
    SHOW = auto()
    """The claim again."""
    NEXT = auto()
    BACK = auto()
    QUIT = auto()


class Session:
    """Goes through claims; everything said is stored before the next key is read."""

    def __init__(
        self,
        store: Store,
        ids: Sequence[str],
        *,
        author: str,
        keys: Keys,
        with_judged: bool = False,
    ) -> None:
        """Begin at the first claim.

        Args:
            store: that can be written.
            ids: of the claims, in the order to show them.
            author: of the judgements.
            keys: pressed by the author.
            with_judged: show claims that somebody judges in the meantime.
        """
        self._store, self._reader = store, store.reader()
        self._ids = ids
        self._author = author
        self._keys = keys
        self._with_judged = with_judged
        self._position = 0
        self._before: dict[str, Claim] = {}  # id → the claim as it was when it was first shown
        self._tally = Tally()
        self._actions: Mapping[str, Callable[[Claim], _Step]] = {
            "a": lambda claim: self._judge(claim, "verdict", "accept", then=_Step.NEXT),
            "r": lambda claim: self._judge(claim, "verdict", "reject", then=_Step.NEXT),
            "s": self._ask_side,
            "t": lambda claim: self._ask_letter(claim, "stance", STANCE_KEYS),
            "c": lambda claim: self._ask_letter(claim, "act", ACT_KEYS),
            "n": self._ask_name,
            "w": self._withdraw,
            "k": self._leave,
            ENTER: self._leave,
            "u": self._go_back,
            "?": self._help,
            "q": lambda _: _Step.QUIT,
            END: lambda _: _Step.QUIT,
        }

    def run(self) -> None:
        """Go through the claims until they are done or the author quits; say what was done."""
        try:
            while self._position < len(self._ids):
                claim = self._shown()
                step = _Step.NEXT if claim is None else self._answered(claim)
                if step is _Step.QUIT:
                    break
                self._position += step is _Step.NEXT
        finally:
            message(self._tally.summary(len(self._ids)))

    def _shown(self) -> Claim | None:
        """Show the claim of the position; None where it is no longer to be reviewed."""
        wanted = self._ids[self._position]
        try:
            claim = self._reader.claim(wanted)
        except ClaimError:
            self._pass_over(wanted, "its document was removed")
            return None
        standing = self._reader.standing(claim)
        reason = self._reason_against(claim, standing)
        if reason:
            self._pass_over(wanted, reason)
            return None
        self._before.setdefault(wanted, claim)
        console = data_console()
        console.print(review_panel(
            claim, position=self._position + 1, total=len(self._ids), width=console.width,
            judgements=standing.judgements,
        ))  # fmt: skip
        return claim

    def _reason_against(self, claim: Claim, standing: Standing) -> str:
        """Why a claim is not to be reviewed any more: others work on the database too."""
        if not standing.is_current:
            return "its document was read again and no longer has it"
        if standing.counting and not self._with_judged and claim.id not in self._before:
            newest = max(standing.counting, key=lambda judgement: judgement.at)
            return f"judged by {one_line(newest.author)} in the meantime"
        return ""

    def _pass_over(self, claim: str, reason: str) -> None:
        message(f"{claim}: passed over, {reason}")
        self._tally.pass_over(claim)

    def _answered(self, claim: Claim) -> _Step:
        """Act on keys until one leads away from the claim as it is shown."""
        step = _Step.ASK
        while step is _Step.ASK:
            self._prompt(_LEGEND)
            key = self._keys.key()
            act = self._actions.get(key)
            if act is None:
                self._no_key(key, "? lists the keys")
            else:
                step = act(claim)
        return step

    def _judge(self, claim: Claim, field: str, value: str, *, then: _Step = _Step.SHOW) -> _Step:
        """Store what is right; the claim again where it cannot be stored so."""
        try:
            store_judgements(self._store, [claim.id], {field: value}, author=self._author)
        except ClaimError as error:
            message(str(error))
            return _Step.SHOW
        self._tally.judge(claim.id, field, value)
        return then

    def _withdraw(self, claim: Claim) -> _Step:
        try:
            withdraw(self._store, [claim.id], (), author=self._author)
        except ClaimError as error:
            message(str(error))
            return _Step.ASK
        self._tally.withdraw(claim.id)
        return _Step.SHOW

    def _ask_side(self, claim: Claim) -> _Step:
        given = self._typed("side", claim.speaker.side, self._before[claim.id].speaker.side)
        if not given:
            return _Step.QUIT if given is None else _Step.ASK
        try:
            side = side_code(self._reader, given, told="side")
        except click.UsageError as error:
            message(error.message)
            return _Step.SHOW
        return self._judge(claim, "side", side)

    def _ask_name(self, claim: Claim) -> _Step:
        given = self._typed("name", claim.speaker.name, self._before[claim.id].speaker.name)
        if not given:
            return _Step.QUIT if given is None else _Step.ASK
        try:
            name = whole_name(given, told="name")
        except click.UsageError as error:
            message(error.message)
            return _Step.SHOW
        return self._judge(claim, "speaker", name)

    def _typed(self, field: str, now: str, before: str) -> str | None:
        """A line of text; empty where the value is to stay, None at the end of the input."""
        known = f"now {now}" if now == before else f"now {now}, before {before}"
        if self._keys.is_terminal:
            asked = f"{field} ({one_line(known)}; Enter leaves it): "
            click.echo(printable(asked), nl=False, err=True)
        try:
            typed = self._keys.line()
        except KeyboardInterrupt:
            self._end_question()
            raise
        if typed is None:
            self._end_question()
        return typed

    def _end_question(self) -> None:
        """What is told next begins a line, though nobody pressed Enter."""
        if self._keys.is_terminal:
            click.echo(err=True)

    def _ask_letter(
        self, claim: Claim, field: str, values: Mapping[str, Stance] | Mapping[str, Act]
    ) -> _Step:
        words = (value.value.replace(key, f"[{key}]", 1) for key, value in values.items())
        self._prompt(f"{field}: {' '.join(words)}, [Enter] leaves it")
        key = self._keys.key()
        if key in values:
            return self._judge(claim, field, values[key].value)
        if key == END:
            return _Step.QUIT
        if key == ENTER:
            return _Step.ASK
        self._no_key(key, f"the {field} stays")
        return _Step.SHOW

    def _leave(self, claim: Claim) -> _Step:
        self._tally.skip(claim.id)
        return _Step.NEXT

    def _go_back(self, claim: Claim) -> _Step:
        del claim
        shown = [i for i in range(self._position) if self._ids[i] in self._before]
        if not shown:
            message("this is the first claim")
            return _Step.ASK
        self._position = shown[-1]
        message(f"back to claim {self._position + 1}; what you press now is newer and wins")
        return _Step.BACK

    def _help(self, claim: Claim) -> _Step:
        del claim
        for key, told in _HELP:
            message(f"  {key:<9} {told}")
        return _Step.ASK

    def _no_key(self, key: str, told: str) -> None:
        shown = f"{key!r} is no key here" if key.isprintable() else "no key of this program"
        message(f"{shown}; {told}")

    def _prompt(self, text: str) -> None:
        if self._keys.is_terminal:
            message_console().print(Text(text, style="bold"))
