"""Readouts: whole sentences are their issuer's statements."""

from __future__ import annotations

from dataclasses import replace

import pytest

from attribution.pipeline.accounts import as_account
from attribution.records import Attribution, Quotation, Speaker, SpeakerKind, StatementKind
from attribution.spans import Span

TEXT = (
    "The delegations met in Varna on Monday. We regret that the talks broke off. The Ministry "
    "will publish its figures. Minister Ada Lund told reporters that the door stays open. "
    "The Ministry noted with concern what Ada Lund said of the ferry. “We will wait,” it said."
)
ISSUER = Speaker(
    name="Foreign Ministry of Norland", kind=SpeakerKind.ORGANISATION, side="NORLAND",
    resolved_by="issuer of the readout; text", confidence=0.9,
)  # fmt: skip
LUND = Speaker(
    name="Ada Lund", kind=SpeakerKind.PERSON, side="NORLAND", resolved_by="text", confidence=0.8
)


def span(words: str) -> Span:
    """Where `words` stand."""
    at = TEXT.index(words)
    return Span(at, at + len(words))


def found(
    content: str, *, source: str | None = None, cue: str | None = None,
    kind: StatementKind = StatementKind.STATEMENT, nested_in: int | None = None,
    quote_type: Quotation = Quotation.INDIRECT,
) -> Attribution:  # fmt: skip
    """An attribution of the words."""
    return Attribution(
        source=span(source) if source else None, cue=span(cue) if cue else None,
        contents=(span(content),), kind=kind, nested_in=nested_in, quote_type=quote_type,
    )  # fmt: skip


def account(*told: tuple[Attribution, Speaker]) -> list[tuple[str, Attribution, Speaker]]:
    """Content, attribution and speaker of what is left."""
    attributions, speakers = as_account(TEXT, [a for a, _ in told], [s for _, s in told])
    return [(a.contents[0].slice(TEXT), a, s) for a, s in zip(attributions, speakers, strict=True)]


def test_a_piece_of_the_issuers_sentence_becomes_all_of_it() -> None:
    """The cue is part of what is stated."""
    ((content, attribution, speaker),) = account(
        (found("its figures", source="The Ministry", cue="will publish"), ISSUER)
    )
    assert content == "The Ministry will publish its figures."
    assert (attribution.source, attribution.cue) == (None, None)
    assert attribution.quote_type is Quotation.INDIRECT
    assert speaker is ISSUER


def test_first_person_is_direct_and_an_attitude_is_a_statement() -> None:
    """What an official text says of "us" is its own words, and a regret is stated."""
    regret = found(
        "that the talks broke off", source="We", cue="regret", kind=StatementKind.ATTITUDE
    )
    ((content, attribution, _),) = account((regret, ISSUER))
    assert content == "We regret that the talks broke off."
    assert attribution.quote_type is Quotation.DIRECT
    assert attribution.kind is StatementKind.STATEMENT


@pytest.mark.parametrize(
    ("sentence", "quote_type"),
    [
        ("Our door is open.", Quotation.DIRECT),
        ("The US side saw “our door” as closed.", Quotation.INDIRECT),
        ("The U.S. envoy left.", Quotation.INDIRECT),
    ],
)
def test_us_is_a_country_and_quotations_speak_for_others(
    sentence: str, quote_type: Quotation
) -> None:
    """Only the issuer's own first person counts."""
    attribution = Attribution(source=None, cue=None, contents=(Span(0, len(sentence)),))
    (whole,), _ = as_account(sentence, [attribution], [ISSUER])
    assert whole.quote_type is quote_type


def test_several_cues_of_one_sentence_make_one_statement() -> None:
    """Nothing is told twice."""
    told = account(
        (found("that the talks", source="We", cue="regret"), ISSUER),
        (found("broke off"), ISSUER),
    )
    assert [content for content, _, _ in told] == ["We regret that the talks broke off."]


def test_persons_speak_for_themselves() -> None:
    """What somebody is reported to have said in a readout stays as it was found."""
    lund = found("that the door stays open", source="Minister Ada Lund", cue="told")
    assert account((lund, LUND)) == [("that the door stays open", lund, LUND)]


def test_a_sentence_that_holds_words_of_others_is_left() -> None:
    """The issuer is not given what somebody else said; its attitude is stated all the same."""
    noted = found("with concern", source="The Ministry", cue="noted", kind=StatementKind.ATTITUDE)
    said = found("of the ferry", source="Ada Lund", cue="said")
    first, second = account((noted, ISSUER), (said, LUND))
    assert first == ("with concern", replace(noted, kind=StatementKind.STATEMENT), ISSUER)
    assert second[1] is said


def test_quotation_marks_say_where_the_words_end() -> None:
    """A quotation of the issuer is not widened."""
    quoted = found("“We will wait,”", source="it", cue="said", quote_type=Quotation.DIRECT)
    assert account((quoted, ISSUER))[0][:2] == ("“We will wait,”", quoted)


def test_contents_in_two_sentences_are_two_statements_and_nested_ones_follow() -> None:
    """An inner attribution points to the sentence that holds it."""
    wide = Attribution(
        source=None, cue=None,
        contents=(span("met in Varna on Monday"), span("that the talks broke off")),
    )  # fmt: skip
    inner = found("broke off", source="the talks", cue="that", nested_in=0)
    told = account((wide, ISSUER), (inner, LUND))
    assert [content for content, _, _ in told] == [
        "The delegations met in Varna on Monday.", "We regret that the talks broke off.",
        "broke off",
    ]  # fmt: skip
    assert told[2][1].nested_in == 1


def test_unknown_issuers_count_as_well() -> None:
    """A readout of which nobody says whose it is has statements all the same."""
    nobody = replace(ISSUER, name="Unknown issuer", resolved_by="readout without issuer")
    ((content, _, speaker),) = account((found("its figures", cue="will publish"), nobody))
    assert content == "The Ministry will publish its figures."
    assert speaker is nobody
