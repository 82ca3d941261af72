"""The full names of people that a text holds."""

from __future__ import annotations

import re
from typing import Final

from attribution.speakers.bodies import DocumentRegister
from attribution.speakers.mentions import (
    BODY_WORDS,
    GAP,
    OPENERS,
    ROLE_NOUNS,
    UPPER,
    name_runs,
    places_of,
)
from attribution.speakers.titles import OFTEN_TITLES, POST_NOMINALS, TITLE_WORDS, strip_titles

__all__ = ["full_names"]

_GIVEN_NAMES: Final = frozenset({"Chad", "Jordan", "Georgia", "Israel"})
"""States whose names people bear."""
_LABEL_ENDS: Final = re.compile(r"(?:,[^:\n]{2,80}|\s*\([^)\n]{2,80}\))?:\s")
"""Behind a speaker's name in a transcript: ", spokeswoman: Good morning"."""
_NUMBER: Final = re.compile(r"(?:twen|thir|for|fif|six|seven|eigh|nine)ty-[a-z]+$", re.IGNORECASE)
"""What counts people of a nation: "Forty-three Norlanders"."""
_BEFORE_NAMES: Final = frozenset("Hon Mr Mrs Ms Dr Prof Gen Lt Col Maj Capt Sen Rep Gov".split())
"""Titles cut short, before whose point a run of capitals ends: "Provincial Works Hon."."""
N_FULL_NAME: Final = 2
"""Words of a person's full name."""
N_LABEL_CHARS: Final = 60
"""Titles before a speaker's name in a transcript."""
_COMPOUND: Final = re.compile(r"-(?:run|led|backed|controlled|administered|based|owned|linked)$")
"""First words that say whose a body is: "Norland-run Harbour Watch"."""
_MINISTER_OF: Final = re.compile(
    r"\b(?:[Mm]inister|[Cc]ommissioner|[Uu]ndersecretary|Secretary)\s+(?:of|for)\s+(?:the\s+)?$"
)
"""Before the domain of an office."""
_OFFICE_OF: Final = re.compile(
    rf"\b(?:{'|'.join(sorted(noun.capitalize() for noun in ROLE_NOUNS))})\s+of\s+(?:the\s+)?"
    rf"(?:(?:[{UPPER}][\w\-]*|of|for|and|the)\s+){{0,9}}?(?<=of\s)$"
)
"""An office and the names of the bodies it is of, the last one aside."""
N_OFFICE_CHARS: Final = 140
_TOLD: Final = re.compile(r"\b(?:told|tells)\s+(?:the\s+)?$")


def full_names(text: str, register: DocumentRegister) -> dict[str, list[int]]:
    """Names of two to four capitalised words that are no body, country or date."""
    found: dict[str, list[int]] = {}
    heard = set[str]()
    for start, run in name_runs(text):
        words = re.sub(r"['’]s?$", "", run).split()
        if words[-1] in POST_NOMINALS and text[max(0, start - 4) : start].lower() == "the ":
            continue  # "the Lower Strand MP"
        while words and (words[0].lower() in OPENERS or _NUMBER.match(words[0])):
            words = words[1:]
        name = strip_titles(" ".join(words))
        name = _without_state(name, register)
        while " " in name and _begins_with_state(name, text, register):
            name = strip_titles(name.split(maxsplit=1)[1])
        name = _without_domain(name, text, start)
        name = _as_known(name, text[max(0, start - 4) : start], register)
        at = start + max(0, run.find(name))
        if _looks_personal(name, register) and (not name.isupper() or _is_label(name, text, at)):
            found.setdefault(name, []).append(at)
            if not _TOLD.search(text, max(0, at - 10), at):
                heard.add(name)
    # Who is only ever told something is an outlet: "she told Harbour FM".
    return _without_tails({name: at for name, at in found.items() if name in heard})


