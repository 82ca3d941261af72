"""Sources that are bodies as a whole: outlets, organisations, states, several of them together."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from attribution.actors import Organisation
from attribution.records import JOINT, MEDIA, UNKNOWN, Speaker, SpeakerKind
from attribution.speakers.affiliation import sides_in
from attribution.speakers.bodyindex import BODY_NOUNS
from attribution.speakers.circles import circle_named, is_unnamed_circle
from attribution.speakers.issuernames import sides_of_issuers
from attribution.speakers.jointnames import OF_SEVERAL, offices_apart, side_of_office
from attribution.speakers.mentions import ROLE_NOUNS, UPPER, Mention
from attribution.speakers.pointed import for_nobody
from attribution.speakers.scene import Scene

__all__ = [
    "body_named",
    "joint_speaker",
    "office_named",
    "parties_together",
    "run_by",
    "several_sides",
    "together",
]

_OFFICE_OF: Final = re.compile(
    r"^(?:the\s+)?(?:office|government|administration|cabinet|camp|team)\s+of\s+(?P<owner>.+)$",
    re.IGNORECASE,
)
_OUTLET: Final = re.compile(
    r"^(?:the|an?)\s+(?:[\w’'\-]+\s+){0,3}?(?:broadcaster|newspaper|daily|news agency|"
    rf"news site|news channel|magazine|tabloid)\s+"
    rf"(?P<name>[{UPPER}][\w’'.\-]*(?:\s+[{UPPER}\d]\S*)*)$"
)
"""An outlet that the register does not list, called one: "the Danish daily Nordposten"."""
_AGENCY: Final = re.compile(
    rf"^(?:the|an?)\s+(?P<nation>[{UPPER}]\w+)\s+(?:(?:state|official|public)\s+)?agency\s+"
    rf"(?P<name>[{UPPER}]+)$"
)
_MEDIA: Final = re.compile(
    rf"^(?:[Tt]he\s+)?(?:[{UPPER}][\w\-]*\s+){{0,2}}(?:(?:state|local|national|domestic|government|official|"
    r"independent|opposition|several|social)\s+)?(?:media|press|newspapers|news\s+outlets|television|"
    r"broadcasters|media\s+reports)$"
)
"""The outlets of a country together: "Norlandic media"."""
_CALLED: Final = re.compile(
    r"^(?:[Tt]he|[Aa]n?)\s+(?:[\w\-]+\s+){0,3}?(?:group|charity|agency|organi[sz]ation|body|forum|"
    rf"pollster|monitor|NGO|watchdog)\s+(?P<name>[{UPPER}].*)$"
)
"""A body with what it is before its name: "the rights group Clear Water"."""
_BESIDE: Final = re.compile(
    r"^(?:[Ii]ts|[Tt]heir|[Tt]he)\s+(?:[\w\-’']+\s+){0,4}?(?:rival|competitor|partner|ally|parent|"
    rf"subsidiary|peer|supplier|unit|arm|neighbou?r|carmaker|automaker|airline|carrier|union|maker|giant)\s+(?P<name>[{UPPER}][\w.\-]*(?:\s+[{UPPER}][\w.\-]*)*)$"
)
"""A body behind what it is to another: "its German rival Nordwerk"."""
_COMMAND: Final = re.compile(
    r"^(?:the\s+)?(?:(?:general|high|supreme|joint|central)\s+)?(?:command|staff|leadership)\s+of\s+"
    rf"(?:the\s+)?(?P<forces>[{UPPER}].*)$",
    re.IGNORECASE,
)
"""Who commands forces and speaks for them: "the General Command of the Aldian Armed Forces"."""
_RUN_BY: Final = re.compile(
    rf"^(?:[Tt]he\s+)?(?P<owner>[{UPPER}][\w\-’']*?)-(?:run|controlled|administered)\s+"
    r"(?P<body>.+?)(?:\s+in\s+.+)?$"
)
"""An office of those who rule somewhere: "the Aldia-run health ministry"."""
_SORT_OF_BODY: Final = re.compile(r"(?<=\w)\s+(?:agency|service)$")
_EUROPEAN_BODY: Final = re.compile(
    r"^(?:[Tt]he\s+)?European\s+(?:[A-Z]\w+\s+){1,4}(?:Agency|Authority|Office|Centre|Board)$"
)
_IN_CAPITAL: Final = re.compile(rf"^(?P<body>.+?)\s+in\s+(?P<capital>[{UPPER}][\w\s\-]+)$")
_POSTED: Final = re.compile(r"\b(?:embassy|mission|consulate|delegation)\b", re.IGNORECASE)
_BARE_BODY: Final = re.compile(r"(?:the|its)\s+([a-z]+)", re.IGNORECASE)
"""A body named with another by its noun: "the company and the union"."""
_LAST_CAPITALS: Final = re.compile(rf"\b((?:[{UPPER}][\w’'.\-]*\s+)*[{UPPER}][\w’'.\-]*)\s*$")


_ISSUED_BY: Final = re.compile(
    r"\bjoint\s+(?:statement|communiqu[eé]|declaration|press\s+release|note|letter)\s+"
    r"(?:(?:issued|published|signed|released)\s+)?(?:by|of|from|between)\s+"
    r"(?P<who>.+?)(?=\s+(?:on|about|after|at|in|over|that|which|issued|published)\s|$)",
    re.IGNORECASE,
)
"""Whose a joint paper is: "a joint statement by Hanbit and its union on the ferries"."""
_SHORT_FORM: Final = re.compile(r"\s*\([^()]*\)")


def several_sides(scene: Scene, mention: Mention, at: int) -> Speaker | None:
    """`Armenia and Azerbaijan`, `the company and the union`: sides named together, else None."""
    if re.search(r"\bwho\b", mention.text):
        return None
    circle = circle_named(mention.text)
    if circle is not None:
        return together(mention.text[:1].upper() + mention.text[1:], circle, scene)
    if mention.text.count(" and ") == 1 and scene.register.organisation(mention.text) is not None:
        return None  # one body with such a name: "the Drivers and Loaders Union"
    parts = re.split(r",\s*(?:and\s+)?|\s+and\s+", mention.text)
    sides = [_side_of_part(scene, part, at) for part in parts]
    if None in sides:
        sides = [side_of_office(part, scene.register) for part in offices_apart(mention.text)]
    distinct = tuple(dict.fromkeys(side for side in sides if side is not None))
    if None in sides or len(distinct) < 2:
        return None
    return together(mention.text[:1].upper() + mention.text[1:], distinct, scene)


def parties_together(scene: Scene) -> Speaker | None:
    """Who issues a joint account, where the scene's text is the name of several sides: else None.

    "Governments of Chad and Niger", "Government of Ethiopia and TPLF", "US, Ukraine".
    """
    name = scene.text.strip()
    if is_unnamed_circle(name):
        return together(name, (), scene)
    bare = _SHORT_FORM.sub("", OF_SEVERAL.sub("", name)).replace(" / ", " and ")
    if "/" in bare and scene.register.organisation(bare.rpartition(" and ")[2]) is None:
        bare = bare.replace("/", " and ")
    if scene.register.country_side(bare) or scene.register.organisation(bare):
        return None
    several = several_sides(scene, scene.parse(bare), 0)
    if several is None:
        sides = sides_of_issuers(name, scene.register)
        return together(name, sides, scene) if sides else None
    return replace(several, name=name)


def _side_of_part(scene: Scene, part: str, at: int) -> str | None:
    """The side of a state, capital, body or person named alone."""
    state = scene.register.country_side(part) or scene.register.capital_side(part)
    if state:
        return state
    body = scene.register.organisation(part)
    if body is not None:
        return body.side
    noun = _BARE_BODY.fullmatch(part)
    if noun is not None and noun[1].lower() in BODY_NOUNS:
        called = scene.bodies.called(at, noun[1].lower())
        return None if called is None or called.side == UNKNOWN else called.side
    name = scene.parse(part).name
    person = scene.cast.find(name, part) if name else None
    return None if person is None or person.speaker.side == UNKNOWN else person.speaker.side


def joint_speaker(scene: Scene, mention: Mention, at: int) -> Speaker:
    """`both sides`, `the two ministries`: the sides it names, else the document's main ones."""
    by = _ISSUED_BY.search(mention.text)
    issuers = several_sides(scene, scene.parse(by["who"]), at) if by else None
    if issuers is not None:
        return issuers
    named = tuple(sides_in(mention.text, scene.register))
    sides = named if len(named) > 1 else scene.main_sides
    return together(mention.text[:1].upper() + mention.text[1:], sides, scene)


