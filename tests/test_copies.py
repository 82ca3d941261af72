"""Which claims are one statement that several documents copied."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribution import copies as copies_module
from attribution.copies import find_copies, is_edited, shared_text
from attribution.records import UNKNOWN, Claim, DocumentKind, Speaker, SpeakerKind
from tests.reporting.examples import IDA_DAHL, KARIN_LIND, make_claim, make_document
from tests.wires import (
    ANSWER,
    BERTHS,
    COPIED,
    CUT,
    DAY,
    EDITED,
    EDITED_BERTHS,
    FEES,
    WIRE,
    WIRE_TEXT,
    printed,
    told,
)

CLAIMS = [claim for claims in COPIED.values() for claim in claims]
NOBODY = Speaker(name="the minister", kind=SpeakerKind.UNNAMED, side=UNKNOWN)


def are_one(*claims: Claim) -> bool:
    """Whether these are one statement."""
    return [{*map(id, group)} for group in find_copies(claims)] == [{*map(id, claims)}]


def test_whole_cut_and_edited_copies_are_one_statement() -> None:
    """Each statement once, the first one printed standing for all."""
    groups = find_copies(CLAIMS)
    assert [[(claim.document.outlet, claim.content_text) for claim in one] for one in groups] == [
        [("Tidal Wire", BERTHS), ("The Quay", BERTHS), ("Harwick Post", EDITED_BERTHS)],
        [("Tidal Wire", FEES), ("The Quay", FEES), ("Harwick Post", FEES)],
        [("Tidal Wire", ANSWER), ("Harwick Post", ANSWER)],
    ]


def test_edited_contents_are_told() -> None:
    """Other words are an edit; case, accents and quotation marks are none."""
    assert is_edited(told(WIRE), told(EDITED, EDITED_BERTHS))
    document = make_document("“THAT THE FEES were fair”, she said.")
    assert not is_edited(told(WIRE, FEES), make_claim(document, "“THAT THE FEES were fair”"))


@pytest.mark.parametrize(
    ("was", "now"),
    [("would reopen", "would not reopen"), ("northern berths", "3 northern berths"),
     ("berths", "two berths"), ("end of May", "end of June"), ("would reopen", "wouldn’t reopen")],
)  # fmt: skip
def test_an_edit_that_says_something_else_is_no_copy(was: str, now: str) -> None:
    """Numbers, negations and names: an analyst must see both."""
    content = BERTHS.replace(was, now)
    changed = printed(WIRE_TEXT.replace(BERTHS, content), outlet="The Quay")
    assert not find_copies([told(WIRE), told(changed, content)])


def test_a_title_before_a_name_is_an_edit() -> None:
    """A name may be spelt out as long as no other takes its place."""
    short, long = "that Lind would sign the paper", "that President Lind would sign the paper"
    text = WIRE_TEXT.replace(FEES, "{}")
    one, other = printed(text.format(short)), printed(text.format(long))
    assert are_one(
        make_claim(one, short, speaker=KARIN_LIND), make_claim(other, long, speaker=KARIN_LIND)
    )


def test_the_same_words_of_another_speaker_are_no_copy() -> None:
    """Two who say the same agree."""
    text = WIRE_TEXT.replace("Lind", "Dahl")
    document = printed(text, outlet="The Quay")
    other = make_claim(document, BERTHS, source="Dahl", cue="said", speaker=IDA_DAHL)
    assert not find_copies([told(WIRE), other])


def test_the_same_source_is_the_same_speaker_however_it_was_resolved() -> None:
    """A copy whose speaker was not found is no second voice."""
    assert are_one(told(WIRE), told(CUT, speaker=NOBODY))
    known, unknown = told(CUT), told(WIRE, speaker=NOBODY)
    ((first, second),) = find_copies([unknown, known])
    assert (first, second) == (known, unknown)


def test_what_a_side_repeats_later_is_no_copy() -> None:
    """The same sentence after more than a week was said again."""
    late = printed(WIRE_TEXT + ".", published=DAY + timedelta(days=8))
    assert not find_copies([told(WIRE), told(late)])
    assert are_one(told(WIRE), told(printed(WIRE_TEXT + ".", published=None)))


def test_long_statements_are_copied_into_other_texts() -> None:
    """A quotation of many words is the same one wherever it stands; one of a few is not."""
    own = f"A day in May. Karin Lind said {BERTHS}. Lind added {FEES}. The rest is of our own."
    document = printed(own, outlet="The Quay")
    assert are_one(told(WIRE), told(document))
    assert not find_copies([told(WIRE, FEES), told(document, FEES)])


def test_a_short_content_needs_its_sentence_or_its_text() -> None:
    """One word is the same where the words around it are."""
    word = "“useful”"
    sentence = f"The port minister Karin Lind told reporters on the quay the talks were {word}."
    text = "{}\n\n" + sentence + "\n\n{}"
    one, other = printed(text.format("One text.", "")), printed(text.format("", "Another one."))
    claims = [
        make_claim(document, word, source="The port minister Karin Lind", cue="told")
        for document in (one, other)
    ]
    assert are_one(*claims)
    elsewhere = printed(f"Karin Lind called the weather {word} and went home.")
    assert not find_copies([claims[0], make_claim(elsewhere, word, source="Karin Lind")])


def test_each_issuer_has_its_own_account() -> None:
    """Two readouts in the same words are agreement, not a copy; one printed twice is a copy."""
    own, theirs, again = (
        printed(WIRE_TEXT + end, kind=DocumentKind.READOUT, issuer=issuer)
        for end, issuer in (("", "Sweden"), (".", "Norden"), ("..", "SWEDEN"))
    )
    assert not find_copies([told(own), told(theirs, speaker=IDA_DAHL)])
    assert not find_copies([told(own), told(theirs)])
    assert are_one(told(own), told(again))


def test_without_a_source_the_speaker_decides() -> None:
    """Sentences that no words give to anybody are copies where the speaker is, or is not known."""
    one, other = (make_claim(document, FEES) for document in (WIRE, CUT))
    assert are_one(one, other)
    assert are_one(one, replace(other, speaker=NOBODY))
    assert not find_copies([one, replace(other, speaker=IDA_DAHL)])


def test_sides_that_differ_need_copied_texts() -> None:
    """A minister whom two outlets quote may be two ministers."""
    text = f"The minister said {BERTHS}."
    rest = WIRE_TEXT.partition("\n\n")[2]
    one, other = printed(text), printed(f"Weather first. {text} And no more.")
    claims = [
        make_claim(document, BERTHS, source="The minister", speaker=speaker)
        for document, speaker in ((one, KARIN_LIND), (other, IDA_DAHL))
    ]
    assert are_one(*claims)
    apart = printed(f"{rest} {text} Our own report of many words, none of them from elsewhere.")
    third = make_claim(apart, BERTHS, source="The minister", speaker=IDA_DAHL)
    longer = printed(f"{text} A longer text of our own that nobody else has printed so far today.")
    assert not find_copies([make_claim(longer, BERTHS, source="The minister"), third])


def test_one_document_repeats_nothing_of_itself() -> None:
    """A statement that a text tells twice has a copy each in a text that tells it twice."""
    twice = f"Karin Lind said {BERTHS}.\n\nAgain, Lind said {BERTHS}!"

    def both(end: str) -> list[Claim]:
        document = printed(twice + end)
        first = told(document)
        start = document.text.rindex(BERTHS)
        span = first.attribution.contents[0]
        later = replace(span, start=start, end=start + len(BERTHS))
        attribution = replace(first.attribution, contents=(later,))
        return [first, replace(first, id=Claim.make_id(document, attribution),
                               attribution=attribution)]  # fmt: skip

    assert not find_copies(both(""))
    assert [len(group) for group in find_copies([*both(""), *both(".")])] == [2, 2]


def test_who_stands_for_all() -> None:
    """What a person judged, else a known side, else a readout, else the first printed."""
    first, later = told(WIRE), told(CUT)
    readout = told(printed(WIRE_TEXT + ".", kind=DocumentKind.READOUT, published=date(2031, 4, 5)))
    judged = replace(later, judged=("stance",))
    assert find_copies([later, first])[0][0] is first
    assert find_copies([later, first, readout])[0] == (readout, first, later)
    assert find_copies([first, judged, readout])[0][0] is judged


def test_what_people_keep_apart_stays_apart() -> None:
    """Two judgements that differ are of two statements."""
    one = replace(told(WIRE), judged=("side",))
    other = replace(told(CUT), judged=("side",), speaker=replace(KARIN_LIND, side="FI"))
    assert not find_copies([one, other])
    assert are_one(one, replace(other, judged=("act",)))
    named = [replace(c, judged=("speaker",)) for c in (told(WIRE), told(CUT, speaker=NOBODY))]
    assert not find_copies(named)


def test_nothing_to_find() -> None:
    """No claims, one claim, and contents without a word."""
    document, other = make_document("She said …", name="a"), make_document("He said … .", name="b")
    assert find_copies([]) == find_copies([told(WIRE)]) == []
    assert find_copies([make_claim(document, "…"), make_claim(other, "…")]) == []


def test_shared_text() -> None:
    """Of the shorter text; texts too short to tell share nothing."""
    assert shared_text(WIRE, WIRE) == 1.0
    assert shared_text(WIRE, CUT) > 0.9
    assert shared_text(WIRE, make_document("Nothing of the kind stands in this text at all.")) == 0
    assert shared_text(make_document("Two words"), make_document("Two words")) == 0


@given(st.permutations(CLAIMS))
def test_order_does_not_matter(claims: Sequence[Claim]) -> None:
    """The same groups, a claim in one of them and a document once in each."""
    groups = find_copies(claims)
    assert groups == find_copies(CLAIMS)
    members = [claim.id for group in groups for claim in group]
    assert len(members) == len({*members})
    assert all(len({c.document.sha256 for c in group}) == len(group) for group in groups)


@pytest.mark.parametrize("n_copies", [1, 60])
def test_cost_grows_with_the_claims(monkeypatch: pytest.MonkeyPatch, n_copies: int) -> None:
    """Neither many like statements nor many copies of one make every two be looked at."""
    looked = 0

    def counting(*args: object) -> bool:
        nonlocal looked
        looked += 1
        return is_same(*args)

    is_same = copies_module._is_same
    monkeypatch.setattr(copies_module, "_is_same", counting)
    claims = []
    monkeypatch.setattr(copies_module, "N_CANDIDATES", 10)
    for k in range(60):
        said = [f"that plan{k // n_copies}x{j} of the port goes on as we agreed" for j in range(10)]
        document = printed("\n".join(f"Lind said {one}." for one in said) + f" Text {k}.")
        claims += [make_claim(document, one, source="Lind", cue="said") for one in said]
    groups = find_copies(claims)
    assert len(groups) == (0 if n_copies == 1 else 10)
    assert looked <= copies_module.N_CANDIDATES * len(claims)
