"""Pages fetched for strangers: never from this machine, its network, or anything else that is not the open web.

A name is looked up once, every address that it has must be public, and the connection goes to one that was looked at;
redirects make connections of their own. Special addresses: https://www.iana.org/assignments/iana-ipv4-special-registry
and https://www.iana.org/assignments/iana-ipv6-special-registry
"""

import ipaddress
import socket
import time
from collections.abc import Callable
from typing import Any

import urllib3
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import ConnectTimeoutError, NewConnectionError
from urllib3.util.connection import create_connection

from tearsheet.capture import Capture
from tearsheet.errors import CaptureError, LimitError
from tearsheet.limits import Limits
from tearsheet.readers.web import fetch

__all__ = ["Permit", "Resolve", "fetch_public", "is_public", "look_up"]

Resolve = Callable[[str, int], list[str]]
Permit = Callable[[str], bool]

_TRIED = 3
"""Addresses of a name that are tried, at most."""

_TRANSLATED = ipaddress.ip_network("64:ff9b::/96")
"""IPv4 addresses as IPv6, by NAT64 (https://www.rfc-editor.org/rfc/rfc6052)."""

_REFUSED = (
    ipaddress.ip_network("64:ff9b:1::/48"),  # translated within a network (RFC 8215)
    ipaddress.ip_network("::/96"),  # IPv4-compatible, unspecified, loopback
    ipaddress.ip_network("fec0::/10"),  # site-local
    ipaddress.ip_network("192.88.99.0/24"),  # relays of 6to4
)


def fetch_public(
    url: str, limits: Limits, *, private: bool = False, resolve: Resolve | None = None, permit: Permit | None = None
) -> Capture:
    """The page at an address that somebody gave.

    Args:
        url: an ``http`` or ``https`` address.
        limits: as in `tearsheet.readers.web.fetch`, with ``seconds`` for all redirects together.
        private: whether private addresses are allowed.
        resolve: what looks names up: the addresses of a name, given a port.
        permit: which addresses may be connected to; those that are public without this.

    Raises:
        CaptureError: an address that is not public, or any error of `tearsheet.readers.web.fetch`.
        LimitError: the page is too large or takes too long.
    """
    if private:
        return fetch(url, limits)
    gate = _Gate(url, limits, resolve or look_up, permit or is_public)
    return fetch(url, limits, manager=gate.manager)


def is_public(address: str) -> bool:
    """Whether an IP address is one of the open web, with any IPv4 address that it carries."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:  # an IPv6 address with a zone among them
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        carried = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if ip in _TRANSLATED:
            carried = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if carried is not None:
            return is_public(str(carried)) and ip.teredo is None
    if any(ip.version == network.version and ip in network for network in _REFUSED):
        return False
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified)


def look_up(host: str, port: int) -> list[str]:
    """The IP addresses of a name, as the system finds them.

    Raises:
        OSError: there are none.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


class _Gate:
    """What all connections of one fetch go through."""

    def __init__(self, url: str, limits: Limits, resolve: Resolve, permit: Permit) -> None:
        self._url = url
        self._seconds = limits.seconds
        self._end = time.monotonic() + limits.seconds
        self._resolve = resolve
        self._permit = permit

    def connect(self, connection: HTTPConnection, host: str, options: Any) -> socket.socket:
        """A connection to a public address of a host."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise LimitError(self._url, f"not done within {self._seconds:g} seconds")
        try:
            addresses = self._resolve(host, connection.port)
        except (OSError, UnicodeError) as error:
            raise CaptureError(self._url, "its name is not known") from error
        if not addresses or not all(self._permit(address) for address in addresses):
            raise CaptureError(self._url, "it leads to an address that is not public")
        failed: OSError | None = None
        for address in addresses[:_TRIED]:
            try:
                return create_connection((address, connection.port), timeout=left, socket_options=options)
            except TimeoutError as error:
                raise ConnectTimeoutError(connection, "it does not answer") from error
            except OSError as error:
                failed = error
        raise NewConnectionError(connection, "no connection can be made") from failed

    def manager(self) -> urllib3.PoolManager:
        """What makes connections; no proxy and no settings of the machine are asked."""
        gate = self

        class Plain(HTTPConnection):
            def _new_conn(self) -> socket.socket:
                return gate.connect(self, self._dns_host, self.socket_options)

        class Secure(HTTPSConnection):
            def _new_conn(self) -> socket.socket:
                return gate.connect(self, self._dns_host, self.socket_options)

        class PlainPool(HTTPConnectionPool):
            ConnectionCls = Plain

        class SecurePool(HTTPSConnectionPool):
            ConnectionCls = Secure

        manager = urllib3.PoolManager(num_pools=2)
        manager.pool_classes_by_scheme = {"http": PlainPool, "https": SecurePool}
        return manager
