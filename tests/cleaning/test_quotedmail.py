"""Earlier mail in a reply is furniture; what is passed on and block quotes are not."""

from __future__ import annotations

import pytest

from attribution.cleaning import clean
from attribution.records import SectionKind

OWN = (
    "The port minister, Pieter Kok, said on Tuesday that the third berth would stay closed for now."
)
LETTER = ["Dear Jan,", "The envoy, Nuala Byrne, said on Monday that the berth must open.", "Best,"]
QUOTED = "\n".join(f"> {line}" for line in LETTER)
PLAIN_QUOTE = "> We will open the third berth when the inspection is over, and no day before that."


def body(text: str) -> str:
    """What of a text is its own."""
    working = clean(text)
    return "".join(
        working.text[s.span.start : s.span.end]
        for s in working.sections if s.kind is SectionKind.BODY
    )  # fmt: skip


@pytest.mark.parametrize(
    "head",
    [
        "On Monday Orla Fenn wrote:",
        "On Mon, Jun 2, 2031 at 9:12 AM Orla Fenn <orla@ports.example> wrote:",
        "On Mon, 2 Jun 2031 at 09:12, Orla Fenn, Ports Authority\n<orla@ports.example> wrote:",
        "Am 02.06.2031 um 09:12 schrieb Orla Fenn:",
        "Le lun. 2 juin 2031 à 09:12, Orla Fenn <orla@ports.example> a écrit :",
        "Orla Fenn <orla@ports.example> wrote:",
    ],
)
def test_quoted_lines(head: str) -> None:
    """They and the line that says who wrote them are left out, whatever stands around them."""
    text = f"Dear Orla,\n\n{OWN}\n\n{head}\n\n{QUOTED}\n>> Older.\n\nHe added that it is safe.\n"
    assert body(text).split() == f"Dear Orla, {OWN} He added that it is safe.".split()


@pytest.mark.parametrize(
    "head",
    [
        "From: Orla Fenn <orla@ports.example>\nSent: Monday, 2 June 2031 09:12\nTo: Jan Visser\n"
        "Subject: Berths",
        "*From:* Orla Fenn\n*Date:* Monday, 2 June 2031\n*To:* Jan\n*Cc:* Luc\n*Subject:* Berths",
        "-----Original Message-----\nFrom: Orla Fenn\nSubject: Berths",
    ],
)
def test_message_below(head: str) -> None:
    """What stands below the headers of an earlier message is left out to the end."""
    text = f"{OWN}\n\n{head}\n\nDear Jan,\n\nThe envoy said the berth must open.\n\nShe left.\n"
    assert body(text).split() == OWN.split()


@pytest.mark.parametrize(
    "text",
    [
        # Block quotes of Markdown.
        f"{OWN}\n\n{PLAIN_QUOTE}\n\nHe left.\n",
        f"{OWN}\n\nIn a letter on Monday Byrne wrote:\n\n{PLAIN_QUOTE}\n> We mean it.\n",
        f"{OWN}\n\nOn Monday Byrne wrote:\n\n{PLAIN_QUOTE}\n>\n> We mean it.\n",
        # A message that only passes another one on.
        f"For you.\n\nOn Monday Orla Fenn wrote:\n\n{QUOTED}\n",
        f"See below.\n\nFrom: Orla Fenn\nSent: Monday\nTo: Jan\nSubject: Berths\n\n{OWN}\n",
        f"{OWN}\n\n---------- Forwarded message ---------\nFrom: Orla Fenn\nDate: Monday\n"
        f"Subject: Berths\nTo: Jan\n\nThe envoy said that the berth must open soon.\n",
        f"{OWN}\n\nBegin forwarded message:\n\nFrom: Orla Fenn\nSubject: Berths\nDate: Monday\n"
        f"To: Jan\n\nThe envoy said that the berth must open soon.\n",
        # Headers at the top are those of the message itself; two lines are no headers.
        f"From: Orla Fenn\nDate: Monday\nTo: Jan\nSubject: Berths\n\n{OWN}\n",
        f"{OWN}\n\nFrom: Dublin\nTo: the port\n\nThe envoy said the berth must open.\n",
        # Words of a text.
        f"{OWN}\n\nOn Monday at 09:12 she wrote:\n\nThe berth must open.\n",
    ],
)
def test_own_words(text: str) -> None:
    """Doubt keeps a line."""
    assert body(text) == text


def test_time_grows_with_the_text() -> None:
    """Many quoted lines and headers cost no more than their number."""
    text = f"{OWN}\n" + "On 2 June Orla <o@p.example> wrote:\n> So.\nNo.\n" * 20_000
    assert body(text).count("No.") == 20_000
