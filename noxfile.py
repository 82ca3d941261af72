"""Sessions that continuous integration can run one by one: `nox -s lint types imports tests`."""

import nox

nox.options.sessions = ["lint", "types", "imports", "tests"]
nox.options.default_venv_backend = "venv"


def _install(session: nox.Session) -> None:
    session.install("--constraint", "constraints.txt", "--editable", ".[test,train,browser]")


@nox.session
def lint(session: nox.Session) -> None:
    """Style, format, spelling."""
    _install(session)
    session.run("ruff", "check", ".")
    session.run("ruff", "format", "--check", ".")
    session.run("codespell")


@nox.session
def types(session: nox.Session) -> None:
    """Static types."""
    _install(session)
    session.run("mypy")


@nox.session
def imports(session: nox.Session) -> None:
    """Layers of the package."""
    _install(session)
    session.run("lint-imports")


@nox.session
def tests(session: nox.Session) -> None:
    """The test suite with coverage."""
    _install(session)
    session.run("pytest", "--cov", "--numprocesses", "2", "--dist", "loadgroup")
