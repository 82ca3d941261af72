"""Tagged spans to attributions."""

from __future__ import annotations

import re
import time

from hypothesis import given
from hypothesis import strategies as st

from attribution.linking import TextGrid, kind_of_cue, link_spans, sentence_spans, uncued_statements
from attribution.linking.boundaries import mend_boundaries
from attribution.linking.links import N_FLOATING_WORDS
from attribution.records import Attribution, StatementKind
from attribution.spans import Span
from attribution.tagging import ROLES, TaggedSpan

ROLE_OF = {"S": "source", "Q": "cue", "C": "content"}


def marked(text: str) -> tuple[str, list[TaggedSpan]]:
    """Text without the marks [S: …], [Q: …], [C: …], and the spans they mark."""
    plain, spans = "", list[TaggedSpan]()
    at = 0
    for match in re.finditer(r"\[([SQC]): (.*?)\]", text, re.DOTALL):
        plain += text[at : match.start()]
        spans.append(
            TaggedSpan(Span(len(plain), len(plain) + len(match[2])), ROLE_OF[match[1]], 0.9)
        )
        plain += match[2]
        at = match.end()
    return plain + text[at:], spans


def linked(text: str) -> list[tuple[str | None, str | None, list[str]]]:
    """(source, cue, contents) as text of every attribution."""
    plain, spans = marked(text)
    return [_words(plain, attribution) for attribution in link_spans(plain, spans)]


def _words(text: str, a: Attribution) -> tuple[str | None, str | None, list[str]]:
    return (
        None if a.source is None else a.source.slice(text),
        None if a.cue is None else a.cue.slice(text),
        [content.slice(text) for content in a.contents],
    )


def test_source_cue_content_in_one_sentence() -> None:
    """The plain case."""
    assert linked("[S: The envoy] [Q: said] [C: that talks went on].") == [
        ("The envoy", "said", ["that talks went on"])
    ]


def test_content_before_its_cue() -> None:
    """Order does not matter."""
    assert linked("[C: Talks went on], [S: the envoy] [Q: said].") == [
        ("the envoy", "said", ["Talks went on"])
    ]


def test_split_content_is_one_attribution() -> None:
    """A quotation around its cue belongs together."""
    assert linked("[C: “The talks,”] [S: she] [Q: said], [C: “were useful.”]") == [
        ("she", "said", ["“The talks,”", "“were useful.”"])
    ]


def test_coordinated_cues_share_the_source() -> None:
    """`said A, adding B` has one source and two attributions."""
    assert linked("[S: She] [Q: said] [C: it rained], [Q: adding] [C: that it was cold].") == [
        ("She", "said", ["it rained"]),
        ("She", "adding", ["that it was cold"]),
    ]


def test_own_sentence_wins_over_a_nearer_one() -> None:
    """A cue one word away across a sentence end is not the content's."""
    assert linked("[C: All is agreed], [S: Kim] [Q: said]. [S: Lee] [Q: denied] [C: it].") == [
        ("Kim", "said", ["All is agreed"]),
        ("Lee", "denied", ["it"]),
    ]


def test_source_is_not_borrowed_from_another_paragraph() -> None:
    """A cue without source in its paragraph has none."""
    assert linked("[S: Kim] left.\n\nIt was [Q: reported] [C: that talks ended].") == [
        (None, "reported", ["that talks ended"])
    ]


def test_quotation_continues_into_the_next_paragraph() -> None:
    """A quotation without a cue of its own belongs to the speech before it."""
    text = "[S: Kim] [Q: said]: [C: “One.]\n\n[C: “Two.”]"
    assert linked(text) == [("Kim", "said", ["“One.", "“Two.”"])]


def test_distant_quotation_floats() -> None:
    """Two paragraphs on, a quotation is not credited to anyone."""
    text = "[S: Kim] [Q: said] [C: “One.”]\n\nNothing.\n\nMore.\n\n[C: “Two.”]"
    assert linked(text) == [("Kim", "said", ["“One.”"]), (None, None, ["“Two.”"])]


def test_cue_without_content_is_dropped() -> None:
    """Nothing was said."""
    assert linked("[S: Kim] [Q: spoke].") == []


def test_abbreviation_does_not_end_a_sentence() -> None:
    """`Mr. Smith` and `U.S. officials` stay in one sentence."""
    grid = TextGrid.of("Mr. Smith met U.S. officials. They left.")
    assert grid.sentence_at(20) == 0
    assert grid.sentence_at(32) == 1


def test_quoted_words_are_a_statement_whatever_the_cue() -> None:
    """Somebody must have said them."""
    text = "[S: Kim] [Q: wants] [C: “no second ferry”.] [S: Lund] [Q: wants] [C: a second ferry.]"
    stripped, spans = marked(text)
    kinds = [attribution.kind for attribution in link_spans(stripped, spans)]
    assert kinds == [StatementKind.STATEMENT, StatementKind.ATTITUDE]


