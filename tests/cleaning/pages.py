"""Scraped pages written for the tests: damage and furniture of several kinds."""

# ruff: noqa: E501 - long lines are what scraped pages are made of

from __future__ import annotations

from typing import NamedTuple

__all__ = ["PAGES", "Page"]


class Page(NamedTuple):
    """A page as scraped, what its repair must contain, and what of it is furniture."""

    name: str
    text: str
    repaired: tuple[str, ...]
    furniture: tuple[str, ...]
    body: tuple[str, ...]


DAM = Page(
    name="tagged teasers after the article",
    text="""Water ministers end third round in Djibouti

Water ministers from three countries ended a third round of talks in Djibouti on Monday without a text, officials said.The session, chaired by the U.N.
Special Envoy, lasted two days.Ethiopias delegation said the filling calendar was a technical matter.
“Nobody asked us to stop,”Bekele Tadesse told reporters in the lobby.The Sudanese side reportedthat a data centre had been offered,and called the offer serious.

Egypts Irrigation Ministry said it didnt receive the draft until Sunday night.He declined to say more.




[Nile] - Minister Warns of Dry Summer as Reservoir Falls


[Nile] - Farmers Block Road Over Canal Fees, Police Say


Two Held After Boat Capsizes Near Aswan, Governor Says


JOIN OUR CHANNEL


[Horn] - Railway to Reopen in May, Operator Tells Parliament
""",
    repaired=(
        "officials said. The session",
        "by the U.N. Special Envoy",
        "two days. Ethiopia's delegation",
        "stop,” Bekele",
        "lobby. The Sudanese",
        "reported that a data",
        "offered, and called",
        "Egypt's Irrigation",
        "didn't receive",
        "Sunday night. He declined",
    ),
    furniture=("Farmers Block Road", "Governor Says", "Operator Tells Parliament", "[Nile]"),
    body=("Water ministers end third round", "Nobody asked us", "He declined to say more"),
)

LITHIUM = Page(
    name="sidebar of teasers between paragraphs, single newlines",
    text="""Home
Politics
Business
Mining
Sport
Weather
Bolivia and Chile agree rail link for lithium
By Rosa Quispe
La Paz
Bolivia and Chile will reopen the railway between Uyuni and the port of Antofagasta, the two transport ministers announced in La Paz on Friday.
Most read
Miners End Strike After Eleven Days
Senate Delays Vote on Water Law
Llama Wins Marathon by Accident, Organisers Admit
The Chilean minister, Tomás Iriarte, said the line would carry forty wagons a day and described the deal as “a handshake across the salt”.
Subscribe to our newsletter for a daily briefing.
Bolivian officials warned that the customs post still lacks staff.
Photo: Marcela Choque/AFP
Bolivia has claimed access to the Pacific since 1884 and both governments say this link does not settle the matter.
""",
    repaired=("on Friday.\n", "salt”.\n"),
    furniture=("Home", "Most read", "Organisers Admit", "Subscribe to our", "Marcela Choque"),
    body=("agree rail link", "By Rosa Quispe", "Bolivian officials warned", "since 1884"),
)

CABLE = Page(
    name="hard-wrapped mail with mojibake and odd spaces",
    text="""Norway and Britain will examine together how a power cable in the
North Sea was cut last month, the energy ministry in Oslo said on
Thursday. Gen.
Kari Brekke called the damage â€œno accidentâ€\x9d and said the inves-
tigation had only begun. Britain\xa0said  it would send\u200b two ships.

The operator wasnt able to say when power would flow again. â€œWe
are waiting for a weather window,â€\x9d its head, Ivar Sund, said.
""",
    repaired=(
        "cable in the North Sea",
        "Oslo said on Thursday",
        "Gen. Kari Brekke called the damage “no accident”",
        "the investigation had",
        "Britain said it would send two ships",
        "wasn't able",
        "“We are waiting",
    ),
    furniture=(),
    body=("Norway and Britain", "Ivar Sund"),
)

QUOTAS = Page(
    name="teaser cards with summaries under a heading",
    text="""---
title: Seoul and Tokyo set squid quota
date: 2023-11-09
---
Seoul and Tokyo have set a joint squid quota for the first time in eight years, the fisheries agencies of both countries said in a statement published on Thursday morning.

A South Korean negotiator, who asked not to be named, said that the Japanese side had given way on inspection at sea.In Tokyo,a spokesman denied that.

Related stories

Whalers Return to Port With Empty Holds
Crews blame warm water and a late season.

Fish Market to Move Again, Mayor Says
The third site in ten years lies next to the airport.

Seaweed Prices Double
Growers expect no relief before the spring.
""",
    repaired=("at sea. In Tokyo, a spokesman",),
    furniture=("title: Seoul", "Related stories", "Mayor Says", "no relief before"),
    body=("joint squid quota", "a spokesman denied that"),
)

STRIKE = Page(
    name="appeals and menus around a union dispute",
    text="""We use cookies to make this site work. By clicking accept you agree to them.
Skip to main content
The dockers' union and the port of Setúbal met for six hours on Wednesday and parted without a date for further talks, both said.

Advertisement

“They offered two per cent and a calendar,” said Union Secretary Inês Falcão. “We have calendars at home.”

The portauthority described the meeting asconstructive. Portugals government is not a party to the dispute.

Support our journalism
Donate today
Cancel anytime.
Share this article
Facebook | Twitter | WhatsApp
© 2022 Correio do Sado. All rights reserved.
""",
    repaired=("meeting as constructive", "Portugal's government"),
    furniture=("We use cookies", "Advertisement", "Donate today", "Cancel anytime", "© 2022"),
    body=("dockers' union", "We have calendars at home", "not a party"),
)

PAGES = (DAM, LITHIUM, CABLE, QUOTAS, STRIKE)
