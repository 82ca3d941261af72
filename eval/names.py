"""Whether a predicted speaker or side is the gold one, however each is spelt."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from attribution.actors import Register
from attribution.letters import bare_letters
from attribution.reading.dossiers import GoldClaim
from attribution.records import Claim, SpeakerKind
from attribution.speakers.codes import is_own_code

_GOVERNMENT: Final = re.compile(
    r"^(?:the )?(?:government of (?:the )?)?(.+?)(?: government)?$", re.IGNORECASE
)


def fold(name: str) -> str:
    """A name without accents, case, punctuation, titles' articles and doubled spaces."""
    plain = bare_letters(name.replace("U.S.", "US").replace("U.N.", "UN")).casefold()
    plain = re.sub(r"['’]s?\b", "", plain)
    # "A." is an initial, "a" an article.
    plain = re.sub(r"\b(?:the|an?)\b(?!\.)", "", plain)
    return " ".join(re.findall(r"\w+", plain))


def same_name(a: str, b: str) -> bool:
    """Whether two folded names agree, counting an initial as its name."""
    first, second = fold(a).split(), fold(b).split()
    if not first or not second:
        return False
    if first == second:
        return True
    if first[-1] != second[-1] or min(len(first), len(second)) < 2:
        return False
    given_a, given_b = first[0], second[0]
    return given_a[0] == given_b[0] and 1 in {len(given_a), len(given_b)}


def speaker_is_right(gold: GoldClaim, claim: Claim, register: Register) -> bool:
    """Whether the predicted speaker is the gold one, by name or, for bodies, organisation."""
    speaker = claim.speaker
    if same_name(speaker.name, gold.speaker) or _same_entry(gold.speaker, speaker.name, register):
        return True
    if speaker.kind is SpeakerKind.UNNAMED and _begins_alike(gold.speaker, speaker.name):
        return True
    if speaker.kind is SpeakerKind.PERSON or register.people_named(gold.speaker):
        return False
    if _same_state(gold.speaker, speaker.name, register):
        return True
    return any(
        same_name(mine, gold.org) for mine in (speaker.name, speaker.organisation) if mine
    ) and bool(gold.org)


def _same_entry(gold: str, name: str, register: Register) -> bool:
    """Whether the register knows both names as one person or one body."""
    known = {actor.id for actor in register.people_named(gold)}
    if known & {actor.id for actor in register.people_named(name)}:
        return True
    first, second = register.organisation(gold), register.organisation(name)
    return first is not None and second is not None and first.id == second.id


def _begins_alike(gold: str, name: str) -> bool:
    """Whether one unnamed mention is the other with more words behind: "…, who asked …"."""
    short, long = sorted((fold(gold), fold(name)), key=len)
    return len(short.split()) > 1 and long.startswith(short + " ")


def _same_state(gold: str, name: str, register: Register) -> bool:
    """Whether both mean one state or its government: "Finland", "the Finnish Government"."""
    sides = [
        register.country_side(match[1])
        for match in map(_GOVERNMENT.match, (gold, name)) if match
    ]  # fmt: skip
    return len(sides) == 2 and sides[0] is not None and sides[0] == sides[1]


def sides_right(pairs: Sequence[tuple[str, str]], register: Register) -> list[bool]:
    """Whether the side of each found claim of a dossier, as (gold, predicted), is right.

    The code of a company, union or party is the annotator's choice: such
    codes are matched with ours one to one, those that meet most often first, and count as right
    where they meet.
    """
    met = Counter(
        (g, p) for g, p in pairs if g != p and is_own_code(g, register) and is_own_code(p, register)
    )
    exact = {g for g, p in pairs if g == p}
    ours: dict[str, str] = {}
    for (gold, predicted), _ in sorted(met.items(), key=lambda item: (-item[1], item[0])):
        if gold not in exact | set(ours.values()) and predicted not in ours:
            ours[predicted] = gold
    return [g == p or ours.get(p) == g for g, p in pairs]
