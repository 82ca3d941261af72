"""Organisations and outlets by their names, and bodies of states by the pattern of theirs."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from attribution.actors.countries import Countries
from attribution.actors.folding import body_key, plain, strip_possessive
from attribution.actors.patterns import Body, body_of
from attribution.actors.records import Organisation

__all__ = ["Bodies", "Outlets"]

MAX_MENTION_CHARS: Final = 160
"""No name of a body is longer."""
_MAX_COUNTRY_WORDS: Final = 6
_SUPRANATIONAL: Final = frozenset({"EU", "UN", "NATO"})
_PARENTHESIS: Final = re.compile(r"\s*\([^()]*\)\s*$")
_POSTED: Final = re.compile(
    r"^(.*\b(?:embassy|mission|consulate|delegation)(?:\s+of\s+.+?)?)\s+(?:in|to|at)\s+(?:the\s+)?[A-Z].*$",
    re.IGNORECASE,
)
_OF: Final = re.compile(r"\s(?:of|for)\s(?=\S)")
_MEDIA_NOUNS: Final = frozenset(
    {"agency", "newspaper", "daily", "outlet", "broadcaster", "channel", "site", "website",
     "portal", "magazine", "television", "tv", "weekly", "network", "service", "station",
     "wire", "newswire", "tabloid", "paper", "publication", "radio"}
)  # fmt: skip
_MEDIA_ADJECTIVES: Final = frozenset(
    {"the", "a", "state", "official", "semi-official", "private", "independent", "local",
     "business", "national", "public", "news", "leading", "opposition", "pro-government",
     "liberal", "conservative", "financial", "online", "popular"}
)  # fmt: skip
_COMPOUND: Final = re.compile(
    r"[\w-]+-(?:run|owned|backed|affiliated|language|based|aligned|funded|controlled|linked)"
)
_INDIRECT: Final = frozenset({"to", "of", "for", "by", "with", "from", "at", "in", "and"})
_MEDIA_TAIL: Final = re.compile(
    r"\s+(?:state |official )?(?:news |press )?(?:agency|newspaper|daily|channel|television|tv|"
    r"broadcaster|website|site|magazine|network|radio|news|service|outlet|portal)$",
    re.IGNORECASE,
)


class _Names:
    """Organisations by folded name; short and one-word names also need their capitals."""

    def __init__(self) -> None:
        self._entries: dict[str, tuple[Organisation, str]] = {}

    def add(self, name: str, organisation: Organisation) -> None:
        self._entries.setdefault(body_key(name), (organisation, name))

    def find(self, mention: str) -> Organisation | None:
        """The organisation named so; `mention` is plain text without surrounding space."""
        entry = self._entries.get(body_key(mention))
        if entry is None:
            return None
        organisation, name = entry
        return organisation if _has_capitals_of(mention, name) else None

    def find_possessor(self, mention: str) -> Organisation | None:
        """The organisation of "Kremlins", which lost its apostrophe; "Unidos" is not UNIDO's."""
        entry = self._entries.get(body_key(mention[:-1]))
        if entry is None or (entry[1].replace(".", "").isupper() and not mention[:-1].isupper()):
            return None
        return self.find(mention[:-1])


def _has_capitals_of(mention: str, name: str) -> bool:
    """Whether a mention is no ordinary word that happens to spell a name (who, greens)."""
    words = re.sub(r"^the\s+", "", mention, flags=re.IGNORECASE)
    if " " in words.strip():
        return True
    letters = name.replace(".", "")
    if letters.isupper() and len(letters) <= 3:
        return words.replace(".", "").isupper()
    return not words[:1].islower() or name[:1].islower()


