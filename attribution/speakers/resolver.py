"""Source mentions to speakers, one document at a time.

Words of the text come before the register; where neither decides, the side is UNKNOWN.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from attribution.actors import Organisation, Register
from attribution.records import (
    MEDIA,
    UNKNOWN,
    Attribution,
    Document,
    DocumentKind,
    Speaker,
    SpeakerKind,
)
from attribution.spans import Span
from attribution.speakers.affiliation import sides_in
from attribution.speakers.aliases import called_otherwise
from attribution.speakers.antecedents import UNRESOLVED, Antecedents, Found
from attribution.speakers.codes import side_code
from attribution.speakers.collectives import (
    body_named,
    joint_speaker,
    office_named,
    parties_together,
    run_by,
    several_sides,
)
from attribution.speakers.descriptions import (
    PERSON_NOUN,
    describes_person,
    is_definite,
    is_owned,
    names_role,
)
from attribution.speakers.evidence import Appearance
from attribution.speakers.issuernames import bodies_ahead, is_branch, stands_alone, state_of_name
from attribution.speakers.issuers import as_told_by, is_issuers_account, is_own_voice
from attribution.speakers.mentions import ALIAS, ROLE_NOUNS, Mention, MentionKind
from attribution.speakers.nationals import nation_of
from attribution.speakers.offices import by_office, holder_of
from attribution.speakers.ofgroups import one_of_group
from attribution.speakers.pointed import is_open, pointing
from attribution.speakers.pointing import Chooser
from attribution.speakers.relays import (
    heard_source,
    quoted_source,
    relayed_source,
    sources_within,
    split_relay,
    with_antecedent,
)
from attribution.speakers.scene import Scene, by_meeting, share
from attribution.speakers.siding import SideScorer, tell_all_sides
from attribution.speakers.staffers import staff_of
from attribution.speakers.strangers import brought_in
from attribution.speakers.turnlabels import under_label
from attribution.speakers.unnamed import read_unknown_name, read_unnamed

__all__ = ["appearances_of", "issuer_of", "resolve_speakers", "resolve_together"]

_ONE_OF: Final = re.compile(
    r"^the\s+(?:[\w.\-]+\s+){1,2}(?:official|diplomat|negotiator|envoy|minister|spokes\w+|leader|"
    r"delegate|representative)$",
    re.IGNORECASE,
)
"""`the Kazakh official`, where one Kazakh official has spoken."""
_COUNTERPART: Final = re.compile(r"\b(?:counterpart|opposite number)\b", re.IGNORECASE)
N_NEAR_WORDS: Final = 4


class _Resolver:
    """Walks the mentions of one document in reading order."""

    def __init__(self, text: str, scene: Scene, pointer: Chooser | None = None) -> None:
        self._text = text
        self.scene = scene
        self._earlier = Antecedents(scene, pointer)

    def resolve(self, source: Span | None, content: Span, *, inner: Span | None = None) -> Speaker:
        """The speaker of a source span, or of a floating quotation.

        Args:
            source: the mention.
            content: what is said, or its first part.
            inner: who speaks within the content, where all of it is that one's words.
        """
        if source is None or not source.slice(self._text).strip():
            return self._earlier.continued(content.start)
        words, via = split_relay(with_antecedent(self._text, source))
        mention = self.scene.parse(words)
        found = under_label(self.scene, mention, source)
        found = found or self._read(mention, source.start)
        if found.speaker.side == MEDIA and found.speaker.kind is SpeakerKind.ORGANISATION:
            passed_on = quoted_source(self._text, source)
            begun_with = inner or relayed_source(self._text, content)
            mention, found = self._relayed(mention, found, passed_on, begun_with)
        elif found.speaker.kind in {SpeakerKind.GROUP, SpeakerKind.UNNAMED}:
            mention, found = self._heard(mention, found, heard_source(self._text, source))
        if via:
            found = replace(found, speaker=replace(found.speaker, via=via))
        self._earlier.remember(source.end, mention, found)
        return found.speaker

    def _heard(self, witness: Mention, found: Found, heard: Span | None) -> tuple[Mention, Found]:
        """Who spoke before witnesses who are not named, if it is told."""
        mention = self.scene.parse(heard.slice(self._text)) if heard else witness
        original = self._read(mention, heard.start) if heard else found
        is_one = original.speaker.kind is SpeakerKind.PERSON
        return (mention, original) if is_one else (witness, found)

    def _relayed(
        self, outlet: Mention, found: Found, quoted: Span | None, inner: Span | None
    ) -> tuple[Mention, Found]:
        """Who speaks in an outlet's report: named beside the outlet, or within the report."""
        source = quoted or inner
        if source is None:
            return outlet, found
        mention = self.scene.parse(source.slice(self._text))
        original = self._read(mention, source.start)
        is_somebody = quoted is not None and names_role(mention.text)
        if not is_somebody and original.speaker.confidence < found.speaker.confidence / 2:
            return outlet, found
        return mention, replace(
            original, speaker=replace(original.speaker, via=found.speaker.name)
        )  # fmt: skip

    def _read(self, mention: Mention, at: int) -> Found:
        readers = (
            self._pronoun, self._together, self._staff, self._by_letters, self._of_group,
            self._named, self._national, self._body,
        )  # fmt: skip
        for reader in readers:
            found = reader(mention, at)
            if found is not None:
                return found
        if mention.kind is MentionKind.NAME:
            return self._person(mention)
        found = self._nominal(mention, at)
        one = found.speaker.kind in {SpeakerKind.PERSON, SpeakerKind.UNNAMED}
        if not (one and self._points(mention)):
            return found
        return self._earlier.described(mention, at, found)

    def _pronoun(self, mention: Mention, at: int) -> Found | None:
        if mention.kind is not MentionKind.PRONOUN:
            return None
        return self._earlier.pronoun(mention, at, read=self._read)

    def _by_letters(self, mention: Mention, at: int) -> Found | None:
        """Somebody whom only the letters of an office mean, or whom the text names later."""
        person = called_otherwise(self.scene, mention, at)
        if person is None:
            return None
        return Found(pointing(person.speaker, mention, person.name, 0.7), person.gender)

    def _of_group(self, mention: Mention, at: int) -> Found | None:
        speaker = one_of_group(self.scene, mention, at)
        return None if speaker is None else Found(speaker, "")

    @staticmethod
    def _points(mention: Mention) -> bool:
        """Whether a mention describes one person, of whom a scorer may know better than rules."""
        if not is_definite(mention) or mention.number == "plural" or " same " in mention.text:
            return False
        return _COUNTERPART.search(mention.text) is None and describes_person(mention.text)

    def _together(self, mention: Mention, at: int) -> Found | None:
        if mention.kind is MentionKind.JOINT:
            return Found(joint_speaker(self.scene, mention, at), "plural")
        several = several_sides(self.scene, mention, at)
        return None if several is None else Found(several, "plural")

    def _body(self, mention: Mention, _: int) -> Found | None:
        body = body_named(self.scene, mention) or office_named(self.scene, mention)
        return None if body is None else Found(body, "thing")

    def _national(self, mention: Mention, at: int) -> Found | None:
        side = nation_of(mention, self.scene.register)
        return None if side is None else self._earlier.national(side, mention, at)

    def _named(self, mention: Mention, _: int) -> Found | None:
        """Somebody of this document, where the mention is no body's name itself."""
        if mention.kind is not MentionKind.NAME or " " not in mention.name:
            return None
        head = mention.text.partition(",")[0]
        register = self.scene.register
        if register.organisation(head) or register.outlet(head) or run_by(self.scene, head):
            return None
        return self._person(mention) if self.scene.cast.find(mention.name, mention.text) else None

    def _staff(self, mention: Mention, _: int) -> Found | None:
        speaker = staff_of(self.scene, mention)
        return None if speaker is None else Found(speaker, mention.gender)

    def _person(self, mention: Mention) -> Found:
        person = self.scene.cast.find(mention.name, mention.text)
        if person is None or (ALIAS.search(mention.text) and is_open(person.speaker)):
            return Found(read_unknown_name(self.scene, mention), mention.gender)
        return Found(person.speaker, person.gender or mention.gender)

    def _nominal(self, mention: Mention, at: int) -> Found:
        known = self._counterpart(mention) or self._earlier.same(mention)
        known = known or self._earlier.paper(mention, at)
        if known is None and is_definite(mention):
            known = self._earlier.definite(mention, at)
        if known is not None:
            return known
        speaker = read_unnamed(self.scene, mention, at, earlier=self._earlier)
        if speaker.side == UNKNOWN and is_definite(mention) and mention.number != "plural":
            near = self._near(mention, at)
            if near is not None:
                return near
        holder = holder_of(self.scene, mention, speaker.side) if speaker.side != UNKNOWN else None
        if holder is not None:
            return by_office(holder, mention)
        stranger = brought_in(self.scene, mention, at) if is_definite(mention) else None
        if stranger is not None:
            speaker = read_unnamed(self.scene, stranger, at, earlier=self._earlier)
            return Found(pointing(speaker, mention, stranger.text, 0.7), mention.gender)
        return self._one_of_side(mention, speaker.side) or Found(speaker, mention.gender)

    def _one_of_side(self, mention: Mention, side: str) -> Found | None:
        """`The Kazakh official`: the last single speaker of that side."""
        if side == UNKNOWN or not is_definite(mention) or not _ONE_OF.search(mention.text):
            return None
        said = self._earlier.last_of_side(side)
        if said is None:
            return None
        by = f"{mention.text} → {said.name}"
        return Found(replace(said, resolved_by=by, confidence=0.6), mention.gender)

    def _near(self, mention: Mention, at: int) -> Found | None:
        """`The officer`, of whom nothing was told: whoever spoke or was named just before."""
        head = re.split(r",|\swho\s", mention.text)[0]
        words = head.lower().split()
        is_person = words[-1] in ROLE_NOUNS or PERSON_NOUN.search(words[-1]) is not None
        is_other = is_owned(head) or _COUNTERPART.search(mention.text) is not None
        if len(words) > N_NEAR_WORDS or not is_person or is_other:
            return None
        return self._earlier.person_near(mention, at)

    def _counterpart(self, mention: Mention) -> Found | None:
        """`his Iranian counterpart`: the other side's holder of the last speaker's office."""
        if _COUNTERPART.search(mention.text) is None:
            return None
        side = next(iter(sides_in(mention.text, self.scene.register)), None)
        if side is None:
            return self._earlier.opposite(mention)
        said = self._earlier.last_person()
        if not side or said is None:
            return None
        holder = holder_of(self.scene, mention, side, office=said.role or "")
        return None if holder is None else by_office(holder, mention)


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
    (speakers,) = resolve_together([(document, text, attributions)], register=register)
    return speakers


