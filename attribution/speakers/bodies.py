"""The bodies a document names: those of the register and those only the text knows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Final

from attribution.actors import Actor, Organisation, Register, Role
from attribution.speakers.codes import is_called
from attribution.speakers.introductions import introduced_bodies
from attribution.speakers.mentions import UPPER
from attribution.speakers.nobodies import is_surname
from attribution.speakers.shortnames import CALLED, N_STEM_CHARS, coded_company, listed_short_forms

__all__ = ["DocumentRegister", "by_key", "united"]

_CAPITALISED: Final = re.compile(rf"\b[{UPPER}]\w{{3,}}")
_WORD: Final = re.compile(rf"\b[{UPPER}](?:\.[{UPPER}]\.?|\w+)")
_BARE_OFFICES: Final = frozenset({"foreign office"})
"""What more states than the one whose body is listed so call theirs."""
N_REMEMBERED: Final = 20_000
"""Names kept without article and ending: a document asks for the same ones thousands of times."""
_CONGO: Final = re.compile(r"\bCongo(?:lese)?\b")
_OTHER_CONGO: Final = re.compile(r"\bKinshasa\b|\bDRC?\b|\bDemocratic Republic of (?:the )?Congo\b")
_POSSESSIVE: Final = re.compile(r"['’]s?(?=\s|$)")
_ARTICLE: Final = re.compile(r"^the\s+", re.IGNORECASE)


class DocumentRegister:
    """The register with the bodies that one document introduces.

    A company, union or party that the register does not know stands for itself: its side is
    a short code (`codes.side_code`).
    """

    def __init__(self, register: Register, text: str, *, day: date | None = None) -> None:
        """Find the bodies that `text` introduces, as they stand on `day`, else at present."""
        self._register = register
        self._day = day
        self._local = by_key(introduced_bodies(text, register))
        self._called = [
            noun for noun, called in CALLED.items() if noun in text and called.search(text)
        ]
        self.stems = frozenset(word[:N_STEM_CHARS] for word in _CAPITALISED.findall(text))
        self._short = listed_short_forms(self._called, self.stems, register)
        self._words = frozenset(_WORD.findall(text))
        self._named: dict[str, bool] = {}
        self._is_brazzaville = "Brazzaville" in text and _OTHER_CONGO.search(text) is None
        self._is_belgian = "Belgi" in text and not re.search(r"\bE\.?U\b|\bEuropean\b", text)

    @property
    def local(self) -> Mapping[str, Organisation]:
        """The bodies that this document introduces, by folded name."""
        return self._local

    def learn(
        self, bodies: Mapping[str, Organisation], stems: frozenset[str] = frozenset()
    ) -> None:
        """Take the bodies that all documents about the same meeting introduce; see `united`.

        Args:
            bodies: by folded name.
            stems: of the capitalised words of all the documents, one of which may name in full
                what this one calls `the Fund`.
        """
        self._local = dict(bodies)
        left = [noun for noun in self._called if noun not in self._short]
        self._short = {**listed_short_forms(left, stems, self._register), **self._short}

    def organisation(self, mention: str) -> Organisation | None:
        """A body of the register or of this document, whose own acronyms come first."""
        known = self._register.organisation(mention)
        if self._is_brazzaville and known is not None and known.side == "CD":
            known = self._register.organisation(_CONGO.sub("Congo-Brazzaville", mention))
        key = _key(mention)
        local = self._local.get(key)
        if local is None and key.endswith("s"):  # an apostrophe lost in scraping
            local = self._local.get(key[:-1])
        if known is not None and not known.is_own and self._is_others(mention, known):
            known = None
        is_acronym = mention.isupper() and " " not in mention
        if known is None or known.is_own or (local and is_acronym):
            known = local or known or self._short.get(_bare(mention))
        return None if known is None else known.at(self._day)

    def _is_others(self, mention: str, known: Organisation) -> bool:
        """Whether a listed body's bare name is any state's here: "the Foreign Office" of nobody.

        The text then never names the state whose body is listed so.
        """
        bare = _bare(mention).lower()
        if bare not in _BARE_OFFICES:
            return False
        if known.side not in self._named:
            self._named[known.side] = any(
                self._register.country_side(word) == known.side
                or self._register.capital_side(word) == known.side
                for word in self._words
            )
        return not self._named[known.side]

    def company(self, word: str) -> Organisation | None:
        """The only listed company whose code a word is in capitals: "Nordwerk"."""
        return coded_company(self._register, word)

    def outlet(self, mention: str) -> Organisation | None:
        """A news outlet."""
        return self._register.outlet(mention)

    def country_side(self, word: str) -> str | None:
        """The side of a country word; Congo is the one whose capital the text names alone."""
        if self._is_brazzaville and _CONGO.fullmatch(_POSSESSIVE.sub("", word)):
            return "CG"
        return self._register.country_side(word)

    def capital_side(self, word: str) -> str | None:
        """The side of a capital; Brussels is the Union's unless the text is about Belgium."""
        if word == "Brussels":
            return "BE" if self._is_belgian else "EU"
        return self._register.capital_side(word)

    def people_named(self, mention: str) -> tuple[Actor, ...]:
        """Actors of that name."""
        return self._register.people_named(mention)

    def people_with_surname(self, surname: str) -> tuple[Actor, ...]:
        """Actors with that surname."""
        return self._register.people_with_surname(surname)

    def gender_of(self, given_name: str) -> str:
        """Gender of listed people of that given name, if one."""
        return self._register.gender_of(given_name)

    def people_of(self, side: str) -> tuple[Actor, ...]:
        """Actors who ever had a role of a side."""
        return self._register.people_of(side)

    def role_at(self, actor: Actor, day: date | None) -> Role | None:
        """The role held on a day."""
        return self._register.role_at(actor, day)

    def organisation_by_id(self, organisation_id: str | None) -> Organisation | None:
        """A listed organisation."""
        return self._register.organisation_by_id(organisation_id)

    def organisation_name(self, organisation_id: str | None) -> str | None:
        """The name of an organisation by its id."""
        return self._register.organisation_name(organisation_id)

    def side_name(self, side: str) -> str:
        """A side in words; a local one is its body's name."""
        local = next((body.name for body in self._local.values() if body.side == side), None)
        return local or self._register.side_name(side)


