"""Descriptions that fit only one of those named before: "the treasury secretary"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final

from attribution.records import MEDIA, SpeakerKind
from attribution.speakers.bodyindex import BODY_NOUNS
from attribution.speakers.candidates import Candidate, Said
from attribution.speakers.casting import Person
from attribution.speakers.mentions import ROLE_NOUNS, UPPER, Mention
from attribution.speakers.offices import is_office, office_in
from attribution.speakers.scene import Scene

__all__ = [
    "ANY_BODY", "last_body", "only_fitting", "opposite_of", "person_called", "said_as",
    "same_unnamed", "seat_holder", "without_owner",
]  # fmt: skip

ANY_BODY: Final = frozenset({"body", "agency", "organisation", "organization", "institution"})
"""Nouns that many sorts of bodies may be called by."""
N_BODY_CHARS: Final = 600
"""How far back such a noun finds a body."""
_HEAD_END: Final = re.compile(r",|\s(?:who|which|that)\s")
_ARTICLE: Final = re.compile(r"^(?:the|this|that)\s+", re.IGNORECASE)
_OF_SOMETHING: Final = re.compile(r"\s(?:of|for|to|in|at)\s+(?:the\s+)?[A-ZÀ-Þ]")
_LAWMAKER: Final = re.compile(
    r"^the\s+(?:deputy|lawmaker|legislator|parliamentarian|congressman|congresswoman)$",
    re.IGNORECASE,
)
_OF_PARLIAMENT: Final = re.compile(
    r"\b(?:parliament|national assembly|senate|congress|rada|duma|knesset|bundestag|"
    r"chamber of deputies|house of (?:representatives|commons|lords)|"
    r"legislat\w+|(?<!deputy )speaker|senator|majlis)\b"
)
"""Words for somebody who sits in a parliament."""
_PLACE: Final = rf"(?P<place>[{UPPER}][\w’'.\-]*(?:\s+(?:and\s+)?[{UPPER}][\w’'.\-]*){{0,3}})"
_SITTING: Final = (
    r"(?:MP|MEP|MSP|MLA|MHA|TD|[Ss]enator|[Cc]ongress(?:wo)?man|[Ll]awmaker|[Ll]egislator|"
    r"[Rr]epresentative|Democrat|Republican|[Mm]ember\s+of\s+(?:[Pp]arliament|[Cc]ongress))"
)
_SEAT: Final = re.compile(rf"^[Tt]he\s+(?:[a-z\-]+\s+)?{_PLACE}\s+{_SITTING}$")
"""`the Lower Strand MP`, `the veteran Vermont senator`."""
_SEAT_FOR: Final = re.compile(
    rf"^[Tt]he\s+(?:[a-z\-]+\s+)?{_SITTING}\s+(?:for|from|of|representing)\s+(?:the\s+)?{_PLACE}$"
)
"""`the MP for Lower Strand`, `the senator from Vermont`."""
_SITS: Final = re.compile(
    r"\b(?:mp|mep|msp|mla|td|member|senat\w+|congress\w*|lawmaker|legislator|parliament\w*|"
    r"representative|seat|democrat\w*|republican|deputy)\b"
)
_OF_ANOTHER: Final = re.compile(
    r"\b(?P<role>spokes\w+|aides?|advis[eo]r|assistant|ally|deputy|successor|predecessor)\s+"
    r"(?:for|to|of)\s+[^,.;]*"
)
"""Whom somebody works for: "Peskov, spokesman for President Putin" is no president."""
_OWNING: Final = re.compile(
    rf"\b(?:{'|'.join(sorted(ROLE_NOUNS))})['’]s\s+(?=[a-z])", re.IGNORECASE
)
"""Whose somebody is: "the minister's secretary" is no minister."""
_PAPERS: Final = frozenset({"statement", "readout", "communique"})
_SAME: Final = re.compile(r"^the\s+same\s+(?:[a-z\-]+\s+)?(?P<head>[a-z\-]+)\b", re.IGNORECASE)
_LEADING: Final = frozenset("chief head leader boss president chairman chairwoman chair".split())
"""Nouns for whoever leads a body."""
_OTHERS: Final = r"(?<!deputy )(?<!vice )(?<!assistant )(?<!former )(?<!ex-)(?<!under )(?<!under-)"
"""Before an office, it is another one."""


def only_fitting(
    mention: Mention,
    candidates: Sequence[Candidate],
    told_of: Callable[[Candidate], str],
    *,
    since: int = 0,
) -> Candidate | None:
    """Whom alone a description fits, of those who spoke or were named before; else None.

    Args:
        mention: a description of one person.
        candidates: who may be meant.
        told_of: what text and register say of somebody, lower-case.
        since: where the paragraph begins; of several whom the description fits it means the
            only one named or heard there.
    """
    here = [one for one in candidates if one.last >= 0 and one.speaker.kind is SpeakerKind.PERSON]
    phrase = _ARTICLE.sub("", _HEAD_END.split(mention.text)[0]).lower()
    if _OF_SOMETHING.search(mention.text):
        return None
    held = office_in(phrase) if is_office(phrase) else None
    if held is not None:
        holders = [one for one in here if is_office(one.speaker.role or "", held)]
        return _top_of(holders) if phrase.endswith("diplomat") else _only(holders, since)
    if _LAWMAKER.match(mention.text):
        head = phrase.rpartition(" ")[2]
        called = [one for one in here if re.search(rf"\b{head}\b(?!\s+[a-z])", told_of(one))]
        return None if called else _last([o for o in here if _OF_PARLIAMENT.search(told_of(o))])
    if " " not in phrase or phrase.rpartition(" ")[2] not in ROLE_NOUNS:
        return None
    is_plain = mention.text[1:].partition(",")[0].islower()
    called_so = re.compile(rf"{_OTHERS}\b{re.escape(phrase)}\b")
    words = set(re.findall(r"[\w\-]+", phrase))
    also = [o for o in here if words <= set(re.findall(r"[\w\-]+", told_of(o)))]
    if also and called_so.search(told_of(also[0])):
        return _only(also, since)
    return (
        None
        if also or not is_plain
        else _only([o for o in here if _heads(phrase, told_of(o))], since)
    )


def seat_holder(
    mention: Mention,
    candidates: Sequence[Candidate],
    told_of: Callable[[Candidate], str],
    *,
    since: int,
) -> Candidate | None:
    """Who sits for the place that a description names: "the Lower Strand MP"; else None.

    That is whom text or register call so, else the only person of the paragraph.

    Args:
        mention: a description of one person, which names no side.
        candidates: who may be meant.
        told_of: what text and register say of somebody, lower-case.
        since: where the paragraph begins.
    """
    match = _SEAT.match(mention.text) or _SEAT_FOR.match(mention.text)
    if match is None:
        return None
    here = [one for one in candidates if one.last >= 0 and one.speaker.kind is SpeakerKind.PERSON]
    place = re.compile(rf"\b{re.escape(match['place'].lower())}\b")
    called = [one for one in here if place.search(told_of(one)) and _SITS.search(told_of(one))]
    return _only(called) or _only([one for one in here if one.last >= since])


def _heads(phrase: str, told: str) -> bool:
    """Whether somebody heads what a description names: "the council chief" its chairman."""
    *of_what, head = phrase.split()
    if head not in _LEADING or len(of_what) != 1 or of_what[0] not in BODY_NOUNS:
        return False
    words = "|".join(sorted(_LEADING - {"chair"}))
    body = re.escape(of_what[0])
    return re.search(
        rf"{_OTHERS}\b(?:{words})\s+of\s+(?:the\s+)?(?:[\w\-]+\s+){{0,4}}?{body}\b|"
        rf"\b{body}(?:['’]s)?\s+{_OTHERS}(?:{words})\b", told,
    ) is not None  # fmt: skip


def person_called(scene: Scene, mention: Mention, head: str, at: int) -> Person | None:
    """Who is called so in the text, those named before first; a deputy minister is no minister.

    Args:
        scene: the document.
        mention: "the minister".
        head: its noun, lower-case.
        at: its first code point.
    """
    if "-" in head:  # of which a text names several: "the secretary-general"
        return None
    people = list(scene.cast)[::-1]
    people.sort(key=lambda person: min(person.places) > at)
    is_deputy = re.search(r"\b(?:deputy|vice)\b", mention.text.lower()) is not None
    own = "" if is_deputy else "(?<!deputy )(?<!vice )"
    called = re.compile(rf"{own}(?<![\w\-]){re.escape(head)}(?![\w\-])")
    for person in (*people, *scene.cast.elsewhere):
        agrees = not (mention.gender and person.gender) or person.gender == mention.gender
        if agrees and called.search(without_owner(person.described)):
            return person
    return None


def without_owner(told: str) -> str:
    """What is told of somebody without whose one is: `secretary` of "the minister's secretary"."""
    return _OWNING.sub("", told)


def last_body(earlier: Iterable[Said], at: int) -> Said | None:
    """The last speaker near before `at`, if it is a body and no state or outlet: "the body".

    Args:
        earlier: mentions before, last first.
        at: first code point of the description.
    """
    said = next(iter(earlier), None)
    if said is None or at - said.at > N_BODY_CHARS or said.speaker.side == MEDIA:
        return None
    is_body = said.speaker.kind is SpeakerKind.ORGANISATION
    is_state = said.speaker.resolved_by.startswith("country or capital")
    return said if is_body and not is_state else None


def _only(fitting: Sequence[Candidate], since: int = 0) -> Candidate | None:
    near = [one for one in fitting if one.last >= since]
    for group in (near, fitting):
        if len({one.speaker.name for one in group}) == 1:
            return group[0]
    return None


def _top_of(holders: Sequence[Candidate]) -> Candidate | None:
    """The top diplomat: who spoke last, rather than a counterpart who was met."""
    return _last([one for one in holders if one.said is not None]) or _last(holders)


def _last(fitting: Sequence[Candidate]) -> Candidate | None:
    return max(fitting, key=lambda one: one.last, default=None)


def opposite_of(earlier: Iterable[Said]) -> Said | None:
    """Who spoke before the last person, for another side.

    Args:
        earlier: mentions before, last first.
    """
    people = (said for said in earlier if said.speaker.kind is SpeakerKind.PERSON)
    last = next(people, None)
    return last and next(
        (
            said for said in people
            if said.speaker.name != last.speaker.name and said.speaker.side != last.speaker.side
        ),
        None,
    )  # fmt: skip


def said_as(
    earlier: Iterable[Said], head: str, described_as: Callable[[str], str]
) -> Iterator[Said]:
    """Earlier speakers, last first, of whom the text or the register says `head`.

    Args:
        earlier: mentions before, last first.
        head: a noun, lower-case.
        described_as: what text and register say of the person of a name.
    """
    for said in earlier:
        known = (said.mention.text, said.speaker.role, said.speaker.organisation,
                 described_as(said.speaker.name))  # fmt: skip
        words = without_owner(" ".join(filter(None, known)).lower())
        described = _OF_ANOTHER.sub(r"\g<role>", words)
        is_paper = head in _PAPERS and said.speaker.kind is SpeakerKind.ORGANISATION
        if is_paper or re.search(rf"\b{re.escape(head)}\b", described):
            yield said


def same_unnamed(mention: Mention, earlier: Iterable[Said]) -> Said | None:
    """Whom `the same diplomat` means: the last unnamed speaker, one called so if there is one."""
    match = _SAME.match(mention.text)
    if match is None:
        return None
    unnamed = [said for said in earlier if said.speaker.kind is SpeakerKind.UNNAMED]
    called = (s for s in unnamed if match["head"].lower() in s.mention.text.lower())
    return next(called, unnamed[0] if unnamed else None)
