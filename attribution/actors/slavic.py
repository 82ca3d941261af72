"""East Slavic names in their Russian, Ukrainian and Belarusian forms, which name one person."""

from __future__ import annotations

from typing import Final

__all__ = ["slavic_key"]

_FORMS: Final = tuple(
    frozenset(forms.split())
    for forms in (
        "alexander aleksandr aleksander oleksandr aliaksandr olexandr",
        "alexandra aleksandra oleksandra aliaksandra",
        "alexei alexey aleksei aleksey alexej oleksiy oleksii oleksij aliaksei",
        "anastasia anastasiya anastasiia nastassia",
        "anatoly anatoli anatoliy anatolii anatol",
        "andrei andrey andriy andrii andrij",
        "anna hanna ganna",
        "anton antin",
        "artem artyom artsiom",
        "bogdan bohdan",
        "daria darya dariya dariia",
        "denis denys dzianis",
        "dmitry dmitri dmitriy dmitrii dmytro dzmitry",
        "ekaterina yekaterina kateryna katsiaryna",
        "elena yelena olena alena",
        "evgeny evgeni evgeniy evgenii yevgeny yevgeni yevgeniy yevhen yevheniy yevhenii yauhen",
        "evgenia yevgenia yevgeniya yevheniia yevheniya",
        "fyodor fedor fedir",
        "galina halyna halina",
        "gennady gennadi gennadiy gennadii hennadiy hennadii henadz",
        "georgy georgi georgiy georgii heorhiy heorhii",
        "grigory grigori grigoriy grigorii hryhoriy hryhorii ryhor",
        "igor ihor ihar",
        "ilya illia illya",
        "ivan iwan",
        "irina iryna",
        "kirill kiril kyrylo kiryl",
        "konstantin kostiantyn kostyantyn kanstantsin",
        "kristina khrystyna",
        "lyudmila ludmila lyudmyla liudmyla",
        "matvey matvei matviy",
        "maxim maksim maksym",
        "mikhail mykhailo mykhaylo mikhas",
        "natalia natalya nataliya nataliia natallia",
        "nikita mykyta mikita",
        "nikolai nikolay mykola mikalai",
        "oleg oleh aleh",
        "olga olha volha",
        "pavel pavlo paval",
        "petr pyotr petro piotr",
        "philip filipp pylyp",
        "sergei sergey serhiy serhii siarhei sergii sergiy",
        "svetlana svitlana sviatlana",
        "tatiana tatyana tetiana tetyana tatsiana",
        "timofey timofei tymofiy",
        "valery valeri valeriy valerii",
        "vasily vasili vasyl vasil",
        "victor viktor viktar",
        "vitaly vitali vitaliy vitalii",
        "vladimir volodymyr uladzimir wladimir",
        "vladislav vladyslav uladzislau",
        "vyacheslav viacheslav vyachaslau",
        "yuri yury yuriy yurii",
        "yulia yuliya yuliia",
    )
)
"""Given names that are translated into one another, folded; different names never share a row."""
_ROW_OF: Final = {form: i for i, forms in enumerate(_FORMS) for form in forms}
N_STEM_CHARS: Final = 4
"""A surname's letters, at least, behind what its forms write in several ways."""
_SPELLINGS: Final = (
    ("shch", "s"), ("kh", "x"), ("h", "g"), ("iy", "y"), ("ii", "y"), ("yi", "y"), ("i", "y"),
    ("ye", "e"), ("yo", "o"), ("yu", "u"), ("ya", "a"), ("x", "h"), ("w", "v"), ("ks", "x"),
    ("yy", "y"),
)  # fmt: skip
"""What the languages write in several ways, in this order: Goncharenko and Honcharenko."""


def slavic_key(given: tuple[str, ...], surname: tuple[str, ...]) -> str | None:
    """The key on which the forms of an East Slavic person's name agree; None for other names.

    Args:
        given: folded given names, the first of which decides.
        surname: folded.
    """
    row = _ROW_OF.get(given[0]) if given else None
    key = "".join(surname)
    if row is None or len(key) < N_STEM_CHARS:
        return None
    for written, common in _SPELLINGS:
        key = key.replace(written, common)
    if key.endswith(("enka", "onka")):  # Lukashenka
        key = f"{key[:-1]}o"
    return f"{row} {key.removesuffix('y')}"
