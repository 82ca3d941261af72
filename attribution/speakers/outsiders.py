"""People who speak for no side: experts, former officials, aid groups, those who only know.

Their side is UNKNOWN whatever state or body stands near them. Whoever leads, mediates or speaks
for somebody at present is none of them, whatever else the text calls them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from attribution.speakers.mentions import UPPER, places_of

__all__ = ["has_task", "is_private", "knows_only", "private_context", "stands_for_nobody"]

_EXPERT: Final = (
    r"(?:analyst|expert|specialist|political\s+scientist|scholar|historian|economist|researcher|academic|"
    r"pollster|columnist|commentator|sociologist|research\s+fellow|(?:senior|visiting|policy)\s+fellow|"
    r"political\s+consultant|aid\s+worker|(?<=[Aa]\s)(?:[a-z]+\s+)?(?:professor|lecturer))"
)
_HEAD: Final = r"^(?:(?:an?|one|[Tt]he|[Aa]n?)\s+)?(?:[\w’'.\-]+\s+){0,4}?"
_IS_EXPERT: Final = re.compile(
    rf"{_HEAD}{_EXPERT}\b(?!['’]|\s+(?:and|or)\s|-)(?P<rest>.*)$", re.IGNORECASE | re.DOTALL
)
"""`an Aldia analyst at the Harbour Institute`, `political scientist`."""
_OFFICE: Final = re.compile(
    r"\b(?:ministers?|ministry|spokes\w+|ambassadors?|envoys?|negotiators?|mediators?|chairs?|chairman|"
    r"chairwoman|co-chairs?|delegat\w+|presidents?|premier|governors?|commander|commissioner|"
    r"secretary|advis[eo]rs?|counsell?ors?|lawmaker|senator|deputy|mp|representatives?|leader|"
    r"government|committee|commission|panel|union|company|alliance|party|central\s+bank|judge|"
    r"inspector|coordinator|member|steward|organi[sz]er)\b",
    re.IGNORECASE,
)
"""What somebody who speaks for others is or heads."""
_OWNED: Final = re.compile(r"^(?:its|his|her|their|our)\b|['’]s?\s+(?:[\w\-]+\s+){0,3}?$")
_CLAUSE: Final = re.compile(r",|\s(?:who|which|that|where|at|of|to|with|in|for|from|on|based)\b")
_WORKS_FOR: Final = re.compile(
    r"\b(?:engaged|hired|paid|retained|commissioned|appointed|sent|advis\w+|employed)\b"
)
_SEAT: Final = re.compile(
    rf"^(?P<role>[^,;]*?)\b(?:of|at|from|with)\s+(?:the\s+)?(?:[{UPPER}][\w’'.\-]*\s+|[a-z]+\s+)*?"
    r"(?:University|College|(?:[Tt]hink[\s\-][Tt]ank)|"
    r"(?:Strategy|Policy|Studies|Strategic|Research|International|Peace)\s+(?:Institute|Cent(?:er|re))|"
    r"Institute\s+(?:for|of)\s+(?:[A-Z]\w+\s+){0,3}(?:Studies|Affairs|Research|Strategy|Relations|"
    r"Security|Policy)|university|Research)\b(?!\s+(?:hospital|library|clinic))"
)
"""`of the research department at the Strand Institute of Norvik University`."""
_OFFICE_AHEAD: Final = re.compile(
    rf"(?:['’]s?\s|\b(?:the|its|his|her|their)\s|^|\s)[^.,;:\n]*{_OFFICE.pattern}[^.,;:\n]*,\s*$",
    re.IGNORECASE,
)
N_NAMED: Final = 2
N_BEFORE_CHARS: Final = 70
"""How far before a past office a present one may begin."""
_PRESENT: Final = re.compile(
    r"\bwho\s+(?:(?:now|currently|has|had|is|was|also)\s+)*(?:leads?|led|leading|heads?|headed|chairs?|"
    r"chaired|mediat\w+|shuttl\w+|host(?:s|ed)|negotiat\w+|represent\w+|speaks?|sits?|sat|acts?|"
    r"facilitat\w+|advises|works?\s+for)\b|\bfor\s+the\s+(?:mediat\w+|delegation|government)",
    re.IGNORECASE,
)
_PAST: Final = re.compile(
    r"^(?!.*\bparty\b)(?:(?:an?|the|one|another|two)\s+|[\w.\-]+(?:\s+[\w.\-]+){0,2}['’]s\s+)?(?:[\w\-]+\s+){0,2}?"
    r"(?:former|ex-|one-?time|retired)\s*"
    r"(?P<office>(?:[\w\-]+\s+){0,4}?(?:presidents?|ministers?|ambassadors?|diplomats?|officials?|"
    r"envoys?|negotiators?|generals?|admirals?|colonels?|majors?|officers?|commanders?|chiefs?|"
    r"heads?|directors?|advis[eo]rs?|secretary|commissioners?|inspectors?|prosecutors?|senators?|"
    r"lawmakers?|spokes\w+|premiers?|governors?|chancellor|captain|judges?|prisoners?|detainees?|"
    r"hostages?|captives?|soldiers?|marines?|fighters?|miners?|sailors?|guards?|teachers?|bankers?))\b(?P<rest>.*)$",
    re.IGNORECASE | re.DOTALL,
)
"""`a former Norlandic ambassador to Aldia`, `Norland's ex-foreign minister`."""
_LAYMAN: Final = re.compile(
    r"^(?:(?:an?|the|one)\s+)?(?:[\w\-]+\s+){0,2}?(?:trader|driver|farmer|fisherman|fisherwoman|widow|widower|pensioner|villager|"
    r"resident|shopkeeper|baker|butcher|barber|hairdresser|housewife|student|pupil|tailor|mechanic|miller|beekeeper|herder|"
    r"shepherd|carpenter|plumber|electrician|waiter|waitress|cook|grandmother|grandfather|mother|father|teacher|nurse|"
    r"schoolteacher|guide|passenger|commuter|tourist|innkeeper|"
    r"hotelier|grocer|weaver|potter|novelist|poet|writer|actor|singer|artist|lorry\s+driver|taxi\s+driver|"
    r"(?:\d\d-year-old)(?:\s+[a-z]+)?)\b(?!['’-])(?P<rest>.*)$|^who\s+(?:teaches|sells|farms|grows|drives|keeps|repairs|fishes|bakes)\b.*$",
    re.DOTALL,
)
"""`a trader in dried fish`, `who teaches rural law in Norvik`: who speaks for nobody."""
_AID: Final = (
    r"\b(?:charity|aid\s+(?:group|agency|organi[sz]ation)|relief\s+(?:group|organi[sz]ation)|"
    r"(?:human\s+|civil\s+|digital\s+)?rights\s+(?:group|organi[sz]ation|monitor)|NGO|pollster|"
    r"polling\s+(?:firm|company|institute)|consultancy|consulting\s+(?:firm|group|company)|"
    r"(?:market\s+|economic\s+)?research\s+(?:firm|group|house|company|institute)|"
    r"(?:diaspora|citizens['’]?|civic|community|youth|patients['’]?|consumers?['’]?|victims['’]?|families['’]?)\s+"
    r"(?:platform|group|network|initiative|forum|organi[sz]ation)|"
    r"(?:conservation|environment(?:al)?|nature|anti-[a-z]+|campaign|monitoring|watchdog|pressure|protest|local)\s+group|"
    r"independent\s+(?:fiscal\s+)?(?:watchdog|monitor)|risk\s+(?:consultancy|firm)|"
    r"(?:credit\s+)?rating\s+agency|church\s+group|think[\s\-]tank|advocacy\s+group|"
    r"non-?governmental\s+organi[sz]ation)"
)
_AID_BEFORE: Final = re.compile(rf"{_AID},?\s+$")
_AID_BEHIND: Final = re.compile(rf",\s+(?:an?|the)\s+(?:[\w\-]+\s+){{0,3}}{_AID}\b")
_AID_NAME: Final = re.compile(
    r"\b(?:Families\s+Forum|Forum\s+of\s+(?:the\s+)?Families|Relief\s+(?:Fund|Committee)|Human\s+Rights\s+"
    r"(?:Watch|Group|Network|Centre|Center)|Think\s+Tank|Research\s+Institute|"
    r"(?:Institute|Forum|Cent(?:re|er))\s+(?:for|of)\s+(?:[A-Z]\w+\s+){0,3}Studies)\b"
)
"""Bodies that speak for nobody's side."""
_KNOWER: Final = re.compile(
    r"^(?:(?:an?|one|the|another|two|three|four|five|several|some|multiple|many)\s+)?(?:other\s+)?"
    r"(?:people|persons?|sources?|participants?|individuals?)\s+(?:(?:\w+ly|close|directly)\s+)?"
    r"(?:(?:who\s+(?:was|were|is|are|has|had|have)\s+)?(?:been\s+)?"
    r"(?:briefed|familiar|informed|privy|knowledgeable)\s+(?:on|about|with|of|to)\b|"
    r"with\s+(?:direct\s+|first-?hand\s+)?knowledge\s+of\b|"
    r"(?:to|close\s+to)\s+(?:the|these|those)\s+(?:[\w\-]+\s+)?(?:talks|negotiations?|discussions?|"
    r"matter|process|file|mediation|deliberations)\b)",
    re.IGNORECASE,
)
"""`two people briefed on the Norvik session`: of whom only what they know is told."""