def test_kind_from_the_cue() -> None:
    """Belief and wish are attitudes; saying so is a statement."""
    assert kind_of_cue("hopes") is StatementKind.ATTITUDE
    assert kind_of_cue("is expected") is StatementKind.ATTITUDE
    assert kind_of_cue("has heard") is StatementKind.ATTITUDE
    assert kind_of_cue("said she hopes") is StatementKind.STATEMENT
    assert kind_of_cue("denied") is StatementKind.STATEMENT
    assert kind_of_cue("let it be known") is StatementKind.STATEMENT
    assert kind_of_cue("known") is StatementKind.ATTITUDE
    assert kind_of_cue("hoped aloud") is StatementKind.STATEMENT
    assert kind_of_cue("regretted") is StatementKind.STATEMENT
    assert kind_of_cue(None) is StatementKind.STATEMENT


def test_readout_sentences_without_cue_are_statements() -> None:
    """Headings, short lines and sentences with a cue are not added again."""
    text = "READOUT\n\nThe sides discussed trade at length. The minister said it rained.\n\nOk."
    said = text.index("it rained")
    known = Attribution(source=None, cue=None, contents=(Span(said, said + 9),))
    added = uncued_statements(text, [known], within=[Span(0, len(text))])
    assert [a.contents[0].slice(text) for a in added] == ["The sides discussed trade at length."]
    assert uncued_statements(text, [known], within=[]) == []


READOUT = " ".join(f"The sides discussed matter number {n} at length." for n in range(6))
PLACES = st.integers(0, len(READOUT))
RANGES = st.lists(
    st.tuples(PLACES, PLACES).map(lambda ends: Span(min(ends), max(ends))), max_size=5
)


@given(taken=RANGES, sections=RANGES)
def test_added_sentences_lie_in_a_section_and_touch_no_attribution(
    taken: list[Span], sections: list[Span]
) -> None:
    """Whatever the order and overlap of the spans, as if each were compared with each sentence."""
    known = [Attribution(source=None, cue=None, contents=(span,)) for span in taken if len(span)]
    added = uncued_statements(READOUT, known, within=sections)
    assert [a.contents[0] for a in added] == [
        sentence for sentence in sentence_spans(READOUT)
        if any(section.contains(sentence) for section in sections)
        and not any(attribution.contents[0].overlaps(sentence) for attribution in known)
    ]  # fmt: skip


@given(st.text(alphabet="aB. \n“”", max_size=80))
def test_sentences_are_disjoint_and_lose_only_white_space(text: str) -> None:
    """Joined sentences hold every visible character in order."""
    spans = sentence_spans(text)
    assert "".join("".join(s.slice(text).split()) for s in spans) == "".join(text.split())


@st.composite
def tagged_texts(draw: st.DrawFn) -> tuple[str, list[TaggedSpan]]:
    """A text with disjoint tagged spans, document-final ones included."""
    text = draw(st.text(alphabet="ab. \n“”", min_size=1, max_size=80))
    spans, at = list[TaggedSpan](), 0
    while at < len(text) and len(spans) < 8:
        start = draw(st.integers(at, len(text) - 1))
        end = draw(st.integers(start + 1, min(len(text), start + 12)))
        spans.append(TaggedSpan(Span(start, end), draw(st.sampled_from(ROLES)), 0.5))
        at = end
    return text, spans


@given(tagged_texts())
def test_links_invent_and_lose_nothing(case: tuple[str, list[TaggedSpan]]) -> None:
    """Every content is in one attribution or a scrap; all spans were tagged, edges mended."""
    text, tagged_spans = case
    spans = mend_boundaries(text, tagged_spans)
    attributions = link_spans(text, tagged_spans)
    contents = sorted(span for a in attributions for span in a.contents)
    given_contents = {s.span for s in spans if s.role == "content"}
    assert len(contents) == len(set(contents))
    assert set(contents) <= given_contents
    for scrap in given_contents - set(contents):
        assert len(scrap.slice(text).split()) < N_FLOATING_WORDS
    tagged = {s.span for s in spans}
    assert all(span in tagged for a in attributions for span in a.spans())


def test_source_is_not_taken_from_a_later_sentence() -> None:
    """`alleged` in one sentence says nothing about who is named in the next."""
    assert linked("It answered [Q: alleged] [C: meddling]. [S: Kim] left.") == [
        (None, "alleged", ["meddling"])
    ]


def test_a_few_unquoted_words_without_cue_are_no_statement() -> None:
    """What stands in quotation marks, or is a clause, may float; a scrap may not."""
    assert linked("The [C: Russian] river froze.") == []
    assert linked("Nobody knew why. “[C: Never again.]”") == [(None, None, ["Never again."])]


def test_a_long_run_of_dots_is_cut_in_time() -> None:
    """Sentences are found in time that grows with the text."""
    began = time.perf_counter()
    assert TextGrid.of("It ended." + "." * 40_000 + " So it did.").sentence_starts[0] == 0
    assert time.perf_counter() - began < 2
