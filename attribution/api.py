"""The Python interface: extract, analyse, compare with the packaged models."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from attribution.comparing import RelationScorer, compare_claims, with_changes
from attribution.pipeline import Analyser, extract_attributions
from attribution.records import Attribution, Claim, Comparison, Document, Meeting
from attribution.sidesets import view_meeting

__all__ = ["analyse", "compare", "extract"]


@cache
def _analyser() -> Analyser:
    """The packaged models and register, loaded at the first call and kept."""
    return Analyser.load()


def extract(text: str) -> list[Attribution]:
    """The attributions of a text, in offsets of the text as given.

    Args:
        text: of an article, clean or as scraped; teasers and adverts are left out.

    Raises:
        ModelError: if the packaged weights are damaged.
    """
    analyser = _analyser()
    return extract_attributions([text], tagger=analyser.tagger, scorer=analyser.scorer)[0]


def analyse(document: Document) -> list[Claim]:
    """The claims of a document: statements with speaker, side, stance, act and date.

    Args:
        document: `Document.from_text(text, published=…)` or from `attribution.reading`.

    Returns:
        All of them, attitudes, nested ones and page furniture included and marked so.

    Raises:
        ModelError: if the packaged weights are damaged.
    """
    return _analyser().analyse([document])[0]


def compare(claims: Sequence[Claim], *, meeting: Meeting | None = None) -> Comparison:
    """The sides' versions of one meeting next to each other.

    Args:
        claims: from any number of documents about it.
        meeting: its name and, where they should not be found, the sides to compare or a side set.

    Raises:
        ModelError: if the packaged weights are damaged.
    """
    about = meeting or Meeting(name="All documents")
    viewed = view_meeting(claims, about)
    model = _analyser().claim_model
    return with_changes(
        compare_claims(viewed, meeting=about, model=model, scorer=RelationScorer.load()), model
    )
