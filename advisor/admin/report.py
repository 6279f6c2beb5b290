"""The owner's report: months in numbers, as tables, small charts and CSV. Nothing about any one person."""

import csv

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.urls import path

from advisor import numbers

COLUMNS = {
    "asked": "Asked",
    "answered": "Answered",
    "median": "Median, working days",
    "slowest_tenth": "90th percentile, working days",
    "declined": "Declined",
    "deflected": "Deflected",
    "helped": "Helped",
    "not_helped": "Not helped",
}
CHARTS = ("asked", "answered", "median", "deflected")
HEIGHT, WIDTH, BAR = 60, 240, 14


class ReportMixin:
    """Adds report/ and report.csv to the desk, for those who may see them."""

    def get_urls(self):
        view = self.admin_site.admin_view
        return [
            path("report/", view(self.report), name="advisor_enquiry_report"),
            path("report.csv", view(self.report_csv), name="advisor_enquiry_report_csv"),
            *super().get_urls(),
        ]

    def report(self, request):
        """The page."""
        months = allowed_months(request)
        context = {
            **self.admin_site.each_context(request),
            "title": "The desk, month by month",
            "opts": self.opts,
            "columns": COLUMNS.values(),
            "rows": [(row["month"], [row[name] for name in COLUMNS], row["declined_by_reason"]) for row in months],
            "charts": [chart(months, name) for name in CHARTS],
        }
        return TemplateResponse(request, "admin/advisor/enquiry/report.html", context)

    def report_csv(self, request):
        """The same numbers for a spreadsheet."""
        months = allowed_months(request)
        response = HttpResponse(content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = 'attachment; filename="questions-by-month.csv"'
        writer = csv.writer(response)
        writer.writerow(["Month", *COLUMNS.values(), "Declined by reason"])
        for row in months:
            reasons = "; ".join(f"{reason}: {count}" for reason, count in row["declined_by_reason"].items())
            cells = [f"{row['month']:%Y-%m}", *(row[name] for name in COLUMNS), reasons]
            writer.writerow([escaped(cell) for cell in cells])
        return response


def allowed_months(request):
    """The numbers, for those with the right to see them."""
    if not request.user.has_perm("advisor.view_report"):
        raise PermissionDenied
    return numbers.months()


def escaped(cell):
    """No cell is a formula, whatever it begins with."""
    text = "" if cell is None else str(cell)
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text


def chart(months, name) -> dict:
    """Bars for an SVG, the oldest month on the left; heights in units of the drawing."""
    values = [row[name] or 0 for row in reversed(months)]
    most = max([*values, 1])
    bars = [
        {
            "x": place * (BAR + 6), "y": round(HEIGHT - value * HEIGHT / most, 1), "width": BAR,
            "height": round(value * HEIGHT / most, 1), "words": f"{row['month']:%B %Y}: {value}",
        }
        for place, (row, value) in enumerate(zip(reversed(months), values, strict=True))
    ]  # fmt: skip
    return {"title": COLUMNS[name], "bars": bars, "most": most, "width": WIDTH, "height": HEIGHT}
