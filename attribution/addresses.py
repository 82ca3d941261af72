"""Web addresses of one page, however they are written."""

from __future__ import annotations

from urllib.parse import urlsplit

__all__ = ["page_of"]


def page_of(url: str | None) -> str | None:
    """The page of an address: without scheme, `www`, fragment, trackers and a last slash.

    None where it is no address of the web.
    """
    address = (url or "").strip()
    if not address.lower().startswith(("http://", "https://")):
        return None
    from courlan import normalize_url  # noqa: PLC0415 - loads lists of domains

    try:
        parts = urlsplit(normalize_url(address))
    except ValueError:
        return None
    host = parts.netloc.lower().removeprefix("www.")
    query = f"?{parts.query}" if parts.query else ""
    return f"{host}{parts.path.rstrip('/')}{query}" if host else None
