"""Links to the article of a claim."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribution.reporting.links import article_link, web_address
from tests.reporting.examples import HARBOUR, RIVAL, make_claim, make_document

PAGE = "https://example.org/a"


@pytest.mark.parametrize("address", ["http://example.org", " https://example.org/a?b=c#d\n"])
def test_web_addresses_pass(address: str) -> None:
    """Addresses of the web may be linked, without the blanks around them."""
    assert web_address(address) == address.strip()


@pytest.mark.parametrize(
    "address",
    [None, "", "-", "notes.txt", "javascript:alert(1)", "JavaScript:alert(1)", "java\nscript:x",
     "\x01javascript:alert(1)", "data:text/html,x", "file:///etc/hosts", "//example.org/x",
     "https:///x", "https://[bad", "https://exa mple.org", "https://example.org/\x00",
     "vbscript:x", "http:javascript:x"],
)  # fmt: skip
def test_other_addresses_do_not(address: str | None) -> None:
    """Nothing but http and https with a host may be linked."""
    assert web_address(address) is None


@given(st.text())
def test_any_text_is_judged(address: str) -> None:
    """No address makes the check fail, and none passes with a scheme of another kind."""
    judged = web_address(address)
    assert judged is None or judged.startswith(("http://", "https://", "HTTP", "Http"))


def test_short_content_is_found_whole() -> None:
    """The fragment holds the words, percent-encoded, after the fragment that is there."""
    claim = make_claim(HARBOUR, "two berths")
    assert article_link(claim) == "https://example.org/harbour?a=1&b=2#top:~:text=two%20berths"


def test_characters_with_a_meaning_are_encoded() -> None:
    """Hyphen, comma and ampersand would be read as parts of the fragment."""
    claim = make_claim(make_document("say a-b, c & d", url=PAGE), "a-b, c & d")
    assert article_link(claim) == f"{PAGE}#:~:text=a%2Db%2C%20c%20%26%20d"


def test_long_content_is_found_by_its_ends() -> None:
    """A long content is named by its first and last words."""
    text = " ".join(f"w{i}" for i in range(30))
    link = article_link(make_claim(make_document(text, url=PAGE), text))
    words = ["%20".join(f"w{i}" for i in some) for some in (range(6), range(24, 30))]
    assert link == f"{PAGE}#:~:text={words[0]},{words[1]}"


def test_content_over_lines_is_found_by_its_ends() -> None:
    """A word group may not cross the blocks of a page."""
    claim = make_claim(
        make_document("One two.\n\nThree four.", url=PAGE), "One two.\n\nThree four."
    )
    assert article_link(claim) == f"{PAGE}#:~:text=One%20two.,Three%20four."


def test_split_content_has_a_directive_a_part() -> None:
    """Every part of a split content is highlighted."""
    claim = make_claim(make_document('"We go", he said, "now."', url=PAGE), '"We go"', '"now."')
    assert article_link(claim) == f"{PAGE}#:~:text=%22We%20go%22&text=%22now.%22"


def test_cut_words_are_left_out() -> None:
    """A content that begins or ends inside a word of a damaged page is found by whole words."""
    claim = make_claim(
        make_document("saidthat two berths openedtoday", url=PAGE), "that two berths opened"
    )
    assert article_link(claim) == f"{PAGE}#:~:text=two%20berths"


def test_blank_content_links_to_the_page() -> None:
    """Without words there is nothing to look for."""
    assert article_link(make_claim(make_document("a b", url=PAGE), " ")) == PAGE


def test_name_serves_where_no_address_is_known() -> None:
    """A document that was given as an address links there; a script never does."""
    assert article_link(make_claim(make_document("a b", name=PAGE), "b")) == f"{PAGE}#:~:text=b"
    assert article_link(make_claim(RIVAL, "account")) is None