def together(name: str, sides: tuple[str, ...], scene: Scene) -> Speaker:
    """Several sides that speak with one voice."""
    names = "; ".join(scene.register.side_name(side) for side in sides)
    return Speaker(
        name=name, kind=SpeakerKind.GROUP, side=JOINT, sides=sides, organisation=names or None,
        resolved_by="several sides together", confidence=0.85 if sides else 0.5,
    )  # fmt: skip


def body_named(scene: Scene, mention: Mention) -> Speaker | None:
    """An outlet, an organisation or a state that the whole mention names."""
    head = re.split(r",\s|\swhich\b|\sin a\b", mention.text, maxsplit=1)[0]
    if _names_staff(head) and not head.endswith("authority"):
        return None
    if _MEDIA.match(head):
        name = head[:1].upper() + head[1:]
        return _whole(name, MEDIA, "outlets together", 0.8)
    run = run_by(scene, head)
    if run is not None:
        return run
    beside = _BESIDE.match(head)
    if beside is not None and scene.register.organisation(head) is None:
        return _organisation(scene, beside["name"])
    whole = _organisation(scene, mention.text) if head != mention.text else None
    return whole or _outlet(scene, head) or _organisation(scene, head) or _state(scene, head)


def _outlet(scene: Scene, head: str) -> Speaker | None:
    outlet = scene.register.outlet(head) or scene.register.outlet(_last_capitals(head))
    if outlet is not None:
        return _whole(outlet.name, MEDIA, f"register: {outlet.id}", 0.9)
    unlisted = _OUTLET.match(head) or _own_agency(scene, head)
    if unlisted is None:
        return None
    return _whole(unlisted["name"], MEDIA, f"called an outlet: {head}", 0.8)


