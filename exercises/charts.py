"""Small charts of anonymous counts for editors, made on the server. Pure: numbers in, bars out."""

FEW = 5  # below this we say "fewer than 5", so that nobody can be counted out
LONGEST = 300  # pixels of the longest bar
LINE = 26  # pixels from bar to bar


def few_or(number: int) -> str:
    """A count as editors may see it."""
    return f"fewer than {FEW}" if number < FEW else f"{number:,}"


def chart(title: str, rows: list[tuple[str, int]]) -> dict:
    """Bars for (label, number) rows, drawn by admin/_chart.html. All that is below five has the same short bar."""
    most = max([number for _, number in rows] + [1])
    bars = [
        {
            "label": label,
            "words": few_or(number),
            "width": 2 if number < FEW else max(4, round(LONGEST * number / most)),
            "y": place * LINE,
            "text_y": place * LINE + 15,
        }
        for place, (label, number) in enumerate(rows)
    ]
    return {"title": title, "bars": bars, "height": len(rows) * LINE}
