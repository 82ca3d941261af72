"""Who speaks where a paper does, several parties do, or a body is named without its state."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from attribution.actors import Register
from attribution.records import JOINT, MEDIA, Document
from attribution.speakers import resolve_speakers
from tests.speakers.conftest import Reader, marked


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("<s>Foreign Minister Ada Lund</s> said in a note that <c>it rained</c>. Nobody answered. "
         "<s>The note</s> adds <c>it snowed</c>.", "Ada Lund"),
        ("<s>The Norwegian Foreign Ministry</s> said in a release that <c>it rained</c>. "
         "<s>Rui Pinto</s> said <c>no</c>. <s>The release</s> says <c>so</c>.",
         "Norwegian Foreign Ministry"),
        ("<s>Rui Pinto</s> said <c>no</c>. <s>The harbour plan</s> says <c>so</c>.",
         "Harbour plan"),
    ],
)  # fmt: skip
def test_a_paper_speaks_for_its_issuer(read: Reader, text: str, name: str) -> None:
    """The last who is said to have issued one of that sort."""
    assert read(text, day=date(2024, 5, 6))[-1].name == name


@pytest.mark.parametrize(
    "text",
    [
        "LISBON, May 6 - Norway and Portugal signed a declaration. <s>The text</s> says <c>so</c>.",
        "A memorandum between Norway and Portugal is out. <s>The document</s> says <c>so</c>.",
        "Norway met Portugal. The two issued a joint paper. <s>The paper</s> says <c>so</c>.",
    ],
)
def test_a_text_of_two_is_joint(read: Reader, text: str) -> None:
    """Whoever signed it speaks, and nobody else whom the sentence names."""
    (found,) = read(text)
    assert (found.side, set(found.sides)) == (JOINT, {"NO", "PT"})


@pytest.mark.parametrize("mention", ["Each side", "Each", "Neither side", "Each of the parties"])
def test_each_side_is_both(read: Reader, mention: str) -> None:
    """What each says is a statement of both sides."""
    (found,) = read(f"Norway met Portugal. <s>{mention}</s> says <c>the other came late</c>.")
    assert (found.side, set(found.sides)) == (JOINT, {"NO", "PT"})


@pytest.mark.parametrize(
    ("issuer", "sides"),
    [
        ("Government of Norway and Hamas", ("NO", "HAMAS")),
        ("Norway, Portugal", ("NO", "PT")),
        ("Norway/Portugal", ("NO", "PT")),
        ("Governments of Norway and Portugal", ("NO", "PT")),
        ("the Government of Norway and Hamas (HMS)", ("NO", "HAMAS")),
        ("Norway, Portugal and the United States", ("NO", "PT", "US")),
        ("Ministry of Foreign Affairs of Norway; Hamas", ("NO", "HAMAS")),
        ("Government of Norway and Front for the Renewal of the North", ("NO", "FRN")),
        ("Government of Norway, Northern Peasant Front", ("NO", "NPF")),
        ("Joint Water Commission of Norway and Portugal", ("NO", "PT")),
        ("Nordtow, Westvliet, Hexa Towage", ("NORDTOW", "WESTVLIET", "HEXATOWAGE")),
    ],
)
def test_several_issuers_are_joint(read: Reader, issuer: str, sides: tuple[str, ...]) -> None:
    """An account with several issuers is told by all of them, parties by their codes."""
    (found,) = read("<c>We have agreed to stop.</c>", issuer=issuer)
    assert (found.name, found.side, found.sides) == (issuer, JOINT, sides)


@pytest.mark.parametrize(
    ("issuer", "side"),
    [
        ("Norwegian Pilots’ Guild", "NPG"),
        ("Portugal Doctors and Dentists Union", "PDDU"),
        ("Ministry of Trade, Mines and Industry of Norway", "NO"),
    ],
)
def test_whom_an_issuers_name_tells(read: Reader, issuer: str, side: str) -> None:
    """A union of a nation is its members', a ministry its state's."""
    (found,) = read("<c>We have agreed to stop.</c>", issuer=issuer)
    assert found.side == side


@pytest.mark.parametrize(
    ("capitals", "side"),
    [("Brazzaville", "CG"), ("Kinshasa", "CD"), ("Kinshasa and Brazzaville", "CD")],
)
def test_which_congo(read: Reader, capitals: str, side: str) -> None:
    """The one whose capital the text names, where it names no other."""
    (found,) = read(f"They met in {capitals}. <s>Congo's foreign minister</s> said <c>yes</c>.")
    assert found.side == side


@pytest.mark.parametrize("issuer", ["Antigua and Barbuda", "Ministry of Works and Roads of Norway"])
def test_one_issuer_is_not_joint(read: Reader, issuer: str) -> None:
    """A name that holds an `and` may be one state's."""
    (found,) = read("<c>We have agreed to stop.</c>", issuer=issuer)
    assert found.side != JOINT


@pytest.mark.parametrize(
    ("mention", "name"),
    [
        ("The Prime Minister's Office", "Norwegian Prime Minister's Office"),
        ("The PMO", "Norwegian Prime Minister's Office"),
    ],
)
def test_a_prime_ministers_office_is_a_states(read: Reader, mention: str, name: str) -> None:
    """Not the party of a former holder: the state's that the paragraph names."""
    text = f"Prime Minister X left. Norway put off the vote. <s>{mention}</s> said <c>so</c>."
    (found,) = read(text)
    assert (found.name, found.side) == (name, "NO")


@pytest.mark.parametrize(
    ("before", "sides"),
    [
        ("Asked about fears in Norway, ", ["RU"]),
        ("In Norway, <s>Norwegian envoy Kari Holm</s> said <c>yes</c>; ", ["NO", "NO"]),
    ],
)
def test_an_outlet_names_its_own_states_ministry(
    register: Register, before: str, sides: list[str]
) -> None:
    """A bare "Foreign Ministry" is its outlet's state's, unless somebody of another spoke there."""
    text, attributions = marked(
        "Russia met Norway. Russia waits, and Moscow says so.\n\n"
        f"{before}<s>the Foreign Ministry</s> said <c>no</c>."
    )
    document = replace(Document.from_text(text, published=date(2025, 5, 6)), outlet="TASS")
    found = resolve_speakers(document, text, attributions, register=register)
    assert [one.side for one in found] == sides


@pytest.mark.parametrize(
    ("text", "name", "side"),
    [
        ("<s>The Hamas-run Harbour Watch agency</s> said <c>no</c>.", "Harbour Watch", "HAMAS"),
        ("<s>TASS</s> said <c>Norway's spokesman, Maj. Gen. Tor Berg, rejected it</c>.",
         "Tor Berg", "NO"),
        ("<s>TASS</s> reported <c>Pinto replied that it rained</c>. Rui Pinto sat.",
         "Rui Pinto", "PT"),
        ("<s>TASS</s> reported <c>that it rained</c>.", "TASS", MEDIA),
        ("<s>Two envoys from Hamas, the group that holds the harbour,</s> said <c>no</c>.",
         "Two envoys from Hamas", "HAMAS"),
        ("<s>The Harbour Council of Norway</s> said <c>no</c>. <s>The body</s> said <c>so</c>.",
         "Harbour Council of Norway", "NO"),
    ],
)  # fmt: skip
def test_bodies_and_relays(read: Reader, text: str, name: str, side: str) -> None:
    """Whose a body is, who speaks in an outlet's report, where an unnamed source's name ends."""
    found = read(text)[-1]
    assert (found.name.removeprefix("The "), found.side) == (name, side)
