"""Which lines are body and which are furniture, in both directions."""

from __future__ import annotations

from itertools import pairwise

import pytest

from attribution.cleaning.furniture import find_sections
from attribution.records import SectionKind

ARTICLE = (
    "The ports of Bergen and Leith will share pilots from June, the two harbour boards said.\n\n"
    "Harbour Master Signe Moe told a local paper that the plan had been ready since 2021 and"
    " that only money had been missing.\n\n"
    "The unions have asked for a second vote and will meet again in the autumn.\n\n"
)
MORE = "The boards did not say what the plan costs, and a spokesman would not be drawn on it.\n\n"


def furniture_of(text: str) -> list[str]:
    """The lines of `text` that are furniture."""
    return [
        line
        for section in find_sections(text)
        if section.kind is SectionKind.FURNITURE
        for line in section.span.slice(text).split("\n")
        if line.strip()
    ]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n",
        "Harbours to Share Pilots, Board Says",
        "The minister said no.",
        "Harbours to Share Pilots\n\nBy Ada Lund\n\n4 May 2021\n\n" + ARTICLE,
        "BREAKING\n\nHarbours to Share Pilots\n\nA plan from 2021 gets its money\n\nAda Lund\n\n"
        + ARTICLE,
        ARTICLE + "He declined to comment.\n\n“We will see.”\n\n" + MORE,
        ARTICLE + "What the unions want\n\n" + MORE + "A second vote\n\n" + MORE,
        ARTICLE + "The boards agreed to:\n\n- share pilots\n- buy one boat\n- hire six people",
        ARTICLE + "The boards agreed on:\n\nPilots\nOne New Boat\nSix New Posts\n\n" + MORE,
        ARTICLE + "- The boat will be bought in Gdansk.\n- The crew will be trained in Leith.\n",
        ARTICLE + "Additional reporting by Jon Voll in Leith",
        ARTICLE.upper(),
        "He came.\n\nHe spoke for an hour.\n\nNobody asked anything.\n\nThen he left.\n\n" + MORE,
        "SECRETARY MOE: Thank you all for coming\nQ: Will you sign\nA: We will see\n"
        "SECRETARY MOE: Next question\nQ: And the boat\nMR. VOLL: It is in Gdansk\n" + ARTICLE,
        "Readout of the Minister’s Call With Her Scottish Counterpart\n\nFor Immediate Release\n\n"
        "The Minister spoke today with her counterpart. The two discussed pilots and thanked the"
        " harbour boards for their patience.\n\nThe Minister looks forward to the visit in June.",
        ARTICLE + "Share prices fell after the vote, the bank said.\n\n" + MORE,
        ARTICLE + "Related talks on fish will be held in May, officials said.\n\n" + MORE,
        ARTICLE + "More about the cost was expected on Monday.\n\n" + MORE,
        ARTICLE + "Read more books, the minister told pupils in Leith.\n\n" + MORE,
        ARTICLE + "Support us or leave us, the union told the board.\n\n" + MORE,
        ARTICLE + "Sign up or resign, he told his deputies in the harbour hall.\n\n" + MORE,
        ARTICLE + "By signing the plan, both boards agree to share the cost.\n\n" + MORE,
        ARTICLE + "“Contribute or go.”\n\n" + MORE,
        ARTICLE + "The photo, taken by Reuters in 2019, shows the harbour empty.\n\n" + MORE,
        ARTICLE + "اتفق الميناءان على تقاسم المرشدين، قال متحدث.\n\n" + MORE,
        "Police arrest two\nMinister resigns\nRain expected",
    ],
)
def test_body(text: str) -> None:
    """Articles with their headline, short paragraphs, lists, transcripts and readouts are body."""
    assert furniture_of(text) == []


TEASERS = (
    "Ferry Owner Was Warned Twice, Prosecutors Say",
    "Storm Closes Coast Road for Third Day",
    "Minister Denies Knowing of Contract",
)


@pytest.mark.parametrize("gap", ["\n", "\n\n", "\n\n\n \n"])
@pytest.mark.parametrize("after", ["", MORE])
def test_run_of_teasers(gap: str, after: str) -> None:
    """Three headlines in a row are furniture at the end and in the middle."""
    text = ARTICLE + gap.join(TEASERS) + "\n\n" + after
    assert furniture_of(text) == list(TEASERS)