def by_key(bodies: Iterable[Organisation]) -> dict[str, Organisation]:
    """Bodies by all their names, folded."""
    return {_key(name): body for body in bodies for name in (body.name, *body.aliases)}


def united(
    local: Sequence[Mapping[str, Organisation]], texts: Sequence[str]
) -> dict[str, Organisation]:
    """The bodies of several documents about one meeting by folded name, each with one code.

    A code that one of the texts uses wins; a name that begins only one longer name is short for it.

    Args:
        local: bodies that each document introduces, by folded name.
        texts: of the same documents.
    """
    bodies: dict[str, Organisation] = {}
    used: dict[str, bool] = {}
    for known in local:
        for key, body in known.items():
            if len(local) > 1 and _is_surname(body, texts):
                continue
            if body.side not in used:
                used[body.side] = any(is_called(body.side, text) for text in texts)
            best = bodies.get(key)
            if best is None or (used[body.side] and not used[best.side]):
                bodies[key] = body
    names = {_key(body.name): body for body in bodies.values() if body.source == "text"}
    return {
        key: body if body.source != "text" else _whole(key, body, names)
        for key, body in bodies.items()
    }


def _whole(key: str, body: Organisation, names: Mapping[str, Organisation]) -> Organisation:
    """The body with the only longer name that begins with `key`, else the best of its name."""
    longer = [name for name in names if name.startswith(f"{key} ")]
    if not longer and body.kind == "party":  # of which only roles tell: "the leader of the Front"
        longer = [name for name in names if name != key and key in name.split()]
    return names[longer[0]] if len(longer) == 1 else names.get(_key(body.name), body)


@lru_cache(N_REMEMBERED)
def _bare(name: str) -> str:
    """A name without article and possessive ending."""
    bare = _POSSESSIVE.sub("", name)
    return _ARTICLE.sub("", " ".join(bare.split()))


def _is_surname(body: Organisation, texts: Sequence[str]) -> bool:
    """Whether another document of the meeting has somebody of the one-word name of a body."""
    told_by_role = body.source == "text" and body.kind == "party" and " " not in body.name
    return told_by_role and any(is_surname(body.name, text) for text in texts)


@lru_cache(N_REMEMBERED)
def _key(name: str) -> str:
    return _bare(name).casefold()
