"""Addresses of an export, which may be anything: read without complaint, and repeated in a report no longer than a line."""

from urllib.parse import SplitResult, urlsplit

LONGEST_TOLD = 300  # characters of an address that are of use to a reader
NO_ADDRESS = SplitResult("", "", "", "", "")


def split(address) -> SplitResult:
    """Its parts; all empty for what is no address, such as http://[bad/x."""
    try:
        return urlsplit(address)
    except ValueError:
        return NO_ADDRESS


def is_data(address) -> bool:
    """Whether a whole file stands in it instead of the place of one."""
    return address[:40].lstrip()[:5].lower() == "data:"


def told(address) -> str:
    """As a report repeats it: of a file that stands in it only the kind, of an endless one only the beginning."""
    if is_data(address) and len(address) > 100:
        return f"{address.strip()[:60].partition(',')[0]},… ({len(address):,} characters)"
    return f"{address[:LONGEST_TOLD]}…" if len(address) > LONGEST_TOLD else address
