"""Two rounds of one negotiation, told by three documents, and a story of something else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from attribution.records import Document


def document(text: str, published: date, name: str) -> Document:
    """A dated document."""
    return replace(Document.from_text(text, name=name), published=published)


WIRE = document(
    "ISTANBUL (TNS) — Russian and U.S. diplomats held talks Thursday in Istanbul on the work of "
    "their embassies. The U.S. delegation was led by Deputy Assistant Secretary Sonata Coulter.\n\n"
    "Russia and the United States will keep in touch, Ambassador Alexander Darchiev said. "
    "The first round in Riyadh had been useful, Coulter said.\n",
    date(2025, 2, 28), "wire.txt",
)  # fmt: skip
STATE = document(
    "WASHINGTON - The U.S. State Department said the Istanbul talks with Russia were "
    "constructive. Sonata Coulter and Alexander Darchiev met in Istanbul on Feb. 27. The United "
    "States wants stable embassies, said Coulter. Russia asked for direct flights.\n",
    date(2025, 2, 28), "state.txt",
)  # fmt: skip
RIYADH = document(
    "RIYADH, Jan. 17 — Russia and the United States held a first round of talks in Riyadh on "
    "Thursday about their embassies. Alexander Darchiev and Sonata Coulter met for five hours. "
    "Russia wants flights, Darchiev said. The United States wants visas, Coulter said.\n",
    date(2025, 1, 17), "riyadh.txt",
)  # fmt: skip
HARVEST = document(
    "The olive harvest on Crete was poor. Farmers blamed the drought and the fruit fly. "
    "Prices of oil in the shops of Heraklion rose by a fifth, grocers said.\n",
    date(2025, 2, 28), "harvest.txt",
)  # fmt: skip