def resolve_together(
    items: Sequence[tuple[Document, str, Sequence[Attribution]]],
    *,
    register: Register,
    side_scorer: SideScorer | None = None,
) -> list[list[Speaker]]:
    """The speakers of several documents; those about one meeting inform each other.

    Somebody whom one of them introduces is known to the others by surname.

    Args:
        items: documents with working text and attributions, as in `resolve_speakers`.
        register: known actors.
        side_scorer: names likely sides where the rules leave them open; they stay so without.
    """
    pointer = side_scorer.pointer if side_scorer else None
    appearances = appearances_of(items, register=register, pointer=pointer)
    speakers = [list(appearance.speakers) for appearance in appearances]
    if side_scorer is not None:
        speakers = tell_all_sides(appearances, side_scorer)
    return [
        as_told_by(one.issuer, one.attributions, of_one) if one.issuer else of_one
        for one, of_one in zip(appearances, speakers, strict=True)
    ]


def appearances_of(
    items: Sequence[tuple[Document, str, Sequence[Attribution]]],
    *,
    register: Register,
    pointer: Chooser | None = None,
) -> list[Appearance]:
    """Documents with the speakers that rules and register name; see `resolve_together`.

    Args:
        items: documents with working text and attributions.
        register: known actors.
        pointer: weighs whom pronouns mean; rules alone tell it without.
    """
    scenes = [
        Scene(text, register, day=document.published, outlet=document.outlet)
        for document, text, _ in items
    ]
    for together in by_meeting([document for document, _, _ in items]):
        issuers = (items[i][0].issuer for i in together)
        share([scenes[i] for i in together], [issuer for issuer in issuers if issuer])
    appearances = []
    for (document, _, attributions), scene in zip(items, scenes, strict=True):
        issuer = None
        if document.kind is DocumentKind.READOUT:
            issuer = issuer_of(document, register, bodies=scene.register.local)
        resolver = _Resolver(scene.text, scene, pointer)
        inner = sources_within(attributions)
        speakers = [
            _speaker_of(attribution, resolver, issuer, inner.get(i))
            for i, attribution in enumerate(attributions)
        ]
        named = issuer if document.issuer else None
        appearances.append(Appearance(document, scene, attributions, speakers, named))
    return appearances


