"""Source mentions to speakers, one document at a time.

Words of the text come before the register; where neither decides, the side is UNKNOWN.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from attribution.actors import Register
from attribution.records import (
    JOINT,
    MEDIA,
    UNKNOWN,
    Attribution,
    Document,
    DocumentKind,
    Speaker,
    SpeakerKind,
)
from attribution.spans import Span
from attribution.speakers.affiliation import affiliation_of, sides_in
from attribution.speakers.bodies import BODY_NOUNS, BodyIndex, DocumentRegister
from attribution.speakers.casting import Cast
from attribution.speakers.mentions import (
    OWNED_NOUNS,
    ROLE_NOUNS,
    Mention,
    MentionKind,
    parse_mention,
)

__all__ = ["resolve_speakers"]

N_PRONOUN_CHARS: Final = 600
"""How far back the last speaker is a pronoun's likeliest antecedent."""
N_FLOATING_CHARS: Final = 400
"""How far back a quotation without source continues the last speaker."""
_DEFINITE: Final = re.compile(r"^(?:the|this|that|his|her|its|their)\b", re.IGNORECASE)
_RELAY: Final = re.compile(
    r"^(?P<source>.+?),?\s+(?:quoted|cited|as reported|as quoted)\s+by\s+(?P<via>.+)$", re.IGNORECASE
)
N_DEFINITE_WORDS: Final = 4
"""A longer description introduces somebody new: "the officer who led the search"."""
_EMPLOYER: Final = re.compile(
    r"\b(?:for|of|at|from|in|with|to)\s+(?:the|its|their)\s+(?:\w+\s+)?(?P<body>[a-z]+)\b"
)
_EMPLOYER_BEFORE: Final = re.compile(r"^(?:an?|the|one|another)?\s*(?P<body>[a-z]+)\s+[a-z]+$")
_OFFICE_OF: Final = re.compile(
    r"^(?:the\s+)?(?:office|government|administration|cabinet|camp|team)\s+of\s+(?P<owner>.+)$",
    re.IGNORECASE,
)
_RELATIVE: Final = re.compile(r"^(?:who|which|whose|that)\b", re.IGNORECASE)
UNRESOLVED: Final = Speaker(name="Unknown", kind=SpeakerKind.UNNAMED)


@dataclass(frozen=True, slots=True)
class _Said:
    """A resolved earlier mention."""

    at: int
    mention: Mention
    speaker: Speaker
    gender: str