def _as_known(name: str, before: str, register: DocumentRegister) -> str:
    """The name of somebody whom the register knows, without what only stands before it.

    That is a title that may be a given name ("Seyyed"), or the last word of a body that somebody
    heads: "Director of the Office for Works and Roads Ada Lund".
    """
    first, _, rest = name.partition(" ")
    n_words = len(name.split())
    if n_words <= N_FULL_NAME or register.people_named(name):
        return name
    if first in OFTEN_TITLES and register.people_named(rest):
        return rest
    last = " ".join(name.split()[-N_FULL_NAME:])
    is_behind = before.endswith(("of ", "and ", "for "))
    return last if is_behind and register.people_named(last) else name


def _without_state(name: str, register: DocumentRegister) -> str:
    """A name without the state in several words that an office before it is of."""
    words = name.split()
    for n_words in (3, 2):
        rest = words[n_words:]
        if len(rest) >= N_FULL_NAME and register.country_side(" ".join(words[:n_words])):
            return strip_titles(" ".join(rest))
    return name


def _without_domain(name: str, text: str, at: int) -> str:
    """A name without the domain of the office before it, which alone is nobody's name.

    "Minister of Inland Waters" names nobody, "Chairman of Nordhaul Ada Lund", in a text that calls
    the firm Nordhaul as well, Ada Lund.

    Args:
        name: a run of capitals without titles.
        text: of the document.
        at: where the run begins.
    """
    before = text[max(0, at - N_OFFICE_CHARS) : at]
    words = name.split()
    is_domain = _MINISTER_OF.search(before) is not None and text.startswith(name, at)
    if not is_domain and (len(words) <= N_FULL_NAME or not _OFFICE_OF.search(before)):
        return name
    given, last = map(re.escape, ["", "", *words][-2:])
    is_called = re.search(rf"(?<!\b{given} )\b{last}\b", text) is not None
    if is_domain:
        is_behind = is_called and len(words) >= 2 * N_FULL_NAME
        return " ".join(words[-N_FULL_NAME:]) if is_behind else ""
    body = re.search(rf"\b{re.escape(words[0])}\b(?!{GAP}[{UPPER}])(?!-)", text)
    called = is_called and len(words) == N_FULL_NAME + 1
    return " ".join(words[1:]) if body or called else name


def _is_label(name: str, text: str, at: int) -> bool:
    """Whether a name in capitals stands before somebody's words in a transcript."""
    line = text.rfind("\n", max(0, at - N_LABEL_CHARS), at) + 1
    if at - line > N_LABEL_CHARS:
        return False
    return not set(text[line:at].lower().split()) - TITLE_WORDS and (
        _LABEL_ENDS.match(text, at + len(name)) is not None
    )


def _begins_with_state(name: str, text: str, register: DocumentRegister) -> bool:
    """Whether the first word is a state's and nobody's given name: "Chad Lund" is one person."""
    first, *rest = name.split()
    if register.country_side(first) is None:
        return False
    if first not in _GIVEN_NAMES or len(rest) > 1:
        return True
    return any(not text.startswith(f" {rest[0]}", at + len(first)) for at in places_of(text, first))


def _without_tails(found: dict[str, list[int]]) -> dict[str, list[int]]:
    """Names but those that are one other's last words: a family name of two words."""
    ends: dict[str, set[str]] = {}
    for name in found:
        words = name.casefold().split()
        for n in range(2, len(words)):
            ends.setdefault(" ".join(words[-n:]), set()).add(" ".join(words))
    return {name: at for name, at in found.items() if len(ends.get(name.casefold(), ())) != 1}


def _looks_personal(name: str, register: DocumentRegister) -> bool:
    words = name.split()
    if not 2 <= len(words) <= 5:
        return False
    lowered = {word.lower().rstrip(".") for word in words}
    if (
        words[-1] in _BEFORE_NAMES
        or lowered & (BODY_WORDS | ROLE_NOUNS)
        or _COMPOUND.search(words[0])
    ):
        return False
    return not (
        register.country_side(name)
        or register.capital_side(name)
        or register.organisation(name)
        or register.outlet(name)
    )
