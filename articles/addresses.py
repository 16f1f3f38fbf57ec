"""Which addresses may be asked for a page: the form of the URL, and the numbers behind the name.

Rules follow the IANA special-purpose registries (RFC 6890) and, for what counts as an IPv4 address in a
URL, the WHATWG URL standard ("ends in a number").
"""

from __future__ import annotations

import ipaddress
import re
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

import httpx
from django.utils.translation import gettext_noop as _

from articles.errors import BlockedAddressError, FetchError

MAX_URL_CHARS = 1_000
_NO_ADDRESS = _("this is not a web address: give one that begins with https://")
_PORTS = {"http": 80, "https": 443}
_NUMERIC_LABEL = re.compile(r"(?:\d+|0x[0-9a-f]*)", re.IGNORECASE)
_HOST = re.compile(r"[\w.-]+|[0-9a-f:.]+", re.IGNORECASE)
_LOCAL_NAMES = ("localhost", "local", "internal", "intranet", "home.arpa", "lan")
_TRACKING = re.compile(
    r"(?:utm_\w+|fbclid|gclid|dclid|msclkid|igshid|mc_[ce]id|cmpid|ocid)", re.IGNORECASE
)

# Global unicast is 2000::/3 alone, so mapped, compatible, NAT64, local and multicast addresses fall out.
# Inside it: 2001::/23 holds Teredo and other protocols, 2002::/16 (6to4) wraps any IPv4 address.
_GLOBAL_V6 = ipaddress.ip_network("2000::/3")
_REFUSED_V6 = [
    ipaddress.ip_network(net) for net in ("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20")
]
_REFUSED_V4 = [
    ipaddress.ip_network(net) for net in ("100.64.0.0/10", "192.0.0.0/24", "192.88.99.0/24")
]


def is_public_ip(words: str) -> bool:
    """Tell whether `words` is the address of a machine on the public internet."""
    try:
        ip = ipaddress.ip_address(words)
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        return ip in _GLOBAL_V6 and ip.is_global and not any(ip in net for net in _REFUSED_V6)
    return ip.is_global and not ip.is_multicast and not any(ip in net for net in _REFUSED_V4)


def parse_url(words: str) -> httpx.URL:
    """Return the address in `words`, checked for all that needs no name server.

    Raises FetchError when it is no web address, BlockedAddressError when it must not be asked.
    """
    words = words.strip()
    if len(words) > MAX_URL_CHARS:
        raise FetchError(
            _(
                "the address has %(n)s characters, the limit is %(limit)s: check that it is one address"
            ),
            n=len(words),
            limit=MAX_URL_CHARS,
        )
    try:
        url = httpx.URL(words)
    except (httpx.InvalidURL, UnicodeError) as error:
        raise FetchError(_NO_ADDRESS) from error
    if url.scheme not in _PORTS or not _HOST.fullmatch(url.host):
        raise FetchError(_NO_ADDRESS)
    if url.userinfo:
        raise BlockedAddressError(
            _("the address holds a user name or password: give it without them")
        )
    if url.port not in (None, 80, 443):
        raise BlockedAddressError(
            _("port %(port)s is not asked: only the web's own ports, 80 and 443, are"),
            port=str(url.port),
        )
    refuse_local_host(url.host)
    return url


def refuse_local_host(host: str) -> None:
    """Raise BlockedAddressError if `host`, before any look-up, names a machine that is not public."""
    name = host.rstrip(".").lower()
    if ":" in name or _NUMERIC_LABEL.fullmatch(name.rpartition(".")[2]):
        # "0x7f.1", "2130706433", "0177.0.0.1": some resolvers read them as 127.0.0.1, so only the plain form goes.
        if is_public_ip(name):
            return
        raise BlockedAddressError(
            _("%(host)s is not a public address: give the address of a public page"), host=host
        )
    if "." not in name or any(
        name == local or name.endswith(f".{local}") for local in _LOCAL_NAMES
    ):
        raise BlockedAddressError(
            _("%(host)s is a name inside a private network: give the address of a public page"),
            host=host,
        )


def normalise_url(words: str) -> str:
    """Return `words` as the one spelling under which an article is found again.

    The fragment and tracking parameters go, scheme and host are lower case, default ports are left out.
    """
    parts = urlsplit(words.strip())
    host = (parts.hostname or "").rstrip(".")
    host = f"[{host}]" if ":" in host else host
    port = parts.port if parts.port not in (None, _PORTS.get(parts.scheme)) else None
    kept = [
        (key, value)
        for key, value in parse_qsl(parts.query, keep_blank_values=True)
        if not _TRACKING.fullmatch(key)
    ]
    has_tracking = len(kept) != len(parse_qsl(parts.query, keep_blank_values=True))
    query = urlencode(kept) if has_tracking else parts.query
    return urlunsplit(
        (parts.scheme.lower(), f"{host}:{port}" if port else host, parts.path or "/", query, "")
    )


def domain_of(url: str) -> str:
    """Return the host of `url` without "www."; empty if it has none."""
    try:
        return (urlsplit(url).hostname or "").rstrip(".").removeprefix("www.")
    except ValueError:
        return ""


def parent_domains(domain: str) -> list[str]:
    """Return `domain` and the domains above it that have at least two labels, nearest first."""
    labels = domain.split(".")
    return [".".join(labels[i:]) for i in range(max(1, len(labels) - 1))]


def is_same_site(one: str, other: str) -> bool:
    """Tell whether two addresses belong to one site: the same domain, or one below the other."""
    a, b = domain_of(one), domain_of(other)
    return bool(a and b) and (a == b or a.endswith(f".{b}") or b.endswith(f".{a}"))