class _Resolver:
    """Walks the mentions of one document in reading order and remembers who spoke."""

    def __init__(self, text: str, register: Register, *, day: date | None) -> None:
        self._text = text
        self._register = DocumentRegister(register, text)
        self._bodies = BodyIndex(text, self._register)
        self._cast = Cast(text, self._register, self._bodies, day=day)
        self._history: list[_Said] = []
        self._sides: list[str] | None = None

    def resolve(self, source: Span | None, at: int) -> Speaker:
        """The speaker of a source span, or of a floating quotation that starts at `at`."""
        if source is None:
            last = self._history[-1] if self._history else None
            if last is None or at - last.at > N_FLOATING_CHARS:
                return UNRESOLVED
            return replace(last.speaker, resolved_by="continues the speaker before",
                           confidence=0.5)  # fmt: skip
        text, via = _split_relay(self._with_antecedent(source))
        mention = self._parse(text)
        speaker, gender = self._speaker(mention, source.start)
        if via:
            speaker = replace(speaker, via=via)
        self._history.append(_Said(source.end, mention, speaker, gender))
        return speaker

    def _parse(self, text: str) -> Mention:
        return parse_mention(text, is_place_or_body=self._is_place_or_body)

    def _is_place_or_body(self, name: str) -> bool:
        register = self._register
        return bool(
            register.country_side(name) or register.capital_side(name)
            or register.organisation(name) or register.outlet(name)
        )  # fmt: skip

    def _with_antecedent(self, source: Span) -> str:
        """The mention; a relative clause is read with the noun phrase before it."""
        text = source.slice(self._text)
        if not _RELATIVE.match(text):
            return text
        before = re.split(r"[.;:!?\n“”\"]", self._text[max(0, source.start - 120) : source.start])[-1]
        phrases = [phrase for phrase in before.split(",") if phrase.strip()]
        return phrases[-1].strip() if phrases else text

    def _speaker(self, mention: Mention, at: int) -> tuple[Speaker, str]:
        if mention.kind is MentionKind.PRONOUN:
            return self._pronoun(mention, at)
        if mention.kind is MentionKind.JOINT:
            return self._joint(mention), "plural"
        several = self._several_sides(mention)
        if several is not None:
            return several, "plural"
        body = self._body(mention) or self._office(mention)
        if body is not None:
            return body, "thing"
        if mention.kind is MentionKind.NAME:
            person = self._cast.find(mention.name, mention.text)
            if person is not None:
                return person.speaker, person.gender or mention.gender
            return self._unknown_name(mention), mention.gender
        if _DEFINITE.match(mention.text):
            antecedent = self._definite(mention, at)
            if antecedent is not None:
                return antecedent
        return self._unnamed(mention, at), mention.gender

    def _several_sides(self, mention: Mention) -> Speaker | None:
        """`Armenia and Azerbaijan`, `Moscow and Kyiv`: states named together."""
        parts = re.split(r",\s*(?:and\s+)?|\s+and\s+", mention.text)
        sides = [self._side_of_part(part) for part in parts]
        if len(parts) < 2 or not all(sides) or len(set(sides)) < 2:
            return None
        distinct = list(dict.fromkeys(side for side in sides if side))
        names = "; ".join(self._register.side_name(side) for side in distinct)
        return replace(self._joint(mention), name=names, sides=tuple(distinct), organisation=names)

    def _side_of_part(self, part: str) -> str | None:
        """The side of a state, capital or person named alone."""
        state = self._register.country_side(part) or self._register.capital_side(part)
        name = "" if state else self._parse(part).name
        person = self._cast.find(name, part) if name else None
        side = state or (person.speaker.side if person else None)
        return None if side in {None, UNKNOWN} else side

    def _body(self, mention: Mention) -> Speaker | None:
        """An outlet, an organisation or a state that the whole mention names."""
        register = self._register
        head = re.split(r",\s|\swhich\b|\sin a\b", mention.text, maxsplit=1)[0]
        outlet = register.outlet(head) or register.outlet(_last_capitals(head))
        if outlet is not None and not _names_staff(head):
            return Speaker(
                name=outlet.name, kind=SpeakerKind.ORGANISATION, side=MEDIA,
                organisation=outlet.name, resolved_by=f"register: {outlet.id}", confidence=0.9,
            )  # fmt: skip
        if _names_staff(head):
            return None
        organisation = register.organisation(head)
        if organisation is not None:
            return Speaker(
                name=organisation.name, kind=SpeakerKind.ORGANISATION, side=organisation.side,
                organisation=organisation.name, resolved_by=f"register: {organisation.id}",
                confidence=0.95,
            )  # fmt: skip
        side = register.country_side(head) or register.capital_side(head)
        if side is None:
            return None
        name = register.side_name(side)
        return Speaker(name=name, kind=SpeakerKind.ORGANISATION, side=side, organisation=name,
                       resolved_by=f"country or capital: {head}", confidence=0.85)  # fmt: skip

    def _office(self, mention: Mention) -> Speaker | None:
        """`the office of Prime Minister X`: a body on X's side."""
        match = _OFFICE_OF.match(mention.text)
        if match is None:
            return None
        owner = self._parse(match["owner"])
        person = self._cast.find(owner.name, owner.text) if owner.name else None
        if person is None:
            return None
        return replace(person.speaker, name=person.speaker.organisation or mention.text, role=None,
                       kind=SpeakerKind.ORGANISATION, confidence=0.8,
                       resolved_by=f"office of {person.name}")  # fmt: skip

    def _pronoun(self, mention: Mention, at: int) -> tuple[Speaker, str]:
        wanted = mention.gender
        for said in reversed(self._history):
            near = at - said.at <= N_PRONOUN_CHARS
            if near and _agrees(wanted, said):
                gender = wanted if wanted in {"male", "female"} else said.gender
                speaker = replace(said.speaker, resolved_by=f"{mention.text} → {said.mention.text}",
                                  confidence=0.8)  # fmt: skip
                return speaker, gender
        if wanted in {"male", "female"}:
            for person in reversed(list(self._cast)):
                before = [place for place in person.places if place < at]
                if before and person.gender in {"", wanted}:
                    return replace(person.speaker, confidence=0.5,
                                   resolved_by=f"{mention.text} → {person.name}"), wanted  # fmt: skip
        name = mention.text
        return replace(UNRESOLVED, name=name, resolved_by="pronoun without antecedent"), wanted

    def _joint(self, mention: Mention) -> Speaker:
        sides = sides_in(mention.text, self._register)
        if len(sides) < 2:
            sides = self._main_sides()
        names = [self._register.side_name(side) for side in sides]
        return Speaker(
            name=_capitalised(mention.text), kind=SpeakerKind.GROUP, side=JOINT,
            sides=tuple(sides), organisation="; ".join(names) or None,
            resolved_by="several sides together", confidence=0.85 if sides else 0.5,
        )  # fmt: skip

    def _main_sides(self) -> list[str]:
        """The two sides that the document names most."""
        if self._sides is None:
            counts: dict[str, int] = {}
            for match in re.finditer(r"[A-Z][\w.’'\-]+", self._text):
                side = self._register.country_side(match.group().rstrip(".")) or (
                    self._register.country_side(match.group())
                )
                if side:
                    counts[side] = counts.get(side, 0) + 1
            ranked = sorted(counts, key=lambda s: (-counts[s], s))
            self._sides = ranked[:2]
        return self._sides

    def _definite(self, mention: Mention, at: int) -> tuple[Speaker, str] | None:
        """`the ministry`, `the spokeswoman`: the last speaker or person so described."""
        if sides_in(mention.text, self._register):
            return None
        words = re.findall(r"[\w\-]+", mention.text.lower())
        heads = [word for word in words if word in ROLE_NOUNS | BODY_NOUNS]
        if not heads or len(words) > N_DEFINITE_WORDS:
            return None
        head = heads[-1]
        if head in BODY_NOUNS:
            body = self._bodies.last_before(at, head)
            if body is not None:
                return body, "thing"
        for said in reversed(self._history):
            if head in BODY_NOUNS and said.speaker.kind is not SpeakerKind.ORGANISATION:
                continue
            described = " ".join(
                filter(None, (said.mention.text, said.speaker.role, said.speaker.organisation,
                              self._cast.described(said.speaker.name)))
            ).lower()  # fmt: skip
            if re.search(rf"\b{re.escape(head)}\b", described) or (
                head in {"statement", "readout", "communique"}
                and said.speaker.kind is SpeakerKind.ORGANISATION
            ):
                speaker = replace(said.speaker, resolved_by=f"{mention.text} → {said.mention.text}",
                                  confidence=0.75)  # fmt: skip
                return speaker, said.gender
        if head in BODY_NOUNS:
            return None
        for person in reversed(list(self._cast)):
            if head in re.findall(r"\w+", person.described) and person.gender in {"", mention.gender or person.gender}:
                return replace(person.speaker, confidence=0.6,
                               resolved_by=f"{mention.text} → {person.name}"), person.gender  # fmt: skip
        return None

    def _unknown_name(self, mention: Mention) -> Speaker:
        affiliation = affiliation_of(mention.text.replace(mention.name, " "), self._register)
        side = UNKNOWN if affiliation.is_former else affiliation.side or UNKNOWN
        return Speaker(
            name=mention.name, kind=SpeakerKind.PERSON, side=side,
            organisation=affiliation.organisation
            or (self._register.side_name(side) if side != UNKNOWN else None),
            role=_role_words(mention), resolved_by="words of the mention",
            confidence=0.7 if side != UNKNOWN else 0.3,
        )  # fmt: skip

    def _unnamed(self, mention: Mention, at: int) -> Speaker:
        sides = sides_in(mention.text, self._register)
        affiliation = affiliation_of(mention.text, self._register)
        kind = SpeakerKind.GROUP if mention.number == "plural" else SpeakerKind.UNNAMED
        name = _capitalised(re.sub(r"^(?:a|an|the)\s+", "", mention.text, flags=re.IGNORECASE))
        if len(sides) > 1 and re.search(r"\band\b|,", mention.text) and kind is SpeakerKind.GROUP:
            return replace(self._joint(mention), name=name)
        side = affiliation.side or (sides[0] if len(sides) == 1 else UNKNOWN)
        possessor = self._possessor(mention, at)
        if affiliation.side is None and possessor is not None:
            if mention.text.split()[-1].lower() == "office" and possessor.organisation:
                name, kind = possessor.organisation, SpeakerKind.ORGANISATION
            return replace(possessor, name=name, kind=kind, role=_role_words(mention),
                           resolved_by=f"possessor: {possessor.name}", confidence=0.75)  # fmt: skip
        if affiliation.is_former:
            side = UNKNOWN
        body = self._body_of_side(mention, side, at)
        if body is not None:
            return body
        if side == UNKNOWN and not affiliation.is_former:
            employer = self._employer(mention, at)
            if employer is not None:
                return replace(employer, name=name, kind=kind, role=_role_words(mention),
                               confidence=0.65)  # fmt: skip
        return Speaker(
            name=name, kind=kind, side=side, role=_role_words(mention),
            organisation=affiliation.organisation
            or (self._register.side_name(side) if side != UNKNOWN else None),
            resolved_by="words of the mention", confidence=0.8 if side != UNKNOWN else 0.3,
        )  # fmt: skip

    def _body_of_side(self, mention: Mention, side: str, at: int) -> Speaker | None:
        """`the ministry in Yerevan`: the last body of that kind and side."""
        words = re.findall(r"[a-z]+", mention.text.lower())
        noun = next((word for word in words if word in ROLE_NOUNS | BODY_NOUNS), None)
        if side == UNKNOWN or noun is None or noun not in BODY_NOUNS:
            return None
        found = self._bodies.last_before(at, noun, side=side)
        return found or Speaker(
            name=mention.text, kind=SpeakerKind.ORGANISATION, side=side, confidence=0.7,
            organisation=self._register.side_name(side), resolved_by="words of the mention",
        )  # fmt: skip

    def _employer(self, mention: Mention, at: int) -> Speaker | None:
        """Whom `a spokesman for the movement` or `a ministry spokeswoman` works for."""
        match = _EMPLOYER.search(mention.text) or _EMPLOYER_BEFORE.search(mention.text)
        if match is None or match["body"].lower() not in BODY_NOUNS:
            return None
        found = self._definite(self._parse(f"the {match['body'].lower()}"), at)
        return None if found is None else found[0]

    def _possessor(self, mention: Mention, at: int) -> Speaker | None:
        """Who `Rubio's spokesman` or `the minister's aide` speaks for."""
        owned = "|".join(sorted(OWNED_NOUNS))
        match = re.match(
            rf"(?P<owner>.+?)(?:['’]s|s['’]|s(?=\s+(?:{owned})\b))\s+\w", mention.text
        )
        if match is None:
            return None
        owner = self._parse(match["owner"])
        if owner.kind is MentionKind.NOMINAL and _DEFINITE.match(owner.text):
            found = self._definite(owner, at)
            return None if found is None else found[0]
        if owner.kind is not MentionKind.NAME:
            return None
        person = self._cast.find(owner.name, owner.text)
        return None if person is None else person.speaker