class Bodies:
    """Everything that speaks as a body and is no outlet."""

    def __init__(self, organisations: Iterable[Organisation], countries: Countries) -> None:
        """Index names, aliases and what they say in the pattern "Russian + foreign ministry"."""
        self._countries = countries
        self._names = _Names()
        self._of_state: dict[tuple[str, str], Organisation] = {}
        listed = [o for o in organisations if o.kind not in {"agency", "state"}]
        for organisation in listed:
            self._add(plain(organisation.name), organisation, is_own=True)
        for organisation in listed:
            for alias in organisation.aliases:
                name = plain(alias)
                own = name == plain(organisation.name) or organisation.side in _SUPRANATIONAL
                self._add(name, organisation, is_own=own)

    def _add(self, name: str, organisation: Organisation, *, is_own: bool) -> None:
        """File a plain name; a place's name only for the body that is named so itself."""
        if not is_own and self._is_place(name):
            return
        self._names.add(name, organisation)
        parsed = self._split_country(name)
        if parsed is None:
            return
        side, rest = parsed
        body = body_of(rest)
        if body is not None:
            self._of_state.setdefault((side, body.slug), organisation)
        elif " " in body_key(rest):
            self._of_state.setdefault((side, body_key(rest)), organisation)

    def _is_place(self, name: str) -> bool:
        return self._countries.side(name) is not None or (
            self._countries.capital_side(name) is not None
        )

    def find(self, mention: str) -> Organisation | None:
        """The organisation that the whole of `mention` names."""
        if not 1 < len(mention) <= MAX_MENTION_CHARS:
            return None
        whole = plain(mention).rstrip(" ,;:")
        text = _PARENTHESIS.sub("", strip_possessive(whole))
        # "McDonald's" and "Janata Dal (Secular)" are names themselves.
        found = self._names.find(whole) or self._names.find(text) or self._state_body(text)
        if found is None and (posted := _POSTED.match(text)):
            found = self._names.find(posted[1]) or self._state_body(posted[1])
        if found is None and len(text) > 4 and text.endswith("s") and text[:1].isupper():
            found = self._names.find_possessor(text)
        return found

    def _state_body(self, text: str) -> Organisation | None:
        parsed = self._split_country(text)
        if parsed is None:
            return None
        side, rest = parsed
        body = body_of(rest)
        listed = self._of_state.get((side, body.slug if body else body_key(rest)))
        if listed is not None or body is None:
            return listed
        return self._unlisted(side, body)

    def _unlisted(self, side: str, body: Body) -> Organisation:
        name = f"{self._countries.adjective(side)} {body.label}"
        if side == "US" and body.department:
            name = f"U.S. Department of {body.department}"
        return Organisation(
            id=f"{side.lower()}:{body.slug}", name=name, kind=body.kind, side=side,
            source="pattern of the name",
        )  # fmt: skip

    def _split_country(self, text: str) -> tuple[str, str] | None:
        """Side and the other words of "Russia's X", "Russian X" or "X of Russia", plain text."""
        words = text.split()
        for n_words in range(min(_MAX_COUNTRY_WORDS, len(words) - 1), 0, -1):
            side = self._countries.side_of_plain(" ".join(words[:n_words]))
            if side is not None:
                return side, " ".join(words[n_words:])
        for of in _OF.finditer(text):
            side = self._countries.side(text[of.end() :])
            if side is not None:
                return side, text[: of.start()]
        return None


class Outlets:
    """News agencies, newspapers, broadcasters and other media."""

    def __init__(self, organisations: Iterable[Organisation], countries: Countries) -> None:
        """Index the outlets among `organisations`."""
        self._countries = countries
        self._names = _Names()
        listed = [o for o in organisations if o.kind == "agency"]
        for organisation in listed:
            self._names.add(organisation.name, organisation)
        for organisation in listed:
            for alias in organisation.aliases:
                self._names.add(alias, organisation)

    def find(self, mention: str) -> Organisation | None:
        """The outlet that `mention` names, alone or behind what it is ("the daily Sabah")."""
        if not 1 < len(mention) <= MAX_MENTION_CHARS:
            return None
        text = _PARENTHESIS.sub("", strip_possessive(plain(mention).strip(" ,;:\"'“”«»")))
        for _ in range(3):
            found = self._described(text)
            if found is not None:
                return found
            shorter = _MEDIA_TAIL.sub("", text)
            if shorter == text:
                return None
            text = shorter
        return None

    def _described(self, text: str) -> Organisation | None:
        words = text.split()
        for start in range(len(words)):
            before, name = words[:start], " ".join(words[start:])
            found = self._names.find(name) if name[:1].isupper() or not before else None
            if found is not None:
                return found if self._is_description(before) else None
        return None

    def _is_description(self, words: list[str]) -> bool:
        lowered = [word.lower().strip(",") for word in words]
        if not words or not _INDIRECT.isdisjoint(lowered):
            return not words
        if lowered[-1] in _MEDIA_NOUNS:
            return True
        rest = " ".join(w for w, low in zip(words, lowered, strict=True) if not _describes(low))
        return not rest or self._countries.side(rest) is not None


def _describes(word: str) -> bool:
    known = word in _MEDIA_ADJECTIVES or word in _MEDIA_NOUNS
    return known or _COMPOUND.fullmatch(word) is not None
