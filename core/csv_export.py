"""Tables as CSV files that a spreadsheet opens without running anything that somebody typed."""

import csv

from django.http import StreamingHttpResponse

RUNS = tuple("=+-@＝＋－＠\t\r\n")  # a cell that begins so is a formula to a spreadsheet, the wide ones in East Asia


def csv_response(file_name: str, header, rows) -> StreamingHttpResponse:
    """A download that is written row by row. `rows`: any iterable of lists; numbers stay numbers."""
    writer = csv.writer(_Echo())
    lines = (writer.writerow([safe_cell(cell) for cell in row]) for row in _with_header(header, rows))
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{file_name}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


def safe_cell(value):
    """Text that a spreadsheet would run gets an apostrophe in front; None is an empty cell."""
    if value is None:
        return ""
    if isinstance(value, str) and value.lstrip(" \xa0\ufeff").startswith(RUNS):
        return f"'{value}"
    return value


def _with_header(header, rows):
    yield [f"\ufeff{header[0]}", *header[1:]]  # the mark by which spreadsheets know UTF-8
    yield from rows


class _Echo:
    """csv.writer gives back what `write` gives back."""

    def write(self, line):
        return line
