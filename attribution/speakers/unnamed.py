"""Sources without a name of their own: officials, spokespeople, ministries, lawmakers."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from attribution.actors.patterns import DOMAIN_WORDS
from attribution.records import JOINT, UNKNOWN, Speaker, SpeakerKind
from attribution.speakers.affiliation import (
    STATE_NOUNS,
    Affiliation,
    affiliation_of,
    sides_in,
)
from attribution.speakers.antecedents import Antecedents
from attribution.speakers.bareoffices import bare_office, is_american, state_told
from attribution.speakers.bodyindex import BODY_NOUNS
from attribution.speakers.collectives import joint_speaker
from attribution.speakers.descriptions import is_definite
from attribution.speakers.mentions import (
    OWNED_NOUNS,
    ROLE_NOUNS,
    UPPER,
    Mention,
    MentionKind,
)
from attribution.speakers.outsiders import knows_only
from attribution.speakers.ownoffices import office_of
from attribution.speakers.pointed import OF_NO_SIDE, for_nobody
from attribution.speakers.rolewords import LAYMEN
from attribution.speakers.scene import Scene
from attribution.speakers.statebodies import NO_DOMAIN, domain_in, ministry_of, state_body
from attribution.speakers.surroundings import company_of, is_of_company

__all__ = ["read_unknown_name", "read_unnamed"]

_EMPLOYER: Final = re.compile(
    r"\b(?:for|of|at|from|in|with|to)\s+(?:the|its|their)\s+(?:\w+\s+)?(?P<body>[a-z]+)\b"
)
_EMPLOYER_BEFORE: Final = re.compile(
    r"^(?:an?|the|one|another)?\s*(?P<body>[a-z]+)\s+[a-z]+(?:$|\s+(?:from|in|at|who)\b)",
    re.IGNORECASE,
)
_IN_TEAM: Final = re.compile(
    r"\b(?:in|of|from|with)\s+(?:the|its|their)\s+(?:[a-z\-]+\s+)?(?P<team>delegation|team)$"
)
_A_SPOKESMAN: Final = re.compile(r"^[Aa]\s+(?:government\s+)?spokes(?:man|woman|person)$")
_OWNED: Final = "|".join(sorted(OWNED_NOUNS))
_POSSESSOR: Final = re.compile(
    rf"(?P<owner>.+?)(?:['’]s|s['’]|s(?=\s+(?:{_OWNED})\b))\s+(?P<owned>\w+)"
)
_HIS: Final = re.compile(
    r"^(?P<owner>his|her)\s+(?:[a-z\-]+\s+){0,2}?(?P<owned>office|ministry|department|agency|"
    r"party|union|company|federation|league|lawyers?|team|delegation|government|aides?|staff|"
    r"spokes\w+|deputy|committee|council|forum|side)\b",
    re.IGNORECASE,
)
_BODIES_OWNED: Final = frozenset(
    "office ministry department company union party federation league committee council forum "
    "government agency".split()
)
"""What somebody heads: "Wang's ministry" is the ministry that Wang belongs to."""
_ITS: Final = re.compile(
    r"\b(?:of|to|for|from)\s+(?P<pronoun>its|their)\s|^(?P<leading>its|their)\s", re.IGNORECASE
)
_FOREIGN_NAME: Final = re.compile(
    rf"(?<=\s)(?!(?:Ministry|Department)\b)[{UPPER}]\w+\b"
    r"(?!\s+(?:[A-Z]\w+\s+)*(?:[Pp]arty|[Mm]inistry|[Dd]epartment)\b)"
)
"""A name inside a mention, of a party or ministry aside: it may be another side's."""
_MINISTRY_OF: Final = re.compile(
    rf"\b(?:Ministry|Department)\s+(?:of|for)\s+(?:the\s+)?(?:{DOMAIN_WORDS})\b", re.IGNORECASE
)
"""A ministry with what it is for, in capitals."""
_PLACE_FIRST: Final = re.compile(rf"^(?:[{UPPER}]\w+,?\s+)?(?:an?|the)\s+", re.IGNORECASE)
_RELATIVE: Final = re.compile(r",?\s+(?:who|which|that)\b")
_CLAUSE: Final = re.compile(r",?\s+(?:who|which|that)$")
_AFTER: Final = re.compile(
    r",\s+(?=(?:who|which|whose|all|both|the|an?|one|not|speaking|citing|published|quoted|asking|requesting|"
    r"[a-z]+ed)\b)"
)
"""Where what tells more of an unnamed source begins: ", the group of states that …"."""
_OUTSIDER: Final = re.compile(
    r"^(?:an?\s+|one\s+|two\s+)?(?:person|people|source|sources)\b.*\b(?:close to|familiar with)\b",
    re.IGNORECASE,
)
"""Somebody who knows of the talks: whose side is not told."""
_FROM_AFAR: Final = re.compile(
    r"\b(?:Western|European|Arab|African|Asian|Gulf|Nordic|Balkan|Latin American|foreign|"
    r"regional)\s+"
    r"(?:[a-z]+\s+)?(?:diplomats?|envoys?|ambassadors?)\b|"
    r"\b(?:Western|European|Arab|African|Asian|Gulf)\s+(?:[a-z]+\s+)?officials?\b"
)
"""A diplomat of an untold state, wherever posted: "a European diplomat in Norvik"."""
_POSTED: Final = re.compile(
    r"^(?:[Aa]n?|[Oo]ne|[Tt]wo|[Tt]hree|[Ss]everal|[Tt]he)\s+(?:[a-z\-]+\s+)?"
    r"(?:diplomats?|envoys?|ambassadors?)\s+(?:based\s+|posted\s+)?in\s"
)
"""A diplomat of whom only the post is told, which is another state's capital."""
_INFORMED: Final = re.compile(
    r"^(?:[Aa]n?|[Oo]ne|[Tt]wo|[Tt]hree|[Ss]everal)\s+(?:[a-z\-]+\s+)?(?:diplomats?|officials?)\s+"
    r"(?:\w+\s+)?(?:briefed\s+on|familiar\s+with|with\s+knowledge\s+of)\s"
)
"""Somebody of whom only what they know of is told: "a diplomat briefed on the Norlandic plan"."""
_HEAD_END: Final = re.compile(r"\s(?:of|in|at|for|from|with|who|which|that|close)\s|,")
_PRESS_SEAT: Final = re.compile(r"(?<=\bpress\soffice)\s+(?:in|at)\s.*$")
"""Where a press office sits, which is no part of its name."""
_MINISTRY: Final = re.compile(
    rf"\b(?:{DOMAIN_WORDS})\s+minist(?:ry|er)\b|\bministry\s+(?:of|for)\s+(?:{DOMAIN_WORDS})\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Reading:
    """A mention with its place and what its own words say."""

    mention: Mention
    at: int
    words: frozenset[str]
    affiliation: Affiliation
    sides: tuple[str, ...]

    @property
    def kind(self) -> SpeakerKind:
        if self.mention.number == "plural":
            return SpeakerKind.GROUP
        is_body = self.words & BODY_NOUNS and not self.words & ROLE_NOUNS
        return SpeakerKind.ORGANISATION if is_body else SpeakerKind.UNNAMED

    @property
    def name(self) -> str:
        bare = _AFTER.split(_CLAUSE.sub("", _PLACE_FIRST.sub("", self.mention.text)))[0]
        return bare[:1].upper() + bare[1:]


def read_unknown_name(scene: Scene, mention: Mention) -> Speaker:
    """Somebody whom neither the register nor the rest of the text knows."""
    affiliation = affiliation_of(mention.text.replace(mention.name, " "), scene.register)
    side = UNKNOWN if affiliation.is_former else affiliation.side or UNKNOWN
    return Speaker(
        name=mention.name, kind=SpeakerKind.PERSON, side=side,
        organisation=affiliation.organisation or _side_name(scene, side),
        role=_role(mention), resolved_by="words of the mention",
        confidence=0.7 if side != UNKNOWN else 0.3,
    )  # fmt: skip


def read_unnamed(scene: Scene, mention: Mention, at: int, *, earlier: Antecedents) -> Speaker:
    """`a senior U.S. official`, `Rubio's spokesman`, `the ministry in Yerevan`.

    Args:
        scene: the document.
        mention: a nominal that points to nobody who spoke before.
        at: its first code point.
        earlier: who spoke before, for "a spokesman for the movement".
    """
    reading = _Reading(
        mention,
        at,
        frozenset(re.findall(r"[\w\-]+", _RELATIVE.split(mention.text.lower())[0])),
        affiliation_of(mention.text, scene.register),
        tuple(sides_in(mention.text, scene.register)),
    )
    together = re.search(r"\band\b|,", mention.text) is not None
    if len(reading.sides) > 1 and together and reading.kind is SpeakerKind.GROUP:
        return replace(joint_speaker(scene, mention, at), name=reading.name, side=JOINT)
    office = _of_no_side(scene, reading) or bare_office(scene, mention, at, earlier)
    if office is not None:
        return office
    if reading.affiliation.side is None:
        owner = _possessor(scene, reading, earlier)
        if owner is not None:
            return owner
    side = _told_side(reading)
    if side == UNKNOWN and is_american(scene, mention):
        side = "US"
    return (
        _body_of_side(scene, reading, side)
        or (_of_company(scene, reading) if side == UNKNOWN else None)
        or (_employer(scene, reading, earlier) if side == UNKNOWN else None)
        or (_of_scene(scene, reading, earlier) if side == UNKNOWN else None)
        or _by_its_words(scene, reading, side)
    )


def _of_no_side(scene: Scene, reading: _Reading) -> Speaker | None:
    """Who only knows of the talks, looks on, was in office once or is a layman."""
    text, is_employed = reading.mention.text, reading.affiliation.organisation is not None
    if knows_only(text):
        return for_nobody(_by_its_words(scene, reading, UNKNOWN))
    if _FROM_AFAR.search(text) and not is_employed:
        return replace(_by_its_words(scene, reading, UNKNOWN), resolved_by=OF_NO_SIDE)
    is_layman = reading.words & LAYMEN and not is_employed
    is_outside = any(p.search(text) for p in (_OUTSIDER, _POSTED, _INFORMED))
    if reading.affiliation.is_former or is_layman or is_outside:
        return _by_its_words(scene, reading, UNKNOWN)
    return None


def _told_side(reading: _Reading) -> str:
    if reading.affiliation.side:
        return reading.affiliation.side
    return reading.sides[0] if len(reading.sides) == 1 else UNKNOWN


def _by_its_words(scene: Scene, reading: _Reading, side: str) -> Speaker:
    told = None if side == UNKNOWN else reading.affiliation.organisation
    speaker = Speaker(
        name=reading.name, kind=reading.kind, side=side, role=_role(reading.mention),
        organisation=told or _side_name(scene, side), resolved_by="words of the mention",
        confidence=0.8 if side != UNKNOWN else 0.3,
    )  # fmt: skip
    return for_nobody(speaker) if reading.affiliation.side == UNKNOWN else speaker


def _of_company(scene: Scene, reading: _Reading) -> Speaker | None:
    """`A top executive`: of the company that the sentence is about."""
    if not is_of_company(reading.mention.text):
        return None
    company = company_of(scene.text, reading.at, scene.bodies, scene.register)
    if company is None:
        return None
    body, is_only = company
    return Speaker(
        name=reading.name, kind=reading.kind, side=body.side, role=_role(reading.mention),
        organisation=body.name, resolved_by=f"the company of the passage: {body.name}",
        confidence=0.65 if is_only else 0.45,
    )  # fmt: skip


def _of_scene(scene: Scene, reading: _Reading, earlier: Antecedents) -> Speaker | None:
    """A body or official of a state in a paragraph that has named one state only."""
    words = _MINISTRY_OF.sub("ministry", reading.mention.text)
    if not reading.words & STATE_NOUNS or _FOREIGN_NAME.search(words):
        return None
    side, by = state_told(scene, reading.mention.text, reading.at, earlier)
    if side is None:
        return None
    body = _body_of_side(scene, reading, side)
    speaker = body or _by_its_words(scene, reading, side)
    return replace(speaker, resolved_by=by, confidence=0.6 if side == scene.outlet_side else 0.45)


def _body_of_side(scene: Scene, reading: _Reading, side: str) -> Speaker | None:
    """`the ministry in Yerevan`: the last body of that kind and side, else its counterpart."""
    words = re.findall(r"[a-z]+", _HEAD_END.split(reading.mention.text.lower())[0])
    nouns = [word for word in words if word in ROLE_NOUNS | BODY_NOUNS]
    noun = nouns[-1] if nouns else ""
    if side == UNKNOWN or noun not in BODY_NOUNS:
        return None
    for by_name in (True, False):
        found = scene.bodies.last_before(reading.at, noun, side=side, by_name=by_name)
        if found is not None and not _is_of_other_domain(reading, noun, found):
            return found
    body = state_body(scene.register, side, reading.mention.text)
    if body is None and noun == "ministry" and _told_domain(reading, noun) is None:
        body = _ministry(scene, reading, side)
    bare = _PRESS_SEAT.sub("", reading.mention.text)
    return Speaker(
        name=body or bare, kind=SpeakerKind.ORGANISATION, side=side,
        organisation=body or scene.register.side_name(side), resolved_by="words of the mention",
        confidence=0.7,
    )  # fmt: skip


def _told_domain(reading: _Reading, noun: str) -> str | None:
    """What a mention says its ministry is for: `electricity`."""
    told = re.search(rf"(?<=\s)(?P<domain>[a-z]+)\s+{noun}\b", reading.mention.text)
    return None if told is None or told["domain"] in NO_DOMAIN else told["domain"]


def _is_of_other_domain(reading: _Reading, noun: str, body: Speaker) -> bool:
    """Whether a mention tells what its ministry is for, and the body is for something else."""
    domain = _told_domain(reading, noun)
    return domain is not None and domain not in body.name.lower()


def _ministry(scene: Scene, reading: _Reading, side: str) -> str | None:
    """The ministry of `side` of the sort the mention names, or that was named last."""
    domain = domain_in(reading.mention.text)
    if domain is None:
        named = [match.group() for match in _MINISTRY.finditer(scene.text, 0, reading.at)]
        domain = domain_in(named[-1]) if named else None
    return domain and state_body(scene.register, side, f"{domain} ministry")


def _employer(scene: Scene, reading: _Reading, earlier: Antecedents) -> Speaker | None:
    """Whom `a spokesman for the movement` or `an adviser to its commander` works for."""
    text = reading.mention.text
    match = _EMPLOYER.search(text) or _EMPLOYER_BEFORE.search(text)
    found = None
    if match is not None and match["body"].lower() in BODY_NOUNS:
        found = earlier.definite(scene.parse(f"the {match['body'].lower()}"), reading.at)
    its = _ITS.search(text)
    employer = found.speaker if found else None
    if employer is None:
        employer = _headed(scene, reading) or _of_subject(reading, earlier)
    if employer is None and its is not None:
        employer = earlier.owner(its["pronoun"] or its["leading"], reading.at)
    if employer is None:
        return None
    return replace(
        employer, name=reading.name, kind=reading.kind, role=_role(reading.mention),
        confidence=0.65,
    )  # fmt: skip


def _headed(scene: Scene, reading: _Reading) -> Speaker | None:
    """Whose `a source in the delegation` is: of whoever the text says heads it."""
    match = _IN_TEAM.search(reading.mention.text)
    if match is None:
        return None
    heads = re.compile(
        r"\b(?:(?:head|leader|chief|chairman|member)\s+of|who\s+(?:leads|led|heads|headed))\s+"
        rf"(?:the|its|their)\s+(?:[\w\-]+\s+)?{match['team']}\b"
    )
    before = [p for p in scene.cast if p.places and p.places[0] < reading.at]
    return next((p.speaker for p in reversed(before) if heads.search(p.described)), None)


def _of_subject(reading: _Reading, earlier: Antecedents) -> Speaker | None:
    """Whose `a spokesman` is where a body has just spoken: that one's."""
    return earlier.body_here(reading.at) if _A_SPOKESMAN.match(reading.mention.text) else None


def _possessor(scene: Scene, reading: _Reading, earlier: Antecedents) -> Speaker | None:
    """Who `Rubio's spokesman` or `the minister's aide` speaks for."""
    text = reading.mention.text
    match = _POSSESSOR.match(text) or _HIS.match(text)
    if match is None:
        return None
    if match.re is _HIS:
        owner = earlier.person_owning(match["owner"], reading.at)
    else:
        owner = _owner(scene, scene.parse(match["owner"]), reading.at, earlier)
    if owner is None:
        return None
    name, kind = reading.name, reading.kind
    if match["owned"].lower() in _BODIES_OWNED and match.end() == len(text):
        ministry = ministry_of(scene.register, owner)
        name, kind = ministry or owner.organisation or name, SpeakerKind.ORGANISATION
        if match["owned"].lower() == "office" and ministry is None:
            name = office_of(scene.register, owner, reading.name)
    return replace(
        owner, name=name, kind=kind, role=_role(reading.mention),
        resolved_by=f"possessor: {owner.name}", confidence=0.75,
    )  # fmt: skip


def _owner(scene: Scene, owner: Mention, at: int, earlier: Antecedents) -> Speaker | None:
    if owner.kind is MentionKind.NOMINAL and is_definite(owner):
        found = earlier.definite(owner, at)
        return None if found is None else found.speaker
    if owner.kind is not MentionKind.NAME:
        return None
    person = scene.cast.find(owner.name, owner.text)
    return None if person is None else person.speaker


def _side_name(scene: Scene, side: str) -> str | None:
    return None if side == UNKNOWN else scene.register.side_name(side)


def _role(mention: Mention) -> str | None:
    words = mention.text.lower().split()
    return mention.text if any(word.strip(",.") in ROLE_NOUNS for word in words) else None
