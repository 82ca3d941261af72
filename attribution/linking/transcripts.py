"""Transcripts: whose turn it is, from the labels at the starts of lines.

Press conferences, briefings and interviews are written `SECRETARY RUBIO: …`, `Q: …`,
`**Anna Berg:** …`; everything up to the next label is that speaker's, over all paragraphs.
An article may quote such an exchange: then the last turn ends with its paragraph, for what
follows is the writer's again.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from attribution.records import Attribution, Quotation, StatementKind
from attribution.spans import Span

__all__ = ["find_turns", "inside_turns"]

N_MIN_TURNS: Final = 3
"""Fewer labelled lines are no transcript."""
MIN_SHARE: Final = 0.5
"""Share of a text of unknown kind that turns must cover for it to count as a transcript."""
TURN_CONFIDENCE: Final = 0.97
N_EXCHANGE_PARAGRAPHS: Final = 4
"""A label that stands further behind the last one begins another exchange in an article."""

_NAME: Final = r"[A-ZÀ-ÖØ-Þ][\w’'.-]*"
_LABEL: Final = re.compile(
    rf"^[ \t]*[\"“]?(?P<open>\*\*|__)?(?P<label>{_NAME}(?:,?[ \t]+(?:of|for|the|al-\w+|de|von|van|"
    rf"{_NAME}|\([^()\n]{{1,40}}\))){{0,7}})(?P<close>\*\*|__)?[ \t]*"
    rf"(?P<colon>:)(?:\*\*|__)?(?=[ \t]*\S|[ \t]*\n)",
    re.MULTILINE,
)
_QUESTION: Final = re.compile(r"^(?:Q|QUESTION|Question|REPORTER|Reporter)\d*(?:\s+\([^()]*\))?$")
_ASKING: Final = re.compile(
    r"^(?:HOST|INTERVIEWER|MODERATOR|ANCHOR|ANNOUNCER|PRESENTER|JOURNALIST|CORRESPONDENT)$",
    re.IGNORECASE,
)
"""Who asks, greets and tells what others have said."""
_SENTENCE_END: Final = re.compile(r"[.!?…–—-][\"”’')\]]*$")
N_HEAD_WORDS: Final = 12
"""A longer line behind a label is spoken, also where its full stop was lost."""
_CLOSING_LINE: Final = re.compile(
    r"^[ \t]*(?:[-–—#*=\[(\s]*(?:END|End)\b[^\n]{0,60}|[#*=\s–—-]{3,}"
    r"|The [^\n]{3,30} (?:ended|closed|adjourned|rose|concluded) at [^\n]{1,30})[ \t]*$",
    re.MULTILINE,
)
_BREAK: Final = re.compile(r"\n\s*\n")
_NOT_SPACE: Final = re.compile(r"\S")
_STAGE_DIRECTION: Final = re.compile(r"\s*[(\[][^()\[\]\n]{1,60}[)\]]\s*$")
_NO_LABEL: Final = frozenset(
    "note notes photo update editor background date place time location subject summary "
    "attendees briefer speakers participants present source sources contact tags "
    "topics related transcript read watch breaking exclusive opinion analysis live video more also "
    "look listen remember first second third finally again so but now one two".split()
)


@dataclass(frozen=True, slots=True)
class _Label:
    """A label at the start of a line; spans are code points of the text."""

    line: int
    name: Span
    colon: Span
    words: str


def _labels(text: str, *, is_transcript: bool) -> list[_Label]:
    found = [
        _Label(m.start(), Span(*m.span("label")), Span(*m.span("colon")), m["label"].strip())
        for m in _LABEL.finditer(text)
        if m["label"].split()[0].lower().strip(".,") not in _NO_LABEL
    ]
    counts = Counter(label.words for label in found)
    sure = [
        label
        for label in found
        if counts[label.words] > 1 or label.words.isupper() or _QUESTION.match(label.words)
    ]
    # Among turns that are sure, a speaker may well have only one, and may be called by a title
    # first and by surname then.
    return found if is_transcript or len(sure) >= N_MIN_TURNS else sure


def find_turns(text: str, *, is_transcript: bool = False) -> list[Attribution]:
    """The turns of a transcript, or of exchanges that an article quotes, as attributions.

    Args:
        text: of a document.
        is_transcript: whether the document is known to be one; otherwise its turns must cover
            most of it, or their labels stand in capitals close together.

    Returns:
        One direct quotation a turn, in reading order: the label as source, the colon as cue,
        the words up to the next label as content, without stage directions at their end.
        Questions of the press, and whatever hosts say, are of kind attitude.
        Empty for any text that holds no turns.
    """
    labels = _labels(text, is_transcript=is_transcript)
    if len(labels) < N_MIN_TURNS:
        return []
    closing = _CLOSING_LINE.search(text, labels[-1].colon.end)
    turns = _turns(text, labels, closing.start() if closing else len(text))
    n_covered = sum(turn.contents[0].end - turn.spans()[0].start for turn in turns)
    if is_transcript or n_covered >= MIN_SHARE * len(text.strip()):
        return _without_head(text, turns)
    return [
        turn
        for exchange in _exchanges(text, labels)
        for turn in _turns(text, exchange, _paragraph_end(text, exchange[-1].colon.end))
    ]


def _without_head(text: str, turns: Sequence[Attribution]) -> list[Attribution]:
    """Without the lines before the first turn: `Spokesman: Ada Lund, Foreign Ministry`."""
    said = [turn.contents[0].slice(text) for turn in turns]
    spoken = [
        i for i, words in enumerate(said)
        if _SENTENCE_END.search(words) or len(words.split()) > N_HEAD_WORDS
    ]  # fmt: skip
    return list(turns[spoken[0] if spoken else 0 :])


def _turns(text: str, labels: Sequence[_Label], end_of_last: int) -> list[Attribution]:
    """One turn a label; the last one ends at `end_of_last`."""
    turns: list[Attribution] = []
    for i, label in enumerate(labels):
        end = labels[i + 1].line if i + 1 < len(labels) else end_of_last
        content = _words(text, label.colon.end, end)
        if content is not None:
            turns.append(
                Attribution(
                    source=label.name, cue=label.colon, contents=(content,),
                    quote_type=Quotation.DIRECT, confidence=TURN_CONFIDENCE,
                    kind=_kind(label.words),
                )
            )  # fmt: skip
    return turns


def _kind(label: str) -> StatementKind:
    """A question of the press states nothing: it is what somebody wants to know."""
    asks = _QUESTION.match(label) or _ASKING.match(label)
    return StatementKind.ATTITUDE if asks else StatementKind.STATEMENT


def _exchanges(text: str, labels: Sequence[_Label]) -> list[list[_Label]]:
    """Runs of labels in capitals that stand close together; someone in each speaks again."""
    runs: list[list[_Label]] = []
    for label in labels:
        if not (label.words.isupper() or _QUESTION.match(label.words)):
            continue
        gap = text[runs[-1][-1].colon.end : label.line] if runs else ""
        if runs and len(_BREAK.findall(gap)) <= N_EXCHANGE_PARAGRAPHS:
            runs[-1].append(label)
        else:
            runs.append([label])
    return [
        run for run in runs
        if len(run) >= N_MIN_TURNS and 1 < len({label.words for label in run}) < len(run)
    ]  # fmt: skip


def _paragraph_end(text: str, at: int) -> int:
    """Where the paragraph ends whose words begin behind `at`, be it on the next line."""
    first_word = _NOT_SPACE.search(text, at)
    match = _BREAK.search(text, first_word.start() if first_word else len(text))
    return match.start() if match else len(text)


def _words(text: str, start: int, end: int) -> Span | None:
    """The spoken words in `start:end`, without marks, white space and closing directions."""
    while start < end and (text[start].isspace() or text[start] in "*_"):
        start += 1
    while start < end and (text[end - 1].isspace() or text[end - 1] in "*_"):
        end -= 1
    while match := _STAGE_DIRECTION.search(text, start, end):
        if match.start() <= start:
            break
        end = match.start()
    return Span(start, end) if any(map(str.isalnum, text[start:end])) else None


def inside_turns(turns: Sequence[Attribution], span: Span) -> bool:
    """Whether a span touches one of `turns`, from its label to its last word.

    Args:
        turns: from `find_turns`, in reading order.
        span: of the same text.
    """
    at = bisect_left(turns, span.end, key=lambda turn: turn.spans()[0].start) - 1
    return at >= 0 and span.start < turns[at].contents[0].end
