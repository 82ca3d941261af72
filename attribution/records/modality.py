"""Polarity and modality of a claim: negated or not; actual, future, possible or conditional.

Read off the words, as users read them: a `deny` says that something is not so, a negated `assert`
that something did not happen.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Final

__all__ = ["Modality", "Polarity", "modality_of", "polarity_of"]


class Polarity(StrEnum):
    """Whether the main statement is negated."""

    AFFIRMED = "affirmed"
    NEGATED = "negated"


class Modality(StrEnum):
    """How the statement relates to the facts."""

    ACTUAL = "actual"
    FUTURE = "future"
    POSSIBLE = "possible"
    CONDITIONAL = "conditional"


# Patterns are of small letters: texts are lowered, which halves the time of ignoring case.
N_HEAD_WORDS: Final = 14
"""A negation further behind belongs to another clause."""
_CLAUSE_END: Final = re.compile(
    r"[.;:!?]|,?\s+\b(?:because|although|though|while|whereas|but|who|which|since|after|before)\b"
)
_NEGATION: Final = re.compile(
    r"\b(?:not(?! (?:only|just|merely|least))|never|no(?! doubt| longer than)|neither|none|nobody|"
    r"nothing|cannot|without)\b|n[’']t\b|\b(?:did|does|do|is|was|were|has|have|had|would|could|ca|"
    r"wo)nt\b",
)
_DOUBLE: Final = re.compile(
    r"\b(?:not|n[’']t|never|cannot)\s+(?:\w+\s+)?(?:rul\w+ out|exclud\w+|deny|denied|dispute|"
    r"object|oppose|without)\b",
)
_CONDITION: Final = re.compile(
    r"\b(?:if|unless|provided(?: that)?|on condition|as long as|only (?:when|once|after)|"
    r"in case|otherwise|even if|assuming)\b",
)
_POSSIBLE: Final = re.compile(
    r"\b(?:may|might|could|perhaps|possibly|possible that|consider(?:s|ed|ing)?|likely|"
    r"(?:not|never|n[’']t) rul\w+ out|not excluded?)\b",
)
_FUTURE: Final = re.compile(
    r"\b(?:will|shall|would|wo)\b|[’']ll\b|\b(?:plan|plans|planned|intend|intends|intended|hope|"
    r"hopes|expect|expects|expected|due|set|going|ready|about|vow\w*|pledg\w+|promis\w+) to\b",
)


def polarity_of(content: str) -> Polarity:
    """Whether the first clause of a content is negated; "has not ruled out" is not.

    Args:
        content: of a claim, as written.
    """
    head = " ".join(
        _CLAUSE_END.split(content.strip(" \"“”'‘’"), maxsplit=1)[0].split()[:N_HEAD_WORDS]
    ).lower()
    n = len(_NEGATION.findall(head)) - len(_DOUBLE.findall(head))
    return Polarity.NEGATED if n % 2 else Polarity.AFFIRMED


def modality_of(content: str) -> Modality:
    """How a content relates to the facts: the strongest sign in it decides.

    Args:
        content: of a claim, as written. In reported speech "would" is the future.
    """
    words = content.lower()
    if _CONDITION.search(words):
        return Modality.CONDITIONAL
    if _POSSIBLE.search(words):
        return Modality.POSSIBLE
    return Modality.FUTURE if _FUTURE.search(words) else Modality.ACTUAL
