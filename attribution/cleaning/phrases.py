"""Wordings that only page furniture uses: headings of teaser lists, adverts, appeals, menus."""

from __future__ import annotations

import re

__all__ = ["is_furniture_phrase", "is_teaser_heading", "is_teaser_tag"]


def _any_of(*alternatives: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{alternative})" for alternative in alternatives), re.IGNORECASE)


_TAG = re.compile(r"\[[^\]\n]{2,30}\] ?[-–—:|] ?\S")

_HEADING = _any_of(
    r"(?:read|see|also) (?:also|more|next|this|on|read)",
    r"related(?: (?:articles?|stories|story|news|content|topics|coverage|posts?|reading|links?"
    r"|videos?))?",
    r"more (?:from|on|in|about)(?: [\w’'&.-]+){1,5}",
    r"more (?:stories|news|headlines|coverage|to read)",
    r"(?:also )?(?:most|popular) (?:read|popular|viewed|shared|commented|watched|recent|now)",
    r"(?:latest|top|recent|breaking|other|today['’]?s|trending|popular|featured|recommended)"
    r"(?: \w+)? (?:news|stories|headlines|articles|posts|videos|reads)",
    r"trending(?: now)?|popular|recommended(?: for you| reading)?|latest",
    r"you (?:may|might|could) (?:also )?(?:like|be interested in|have missed)",
    r"don['’]?t miss|editor['’]?s['’]? (?:picks?|choice)|(?:also )?in (?:the|other) news",
    r"what to read next|up next|what others are reading|from our partners|around the web",
    r"keep reading|further reading|elsewhere on (?:this|our) site",
)
_HEADING_END = " :-–—»>.…▶→"
_INLINE_TEASER = _any_of(
    r"(?:read (?:also|more|next)|see also|also read|related(?: \w+)?|watch(?: (?:now|live|more))?"
    r"|listen(?: to)?|don['’]?t miss|recommended|more)\s?[:|»>→]\s*\S"
)

_REST = r"[^.?]{0,60}"
"""What may follow an appeal on its line; a full sentence may not."""
_WHOLE_LINE = _any_of(
    r"[-—(\[* ]*advert(?:isement|ising|ise|orial)?s?(?: with us| here)?[-—)\]* ]*",
    rf"(?:sponsored|promoted)(?: content| post| by{_REST})?|paid (?:content|post)",
    rf"(?:story|article) continues (?:below|after){_REST}",
    rf"subscribe(?: (?:now|today|here|to|for|and){_REST})?|subscriptions?",
    rf"sign (?:in|up)(?: (?:now|here|for|to|with){_REST})?|log ?in(?: (?:or|to|with){_REST})?",
    r"register(?: now| here| for free)?|create (?:an )?account|my account",
    rf"donate(?: (?:now|today|here|to){_REST})?|make a (?:donation|contribution)",
    rf"become a (?:member|patron|supporter|subscriber){_REST}",
    rf"support (?:us|our (?:work|journalism|newsroom|mission|reporting)){_REST}\.?",
    rf"contribute(?: (?:now|today|here|us|to (?:us|our)){_REST})?",
    rf"merchandise(?: {_REST})?|unlimited (?:[\w+-]+ )?access{_REST}|our shop|shop now",
    rf"share(?: (?:this|on|via|the|article|story){_REST})?|tweet(?: this)?|pin it",
    r"print|email(?: this(?: article| story)?)?|copy link|gift this article",
    r"save(?: article| for later)?",
    r"(?:[A-Za-z&’' -]{2,25}[|•·]){3,}[A-Za-z&’' -]{2,25}",
    rf"follow us{_REST}|join (?:us on|our|the (?:conversation|discussion)){_REST}",
    r"(?:leave a |post a |add a |view |no )?comments?(?: \(?\d+\)?)?|\d+ comments?",
    rf"(?:skip|jump) to {_REST}|(?:back|scroll|return) to (?:top|home){_REST}",
    r"menu|search|home(?: ?page)?|sections|navigation|sitemap|contact(?: us)?|about(?: us)?",
    r"privacy(?: policy| notice| settings)?|terms(?: (?:of (?:use|service)|(?:and|&) conditions))?",
    r"cookies?(?: policy| settings| preferences| notice)?|(?:accept|reject)(?: all)?(?: cookies)?",
    r"newsletters?|(?:load|show|view|see|read) (?:more|less|all)(?: \w+)?(?:…|\.\.\.)?|loading\W*",
    rf"(?:click|tap) here{_REST}|continue reading{_REST}|(?:next|previous) (?:article|story|post)",
    r"(?:(?:facebook|twitter|x|whatsapp|telegram|linkedin|instagram|youtube|reddit|email|rss|tiktok"
    r"|pinterest|flipboard|messenger|bluesky|threads)[ ,|/•·]*)+",
    r"\d+ min(?:ute)?s?(?: read)?|listen to this (?:article|story)|play (?:video|audio)|watch live",
    r"(?:download|get) (?:our|the) app|cancel any ?time\.?",
    rf"(?:tags?|topics?|filed under|categor(?:y|ies)|keywords) ?: ?{_REST}",
)