def test_teasers_before_the_article() -> None:
    """A long run before the article is furniture, its last lines are the article's own."""
    own = ["Harbours to Share Pilots", "By Ada Lund", "4 May 2021", "Bergen"]
    text = "\n".join([*TEASERS, *own]) + "\n\n" + ARTICLE
    assert furniture_of(text) == list(TEASERS)


def test_two_teasers_at_the_end() -> None:
    """Two headlines with capitals after the article are furniture."""
    assert furniture_of(ARTICLE + "\n".join(TEASERS[:2])) == list(TEASERS[:2])


@pytest.mark.parametrize(
    "line",
    [
        "ADVERTISEMENT",
        "- Advertisement -",
        "Story continues below advertisement",
        "Subscribe",
        "Subscribe now and read your first month free",
        "Sign up for our newsletter",
        "Sign up to get our weekly briefing in your inbox.",
        "Unlimited Digital Access for $1",
        "Contribute",
        "Donate now!",
        "Merchandise",
        "Read also: Storm closes coast road",
        "Read more: “We Were Warned,” Captain Says",
        "RELATED: Storm Closes Road",
        "Share this",
        "Share on Facebook",
        "Facebook | Twitter | WhatsApp",
        "News | Sport | Weather | Opinion",
        "© 2021 Fjord Press",
        "Copyright 2021 Fjord Press. All rights reserved.",
        "We use cookies to improve your visit.",
        "Photo: Ada Lund / Fjord Press",
        "FILE PHOTO: The harbour of Leith in fog, 3 March 2019.",
        "Ada Lund/AFP via Getty Images",
        "(Photo by Ada Lund)",
        "3 min read",
        "12 comments",
        "Skip to content",
        "Tags: ports, pilots",
        "[Coast] - Storm Closes Road",
        "You have 2 free articles left this month.",
    ],
)
def test_known_wording(line: str) -> None:
    """An advert, appeal, credit or menu line between paragraphs is furniture, and it alone."""
    assert furniture_of(f"{ARTICLE}{line}\n\n{MORE}") == [line]


@pytest.mark.parametrize(
    "heading",
    [
        "Read also",
        "Related:",
        "MOST READ",
        "You may also like",
        "More from Coast",
        "Editor’s picks",
    ],
)
def test_heading_of_teasers(heading: str) -> None:
    """A heading takes the headlines below it along, and stops at prose."""
    text = f"{ARTICLE}{heading}\n\n{TEASERS[0]}\n\n{MORE}"
    assert furniture_of(text) == [heading, TEASERS[0]]


def test_cards_under_a_heading() -> None:
    """Headlines with a short summary each, under a heading at the end, are all furniture."""
    cards = [line for teaser in TEASERS for line in (teaser, "It will be heard in court in May.")]
    text = ARTICLE + "\n".join(["Related stories", *cards])
    assert furniture_of(text) == ["Related stories", *cards]


def test_short_sentence_between_appeals() -> None:
    """A short sentence between two appeals belongs to them."""
    lines = ["Subscribe now", "No strings.", "Log in"]
    assert furniture_of(ARTICLE + "\n".join(lines)) == lines


def test_front_matter() -> None:
    """Front matter is furniture, the article behind it is body."""
    front = "---\ntitle: Pilots\ndate: 2021-05-04\n---\n"
    assert furniture_of(front + ARTICLE) == front.strip().split("\n")


def test_rule_is_no_front_matter() -> None:
    """A line of dashes at the start does not swallow the article."""
    assert furniture_of("---\n" + ARTICLE + "---\n" + MORE) == []


@pytest.mark.parametrize(
    "text", ["x", "\n\na\n\n", ARTICLE + "\n".join(TEASERS), "Subscribe\n" + ARTICLE]
)
def test_sections_cover_the_text(text: str) -> None:
    """Sections follow each other from the first to the last character, and kinds alternate."""
    sections = find_sections(text)
    edges = [section.span.start for section in sections] + [len(text)]
    assert edges[0] == 0
    assert [section.span.end for section in sections] == edges[1:]
    kinds = [section.kind for section in sections]
    assert all(a is not b for a, b in pairwise(kinds))