def _own_agency(scene: Scene, head: str) -> re.Match[str] | None:
    """`The Congolese agency ACP`, where what the register calls ACP is another state's."""
    agency = _AGENCY.match(head)
    side = scene.register.country_side(agency["nation"]) if agency else None
    known = scene.register.organisation(agency["name"]) if agency else None
    return agency if side and known and known.side != side else None


def run_by(scene: Scene, head: str) -> Speaker | None:
    """`The Hamas-run Civil Defense agency`: a body on the side of who runs it."""
    run = _RUN_BY.match(head)
    owner = scene.register.organisation(run["owner"]) if run else None
    if run is None or owner is None or scene.register.outlet(run["body"]):
        return None
    name = _SORT_OF_BODY.sub("", run["body"])
    place = scene.register.organisation(name)
    known = place if place is not None and place.side == owner.side else None
    name = known.name if known else name[:1].upper() + name[1:]
    return _whole(name, owner.side, f"run by {owner.name}", 0.8)


def _organisation(scene: Scene, head: str) -> Speaker | None:
    if _EUROPEAN_BODY.match(head):
        name = re.sub(r"^[Tt]he\s+", "", head)
        return _whole(name, "EU", f"a body of the Union by its name: {name}", 0.7)
    called = _CALLED.match(head)
    if called is not None and called["name"].isupper():
        called = None  # an acronym may be another's
    command = _COMMAND.match(head)
    body = scene.register.organisation(head) or _seated(scene, head)
    body = body or (scene.register.organisation(command["forces"]) if command else None)
    body = body or (scene.register.organisation(called["name"]) if called else None)
    if body is None:
        return None
    return _whole(body.name, body.side, f"register: {body.id}", 0.95)


def _seated(scene: Scene, head: str) -> Organisation | None:
    """`the State Department in Washington`: a body of the state whose capital it is in."""
    match = _IN_CAPITAL.match(head)
    side = scene.register.capital_side(match["capital"]) if match else None
    if match is None or side is None or _POSTED.search(match["body"]):
        return None
    register = scene.register
    state = register.side_name(side)
    tries = (match["body"], f"{state}'s {re.sub(r'^[Tt]he ', '', match['body'])}")
    return next((o for t in tries if (o := register.organisation(t)) and o.side == side), None)


def _state(scene: Scene, head: str) -> Speaker | None:
    side = scene.register.country_side(head) or scene.register.capital_side(head)
    if side is None:
        return None
    return _whole(scene.register.side_name(side), side, f"country or capital: {head}", 0.85)


def _whole(name: str, side: str, resolved_by: str, confidence: float) -> Speaker:
    speaker = Speaker(
        name=name, kind=SpeakerKind.ORGANISATION, side=side, organisation=name,
        resolved_by=resolved_by, confidence=confidence,
    )  # fmt: skip
    return for_nobody(speaker) if side == UNKNOWN else speaker


def _names_staff(text: str) -> bool:
    """Whether a mention ends in people ("TASS reporters", "State Department officials")."""
    words = re.findall(r"[\w’'\-]+", text.lower())
    return bool(words) and words[-1] in ROLE_NOUNS


def _last_capitals(text: str) -> str:
    match = _LAST_CAPITALS.search(text)
    return match.group(1).strip() if match else text


def office_named(scene: Scene, mention: Mention) -> Speaker | None:
    """`the office of Prime Minister X`: a body on X's side."""
    match = _OFFICE_OF.match(mention.text)
    owner = scene.parse(match["owner"]) if match else None
    person = scene.cast.find(owner.name, owner.text) if owner and owner.name else None
    if person is None:
        return None
    return replace(
        person.speaker, name=person.speaker.organisation or mention.text, role=None,
        kind=SpeakerKind.ORGANISATION, confidence=0.8, resolved_by=f"office of {person.name}",
    )  # fmt: skip