_SENTENCE = _any_of(
    r"(?:we|this (?:web)?site|our (?:web)?site|our partners)\b.{0,60}\bcookies\b",
    r"by (?:continuing|clicking|using|signing up|subscribing|submitting)\b.{0,120}"
    r"\b(?:agree|accept|consent)\b.{0,60}\b(?:terms|polic|cookies)",
    r"(?:please )?(?:sign(?:ing)? up|subscribe|register)\b.{0,80}"
    r"\b(?:newsletters?|e-?mails?|inbox|alerts|briefing|channel|podcast|access|edition|digest)\b",
    r"get (?:the|our|all)\b.{0,80}\b(?:inbox|newsletters?)\b",
    r"(?:©|\(c\) ?\d{4}|copyright (?:©|\(c\)|\d{4})).{0,200}",
    r".{0,160}\ball rights reserved\b",
    r"(?:already|not) (?:a|have)\b.{0,20}\b(?:subscriber|account|member)\b",
    r"you have .{0,30}\barticles? (?:left|remaining)\b",
    r"(?:this|the) (?:article|content|story) is (?:for|only|available|reserved)\b.{0,40}"
    r"\b(?:subscribers|members)\b",
    r"to (?:continue|keep) reading\b|thank you for (?:reading|signing up|subscribing)\b",
    r"please (?:support (?:us|our)|consider (?:supporting|donating|subscribing|making a))\b",
    r"(?:if you|help us|your (?:support|donation|contribution))\b.{0,140}"
    r"\b(?:subscrib|donat|our (?:journalism|reporting|newsroom))",
    r"(?:follow|find|join|like) (?:us|our)\b.{0,40}"
    r"\bon (?:facebook|twitter|x|telegram|whatsapp|instagram)\b",
)
_CREDIT = _any_of(
    r"(?:(?:file|cover|handout) )?(?:photo(?:graph)?|image|picture|illustration|graphic)s?"
    r"(?: (?:credit|source|courtesy|by))?\s?[:/©|].{0,120}",
    r"(?:file|handout|representational) (?:photo|image|picture)\b.{0,200}",
    r"(?:photo )?credits?\s?:.{0,100}|\((?:photo|image|ap photo|file photo)[^)]{0,120}\)\.?",
    r"[^.!?]{0,90}(?:/ ?(?:AFP|Reuters|AP|EPA|TASS|Anadolu|Xinhua|Shutterstock|Getty)|getty images"
    r"|ap photo|EPA-EFE)(?:[^.!?]{0,30})\.?",
)
# Appeals do not report what somebody said.
_REPORT = re.compile(r"\b(?:said|says|told|tells|added|according)\b")
_MAX_CHARS = 600
_MAX_APPEAL_WORDS = 60
_MAX_LINE_WORDS = 25
_MAX_WHOLE_LINE_WORDS = 12


def is_teaser_tag(line: str) -> bool:
    """Whether the line begins like `[Region] - Headline`."""
    return _TAG.match(line) is not None


def is_teaser_heading(line: str) -> bool:
    """Whether the line is the heading of a list of teasers ("Read also:", "Most read")."""
    return len(line) <= _MAX_CHARS and _HEADING.fullmatch(line.rstrip(_HEADING_END)) is not None


def is_furniture_phrase(line: str) -> bool:
    """Whether the line is an advert, an appeal, a menu item, a credit or an inline teaser."""
    n_words = line.count(" ") + 1
    if n_words > _MAX_APPEAL_WORDS or len(line) > _MAX_CHARS:
        return False
    if n_words <= _MAX_LINE_WORDS and _is_short_phrase(line):
        return True
    if _REPORT.search(line):
        return False
    if _SENTENCE.match(line):
        return True
    return (
        n_words <= _MAX_WHOLE_LINE_WORDS and _WHOLE_LINE.fullmatch(line.rstrip(" !:")) is not None
    )


def _is_short_phrase(line: str) -> bool:
    return _INLINE_TEASER.match(line) is not None or _CREDIT.fullmatch(line) is not None