def _speaker_of(
    attribution: Attribution, resolver: _Resolver, issuer: Speaker | None, inner: Span | None
) -> Speaker:
    if issuer is not None and is_own_voice(resolver.scene.text, attribution):
        return issuer
    if issuer is None and attribution.names_nobody:
        return UNRESOLVED
    speaker = resolver.resolve(attribution.source, attribution.contents[0], inner=inner)
    is_outer = issuer is not None and attribution.nested_in is None
    return issuer if issuer and is_outer and is_issuers_account(speaker, issuer) else speaker


def issuer_of(
    document: Document,
    register: Register,
    *,
    bodies: Mapping[str, Organisation] | None = None,
) -> Speaker:
    """The party whose account a readout is; UNKNOWN when it names none.

    Args:
        document: with its issuer.
        register: known actors.
        bodies: that the document itself introduces, by folded name.
    """
    if not document.issuer:
        return replace(UNRESOLVED, name="Unknown issuer", resolved_by="readout without issuer")
    scene = Scene(document.issuer, register, day=document.published)
    scene.register.learn(bodies or {})
    together = parties_together(scene)
    if together is not None:
        return replace(together, resolved_by=f"issuer of the readout; {together.resolved_by}")
    resolver = _Resolver(document.issuer, scene)
    whole = Span(0, len(document.issuer))
    speaker = resolver.resolve(whole, whole)
    ahead = bodies_ahead(document.issuer, register)
    own = is_branch(document.issuer, register) or stands_alone(document.issuer)
    is_known = speaker.resolved_by.startswith("register")
    state = None if is_known else state_of_name(document.issuer, register)
    if speaker.side == UNKNOWN or state or (not is_known and (ahead or own)):
        # A company, union or movement that nobody lists stands for itself.
        named = [] if own else sides_in(document.issuer, resolver.scene.register)
        sides = [state] if state else ahead or named
        side = sides[-1] if sides else side_code(document.issuer, document.text)
        speaker = Speaker(
            name=document.issuer, kind=SpeakerKind.ORGANISATION, side=side,
            organisation=document.issuer, resolved_by=f"words of its name: {side}",
            confidence=0.8 if sides else 0.6,
        )  # fmt: skip
    elif not is_known:
        # What only a part of the name tells is its side.
        speaker = replace(speaker, name=document.issuer, organisation=document.issuer)
    elif speaker.kind is SpeakerKind.ORGANISATION:
        # The readout says itself how its issuer is called; the register's name is beside it.
        speaker = replace(speaker, name=document.issuer)
    return replace(speaker, resolved_by=f"issuer of the readout; {speaker.resolved_by}")
