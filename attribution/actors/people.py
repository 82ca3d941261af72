"""People of the register by full name, by surname and by near spellings of either."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import chain
from typing import Final, NamedTuple

from rapidfuzz.distance import Levenshtein

from attribution.actors.folding import (
    Sounds,
    VowelClasses,
    name_words,
    names_words,
    plain,
    sound_key,
    vowel_class_key,
)
from attribution.actors.records import Actor
from attribution.actors.slavic import slavic_key

__all__ = ["People"]

MAX_NAME_CHARS: Final = 80
MAX_NAME_WORDS: Final = 8
N_FUZZY_CHARS: Final = 7
"""Surnames from this length on may differ by one letter; shorter ones by close vowels only."""
_PARTICLES: Final = frozenset(
    {"von", "van", "der", "den", "de", "la", "le", "da", "di", "del", "dos", "das", "bin",
     "ibn", "al", "el", "ter", "ten", "zu", "zur"}
)  # fmt: skip
_WHOLE: Final = frozenset({"bin", "ibn"})
"""Particles without which the rest is another name: bin Salman is not Salman."""


Words = tuple[str, ...]


class _Spelling(NamedTuple):
    """A surname of an actor, filed under given name and first letter of the surname."""

    surname: str
    actor: Actor


class People:
    """Index of actors; every lookup starts from a dictionary."""

    def __init__(self, actors: Iterable[Actor]) -> None:
        """Index names, aliases and surnames of `actors`."""
        self._by_name: dict[str, list[Actor]] = {}
        self._by_short_name: dict[str, list[Actor]] = {}
        self._by_surname: dict[str, list[Actor]] = {}
        self._slavic: dict[str, list[Actor]] = {}
        self._spelt: list[tuple[Words, Words, Actor]] = []
        listed = list(actors)
        words = names_words([name for actor in listed for name in (actor.name, *actor.aliases)])
        self._sounds = sounds = Sounds()
        sounds.learn(chain.from_iterable(words))
        at = 0
        for actor in listed:
            parts = _parts(words[at], actor)
            self._add_surname(parts[1], actor, sounds)
            self._add_name(words[at], parts, actor, sounds)
            at += 1
            for _ in actor.aliases:
                self._add_name(words[at], _parts(words[at], actor), actor, sounds)
                at += 1

    def _add_name(
        self, words: Words, parts: tuple[Words, Words], actor: Actor, sounds: Sounds
    ) -> None:
        key = sound_key(words, known=sounds)
        _append(self._by_name, key, actor)
        if len(words) == 1:
            _append(self._by_surname, key, actor)
            return
        given, surname = parts
        if not given or not surname:
            return
        if actor.family_first:
            _append(self._by_name, sound_key((*given, *surname), known=sounds), actor)
        elif len(given) == 2 and not _PARTICLES & set(given):
            for one in given:  # Recep Tayyip Erdogan is also called by either given name
                _append(self._by_short_name, sound_key((one, *surname), known=sounds), actor)
        self._spelt.append((given, surname, actor))

    @cached_property
    def _buckets(self) -> dict[str, list[_Spelling]]:
        """Spellings by given name, or initial, and first letter of the surname.

        Made when a name is first met that nobody bears as it is written.
        """
        buckets: dict[str, list[_Spelling]] = {}
        for given, surname, actor in self._spelt:
            _append(self._slavic, slavic_key(given, surname) or "", actor)
        sounds, classes = self._sounds, VowelClasses()
        for given, surname, actor in self._spelt:
            spelling = _Spelling(sound_key(surname, known=sounds), actor)
            near, initial = classes[sound_key(given, known=sounds)], given[0][:1]
            for key in (near,) if near == initial else (near, initial):
                buckets.setdefault(f"{key} {spelling.surname[:1]}", []).append(spelling)
        self._spelt, self._sounds = [], Sounds()
        return buckets

    def _add_surname(self, surname: Words, actor: Actor, sounds: Sounds) -> None:
        if not surname:
            return
        _append(self._by_surname, sound_key(surname, known=sounds), actor)
        if len(surname) > 1 and surname[0] in _PARTICLES - _WHOLE:
            _append(self._by_surname, sound_key(surname[-1:], known=sounds), actor)

    def named(self, mention: str) -> tuple[Actor, ...]:
        """Actors whose full name or alias `mention` is, in one of its spellings."""
        words = _words_of(mention)
        if not words:
            return ()
        key = sound_key(words)
        found = self._by_name.get(key) or self._by_short_name.get(key)
        if found is None and len(words) > 1:
            near = list(self._near(words))
            found = near or self._slavic.get(slavic_key(words[:-1], words[-1:]) or "")
        return tuple(found or ())

    def with_surname(self, mention: str) -> tuple[Actor, ...]:
        """Actors with that surname or one-word alias."""
        words = _words_of(mention)
        return tuple(self._by_surname.get(sound_key(words), ())) if words else ()

    def _near(self, words: tuple[str, ...]) -> Iterator[Actor]:
        """Actors whose given names agree, or whose initial it is, and whose surname is close."""
        seen: set[str] = set()
        for given_words, surname_words in ((words[:-1], words[-1:]), (words[1:], words[:1])):
            given, surname = vowel_class_key(sound_key(given_words)), sound_key(surname_words)
            if len(given) == 1:
                given = given_words[0]
            for spelling in self._buckets.get(f"{given} {surname[:1]}", ()):
                if spelling.actor.id not in seen and _close(surname, spelling.surname):
                    seen.add(spelling.actor.id)
                    yield spelling.actor


def _append(index: dict[str, list[Actor]], key: str, actor: Actor) -> None:
    actors = index.get(key)
    if actors is None:
        if key:
            index[key] = [actor]
    elif actors[-1] is not actor:  # all names of one actor are added together
        actors.append(actor)


def _words_of(mention: str) -> tuple[str, ...]:
    """Folded words of something that may be a name; none for long or lower-case text."""
    if not 1 < len(mention) <= MAX_NAME_CHARS or mention.islower():
        return ()
    words = name_words(mention)
    return words if len(words) <= MAX_NAME_WORDS else ()


def _parts(words: tuple[str, ...], actor: Actor) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Given names and surname of one of the actor's names."""
    if actor.surname:
        surname = name_words(plain(actor.surname))
        n_words = len(surname)
        if words[-n_words:] == surname:
            return words[:-n_words], surname
        if words[:n_words] == surname:
            return words[n_words:], surname
    if len(words) < 2:
        return (), words
    if len(words) == 2 and not actor.family_first:
        return words[:1], words[1:]
    if actor.family_first:
        return words[1:], words[:1]
    start = len(words) - 1
    while start > 1 and words[start - 1] in _PARTICLES:
        start -= 1
    return words[:start], words[start:]


def _close(surname: str, other: str) -> bool:
    if min(len(surname), len(other)) < 4:
        return surname == other
    if vowel_class_key(surname) == vowel_class_key(other):
        return True
    if min(len(surname), len(other)) < N_FUZZY_CHARS:
        return False
    return Levenshtein.distance(surname, other, score_cutoff=1) <= 1
