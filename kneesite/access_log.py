"""What the web server writes about a request: no query, no token, a shortened address, no browser, no referrer."""

import logging
import os
import re
from ipaddress import ip_address, ip_network
from urllib.parse import quote

from gunicorn.glogging import Logger

from core.logs import LineFormatter, PrivateFilter, without_private

INVALID = re.compile(r"Invalid request from ip=(\S+?):(?: |$)")
NOT_WRITTEN = ("/static/", "/favicon.svg")


class AccessLog(Logger):
    """One line a request, files of the design left out."""

    def setup(self, cfg):
        """What goes wrong outside Django is written by gunicorn itself, with the whole address: cleaned here too."""
        super().setup(cfg)
        for handler in self.error_log.handlers:
            handler.addFilter(PrivateFilter())
            handler.addFilter(RequestFilter())
            handler.setFormatter(LineFormatter(self.error_fmt, self.datefmt))

    def access(self, resp, req, environ, request_time):
        path = environ.get("PATH_INFO", "")
        if not path.startswith(NOT_WRITTEN):
            self.access_log.info(line(resp.status, environ, request_time.total_seconds()))


class RequestFilter(logging.Filter):
    """A request that is no HTTP is told without its words, which may be a search, and with a shortened address."""

    def filter(self, record):
        if found := INVALID.match(record.msg):
            record.msg = f"Invalid request from {shortened(found[1])}"
        return True


def line(status, environ, seconds) -> str:
    """For example: 192.0.2.0 GET /articles/ 200 12 ms."""
    path = quote(environ.get("PATH_INFO", "").encode("latin-1", "replace"), safe="/@:~!$&'()*+,;=")
    address = shortened(reader_address(environ))
    return f"{address} {environ.get('REQUEST_METHOD', '-')} {without_private(path)} {str(status)[:3]} {seconds * 1000:.0f} ms"


def reader_address(environ) -> str:
    """Behind PROXY_COUNT proxies the address that the outermost of them saw; what stands before it may be forged."""
    proxies = int(os.environ.get("PROXY_COUNT") or 0)
    seen = [part.strip() for part in environ.get("HTTP_X_FORWARDED_FOR", "").split(",")]
    return seen[-proxies] if proxies and len(seen) >= proxies else environ.get("REMOTE_ADDR", "")


def shortened(address) -> str:
    """192.0.2.17 becomes 192.0.2.0, an IPv6 address keeps its first 48 bits."""
    try:
        ip = ip_address(address)
    except ValueError:
        return "-"
    return str(ip_network(f"{ip}/{24 if ip.version == 4 else 48}", strict=False).network_address)
