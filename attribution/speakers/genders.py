"""Whether a text speaks of somebody as he or she."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice, takewhile
from typing import Final

from attribution.speakers.mentions import places_of

__all__ = ["gender_told"]

N_AFTER_CHARS: Final = 220
"""How far behind a name its pronouns are looked for."""
_FEMALE_WORDS: Final = frozenset(
    "ms mrs miss madam madame lady spokeswoman chairwoman congresswoman councilwoman businesswoman "
    "policewoman alderwoman queen princess baroness duchess countess abbess nun sister mother "
    "grandmother daughter widow actress mayoress sheikha señora senhora frau compañera".split()
)
_MALE_WORDS: Final = frozenset(
    "mr sir lord spokesman chairman congressman businessman king prince baron duke brother father "
    "grandfather widower monsignor cardinal archpriest archimandrite abbot monk imam mullah "
    "ayatollah mufti sheikh emir sultan señor senhor monsieur herr compañero".split()
)
_PRONOUN: Final = re.compile(
    r"\b(?:(?P<male>he|him|his|himself)|(?P<female>she|her|hers|herself))\b", re.IGNORECASE
)
_TITLE: Final = re.compile(r"\bM(?:r|s|rs)\.? $")
N_PLACES: Final = 40
"""A name's first places in a text; more of them tell nothing new."""
_QUOTED: Final = re.compile(r"“[^”]*”|\"[^\"]*\"")
"""Who is he or she inside a quotation is somebody else."""
_OTHER_NAME: Final = re.compile(r"\b[A-ZÀ-Þ][\w’'\-]+ [A-ZÀ-Þ][\w’'\-]+")


def gender_told(
    name: str, contexts: Sequence[str], text: str, *, others: frozenset[str] = frozenset()
) -> str:
    """`male` or `female` by the words around a name and the pronouns behind it; empty if neither.

    Args:
        name: full name as written in `text`.
        contexts: titles and appositions of the name.
        text: of the document.
        others: surnames of other people, behind which pronouns are theirs.
    """
    surname = name.rpartition(" ")[2]
    places = list(islice(places_of(text, surname), N_PLACES))
    titles = [match[0] for at in places if (match := _TITLE.search(text, max(0, at - 5), at))]
    words = set(re.findall(r"[a-z]+", "\n".join((*contexts, *titles)).lower()))
    if words & _FEMALE_WORDS:
        return "female"
    if words & _MALE_WORDS:
        return "male"
    n_male = n_female = 0
    for at in places:
        end = at + len(surname)
        paragraph = text[end : end + N_AFTER_CHARS].partition("\n\n")[0]
        # Pronouns behind somebody else's name may be theirs.
        after = _OTHER_NAME.split(_QUOTED.sub(" ", paragraph), maxsplit=1)[0]
        if others:
            parts = re.split(r"(\W+)", after)
            after = "".join(takewhile(lambda part: part not in others, parts))
        for pronoun in _PRONOUN.finditer(after):
            n_male += bool(pronoun["male"])
            n_female += bool(pronoun["female"])
    if max(n_male, n_female) < 2 * min(n_male, n_female) or n_male == n_female:
        return ""
    return "male" if n_male > n_female else "female"
