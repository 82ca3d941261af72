"""Text of documents stays text in a browser, and the page asks for nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from selenium.common.exceptions import NoAlertPresentException
from selenium.webdriver.common.by import By

from attribution.records import Comparison, Meeting, Point, Verdict, VerdictKind
from tests.browser.chromium import Browser
from tests.browser.conftest import WritePage
from tests.reporting.examples import ARABIC_CLAIM, KARIN_LIND, make_claim, make_document

ATTACKS = (
    "<script>window.hacked = 1; alert(1)</script>",
    "</script><script>window.hacked = 1</script>",
    "<img src=https://example.org/pixel onerror='window.hacked = 1'>",
    "\"><svg onload=window.hacked=1><a href='javascript:window.hacked=1'>x</a>",
    "</style></title></template></noscript><iframe srcdoc='<script>parent.hacked=1</script>'>",
    "<link rel=stylesheet href=https://example.org/a.css><meta http-equiv=refresh content=0>",
    "{{ 7 * 7 }} {% raw %} ${window.hacked = 1}",
    "[/quote] [bold]loud[/bold] *a* `b` &lt;i&gt; & <!-- ]]>",
    "قال إن المحادثات \u202eمفيدة 🚢👩‍🚀 e\u0301 \u0000\u001b[31m",
)


def hostile(text: str) -> Comparison:
    """A comparison in which every text that comes from outside is `text`."""
    document = make_document(
        f"Ann said {text} so.", name=text, title=text, outlet=text, author=text,
        url="javascript:window.hacked=1",
    )  # fmt: skip
    speaker = replace(
        KARIN_LIND, name=text, role=f"{text} one", organisation=f"{text} two", resolved_by=text,
        via=text,
    )  # fmt: skip
    claim = make_claim(document, text, source="Ann", cue="said", speaker=speaker, id="c1")
    point = Point(
        id="p", label=text, verdict=Verdict(VerdictKind.ONLY, "SE"), claims={"SE": (claim.id,)}
    )
    return Comparison(
        meeting=Meeting(name=text, place=text), sides=("SE",), documents={"SE": 1},
        points=(point,), claims={claim.id: claim},
    )  # fmt: skip


def no_dialog(browser: Browser) -> bool:
    """Whether no dialog is open."""
    try:
        browser.driver.switch_to.alert.dismiss()
    except NoAlertPresentException:
        return True
    return False


@pytest.mark.parametrize("text", ATTACKS)
def test_hostile_text_shows_as_text(browser: Browser, write_page: WritePage, text: str) -> None:
    """Scripts, tags, codes, emoji and text from right to left show as they are; nothing runs."""
    path = write_page(hostile(text))
    browser.open(path)
    assert no_dialog(browser)
    assert browser.run("return window.hacked") is None
    assert browser.requests() == [path.as_uri()]
    assert browser.run("return document.querySelectorAll('script').length") == 1
    assert not browser.run(
        "return document.querySelectorAll('img, iframe, link, body a[href^=j]').length"
    )
    visible = text.replace("\u202e", "").replace("\u0000", "\ufffd").replace("\u001b", "\ufffd")
    for selector in ("h1", "h3", ".who bdi", "blockquote", ".told-in bdi"):
        assert (
            browser.run("return document.querySelector(arguments[0]).textContent", selector)
            == visible
        )
    browser.run("document.querySelector('.claim details').open = true")
    assert visible in browser.run("return document.querySelector('.paragraph').innerText")


def test_direction_of_quotations(page: Browser) -> None:
    """Arabic runs from right to left, without turning the page around."""
    direction = "return getComputedStyle(document.querySelector(arguments[0])).direction"
    assert page.run(direction, f"#claim-{ARABIC_CLAIM.id} blockquote") == "rtl"
    assert page.run(direction, "#claim-" + ARABIC_CLAIM.id) == "ltr"
    assert page.run(direction, "body") == "ltr"


def test_nothing_is_asked_for(page: Browser, report: Path) -> None:
    """Loading, filtering and opening everything needs no file but the page itself."""
    page.run("""
        document.querySelectorAll("details").forEach(details => { details.open = true; });
        document.querySelector("#filter-search").value = "berths";
        document.querySelector("#filters").dispatchEvent(new Event("input"));
        scrollTo(0, document.body.scrollHeight);
    """)
    assert page.requests() == [report.as_uri()]


def test_policy_refuses_what_is_not_the_pages_own(page: Browser) -> None:
    """A script, a style and a picture that got into the page all the same do nothing."""
    page.run("""
        const foreign = {script: "window.hacked = 1", style: "h1 { color: red }"};
        for (const [name, text] of Object.entries(foreign)) {
            const element = document.createElement(name);
            element.textContent = text;
            document.body.append(element);
        }
        document.querySelector("h1").innerHTML = "<img src=https://example.org/p onerror=hacked=1>";
    """)
    refused: list[str] = []

    def are_refused() -> bool:
        refused.extend(page.console())
        return len(refused) >= 4

    page.wait(are_refused)
    for refusal in (
        "Executing inline script violates", "Applying inline style violates",
        "Loading the image 'https://example.org/p' violates",
        "Executing inline event handler violates",
    ):  # fmt: skip
        assert any(refusal in message for message in refused), refusal
    assert page.run("return window.hacked") is None


ARTICLE = (
    "<!DOCTYPE html><meta charset=utf-8><title>Article</title><link rel=icon href=data:,>"
    + "<p>Another paragraph of the article.</p>" * 200
    + "<p id=told>The minister, Karin Lind, said the long-planned berths, two &amp; no more, "
    "would open.</p>" + "<p>What follows is about something else.</p>" * 200
)


@pytest.fixture
def article() -> Iterator[str]:
    """The address of an article on this machine."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(ARTICLE.encode())

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/article"
        server.shutdown()