def is_private(context: str) -> bool:
    """Whether words about somebody make them an expert, or a former official without an office."""
    return any(told(context) for told in (_is_expert, _is_seated, _is_past, _is_layman))


def private_context(contexts: Sequence[str], text: str, name: str) -> str | None:
    """The words that make somebody an outsider, unless others give an office or a task.

    Args:
        contexts: what stands around the name and may say who that is.
        text: of the document.
        name: as written there.
    """
    told = next((context for context in contexts if is_private(context)), None)
    if told is None or _has_office_before(told, text, name):
        return None
    others = [context for context in contexts if not is_private(context)]
    if any(_OFFICE.search(other) or _PRESENT.search(other) or _OWNED.search(other)
           for other in others):  # fmt: skip
        return None
    return told


def has_task(words: str) -> bool:
    """Whether words tell of a present task: "who hosted the meeting for the union"."""
    return _PRESENT.search(words) is not None


def _has_office_before(told: str, text: str, name: str) -> bool:
    """Whether an office stands before: "Norland's envoy, former minister Ada Lund".

    A former official whom a text keeps naming has a part in it, so something else tells the side.
    """
    if _is_past(told) and text.count(name.rpartition(" ")[2]) > N_NAMED:
        return True
    at = text.find(f"{told} {name}")
    before = text[max(0, at - N_BEFORE_CHARS) : at] if at >= 0 else ""
    return _OFFICE_AHEAD.search(before) is not None