def _agrees(wanted: str, said: _Said) -> bool:
    kind = said.speaker.kind
    if wanted in {"male", "female"}:
        return kind in {SpeakerKind.PERSON, SpeakerKind.UNNAMED} and said.gender in {"", wanted}
    if wanted == "plural":
        return kind is SpeakerKind.GROUP or said.mention.number == "plural"
    if wanted == "thing":
        return kind is SpeakerKind.ORGANISATION
    return True


def _names_staff(text: str) -> bool:
    """Whether a mention ends in people ("TASS reporters", "State Department officials")."""
    words = re.findall(r"[\w’'\-]+", text.lower())
    return bool(words) and words[-1] in ROLE_NOUNS


def _last_capitals(text: str) -> str:
    match = re.search(r"((?:[A-Z][\w’'.\-]*\s*)+)$", text)
    return match.group(1).strip() if match else text


def _capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]


def _role_words(mention: Mention) -> str | None:
    words = mention.text.lower().split()
    return mention.text if any(word.strip(",.") in ROLE_NOUNS for word in words) else None


def _split_relay(text: str) -> tuple[str, str | None]:
    match = _RELAY.match(" ".join(text.split()))
    return (match["source"], match["via"]) if match else (text, None)


def resolve_speakers(
    document: Document, text: str, attributions: Sequence[Attribution], *, register: Register
) -> list[Speaker]:
    """The speaker of each attribution, in the given order.

    Args:
        document: for its date, kind and issuer.
        text: the working text that the attributions' spans point into.
        attributions: in reading order, so that later mentions find earlier ones.
        register: known actors.
    """
    resolver = _Resolver(text, register, day=document.published)
    issuer = (
        issuer_of(document, register) if document.kind is DocumentKind.READOUT else None
    )
    speakers: list[Speaker] = []
    for attribution in attributions:
        first = attribution.contents[0].start
        if issuer is not None and _is_own_voice(text, attribution):
            speakers.append(issuer)
        else:
            speakers.append(resolver.resolve(attribution.source, first))
    return speakers


def _is_own_voice(text: str, attribution: Attribution) -> bool:
    if attribution.source is None:
        return True
    return attribution.source.slice(text).strip().lower() in {"we", "i", "our", "us"}


def issuer_of(document: Document, register: Register) -> Speaker:
    """The party whose account a readout is; UNKNOWN when it names none."""
    if not document.issuer:
        return replace(UNRESOLVED, name="Unknown issuer", resolved_by="readout without issuer")
    resolver = _Resolver(document.issuer, register, day=document.published)
    speaker = resolver.resolve(Span(0, len(document.issuer)), 0)
    return replace(speaker, resolved_by=f"issuer of the readout; {speaker.resolved_by}")