def test_link_leads_to_the_sentence(browser: Browser, write_page: WritePage, article: str) -> None:
    """The link of a claim opens the article, scrolled to the very words of the claim."""
    text = "The minister, Karin Lind, said the long-planned berths, two & no more, would open."
    document = make_document(text, name="a.html", url=article, outlet="The Tide")
    told = "the long-planned berths, two & no more, would open"
    claim = make_claim(document, told, source="Karin Lind", cue="said", id="c1")
    point = Point(
        id="p", label="x", verdict=Verdict(VerdictKind.ONLY, "SE"), claims={"SE": (claim.id,)}
    )
    browser.open(write_page(
        Comparison(meeting=Meeting(name="m"), sides=("SE",), documents={"SE": 1},
                   points=(point,), claims={claim.id: claim})
    ))  # fmt: skip
    link = browser.driver.find_element(By.CSS_SELECTOR, ".told-in a")
    assert link.get_attribute("href") == (
        f"{article}#:~:text=the%20long%2Dplanned%20berths%2C%20two%20%26%20no%20more%2C%20would%20open"
    )
    link.click()
    browser.wait(lambda: browser.driver.title == "Article")
    place = """
        const box = document.querySelector("#told").getBoundingClientRect();
        return [box.top, box.bottom];
    """
    browser.wait(lambda: browser.run("return scrollY") > 0)
    top, bottom = browser.run(place)
    assert 0 <= top < bottom <= 900


def test_links_of_the_examples(page: Browser) -> None:
    """Every article on the web is linked with a text fragment; other addresses are text."""
    links = page.run("""
        return [...document.querySelectorAll(".told-in a")].map(a => [a.href, a.rel, a.innerText]);
    """)
    assert len(links) == 5
    for address, relation, words in links:
        assert address.startswith("https://example.org/harbour?a=1&b=2#top:~:text=")
        assert relation == "noopener noreferrer external"
        assert words == "The <b>Daily</b> Tide"
    assert "javascript:alert('rival')" in page.run("return document.body.textContent")