def _is_expert(context: str) -> bool:
    match = _IS_EXPERT.match(context)
    if match is None:
        return False
    before = context[: match.start("rest")]
    if _OWNED.search(before.rsplit(" ", 1)[0] + " ") or _CLAUSE.search(before):
        return False
    if _OFFICE.search(before) or _WORKS_FOR.search(context):
        return False
    return _PRESENT.search(context) is None


def _is_seated(context: str) -> bool:
    match = _SEAT.match(context)
    return match is not None and _PRESENT.search(context) is None and not _OWNED.search(context)


def _is_layman(context: str) -> bool:
    match = _LAYMAN.match(context)
    if match is None or _PRESENT.search(context) or _OFFICE.search(context):
        return False
    return _WORKS_FOR.search(context) is None


def _is_past(context: str) -> bool:
    match = _PAST.match(context)
    return match is not None and _PRESENT.search(context) is None


def stands_for_nobody(name: str, text: str) -> bool:
    """Whether a text calls the body of this name a charity, say: "the aid group Open Wells"."""
    if _AID_NAME.search(name):
        return True
    return any(
        _AID_BEFORE.search(text, max(0, at - N_BEFORE_CHARS), at)
        or _AID_BEHIND.match(text, at + len(name))
        for at in places_of(text, name)
    )


def knows_only(text: str) -> bool:
    """Whether a mention tells of unnamed people only what they know of."""
    return _KNOWER.match(text) is not None
