"""Reading on several threads changes nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from attribution.claimencoder import ClaimModel, ClaimScores
from attribution.pipeline import Analyser
from attribution.records import Document, DocumentKind

ARTICLE = (
    "Talks between Lima and Quito ended on Friday. Peru's foreign minister, Ada Lund, said that "
    "the border would open in May. “We were not asked,” an Ecuadorean official told reporters."
)
READOUT = (
    "Ministry of Foreign Affairs of Peru\n\nThe minister received the ambassador of Ecuador. She "
    "stressed that Peru regrets the closure of the border. Both sides agreed to meet again in June."
)


class Refusing:
    """A claim encoder that cannot read."""

    def claims(self, items: object) -> ClaimScores:
        """Never succeeds."""
        raise MemoryError(str(items)[:10])

    pairs = matters = claims


def documents() -> list[Document]:
    """Two articles with a readout between them."""
    day = date(2025, 3, 2)
    readout = Document.from_text(READOUT, published=day)
    return [
        Document.from_text(ARTICLE, published=day),
        replace(readout, kind=DocumentKind.READOUT, issuer="Ministry of Foreign Affairs of Peru"),
        Document.from_text(f"{ARTICLE} Rain fell.", published=day),
    ]


def test_claims_read_beside_the_speakers_are_the_same(analyser: Analyser) -> None:
    """Of articles and readouts, each with its own readings."""
    alone = replace(analyser, n_threads=1).analyse(documents())
    assert [len(claims) > 1 for claims in alone] == [True, True, True]
    assert replace(analyser, n_threads=2).analyse(documents()) == alone
    assert [replace(analyser, n_threads=2).analyse([one])[0] for one in documents()] == alone
    assert replace(analyser, n_threads=2).analyse([]) == []


def test_failure_beside_the_speakers_is_raised(analyser: Analyser) -> None:
    """What goes wrong on the other thread is not lost."""
    refusing: ClaimModel = Refusing()  # type: ignore[assignment]
    with pytest.raises(MemoryError):
        replace(analyser, n_threads=2, claim_model=refusing).analyse(documents())
