"""Makes the leaflets of the demo's medicines: plain PDFs of the words that the catalogue has, so that the two never differ."""

from textwrap import wrap

WIDTH, HEIGHT, MARGIN = 595, 842, 57  # points: A4, 2 cm around it
SIZE, LEADING, BIG = 11, 15, 18
LETTERS = 84  # of Helvetica on a line
LINES = (HEIGHT - 2 * MARGIN) // LEADING
INVENTED = "Example leaflet for the demonstration of Kneesite. The product, its number and its maker are invented."
HEAD = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica%s/Encoding/WinAnsiEncoding>>"


def leaflet_of(row, statement) -> bytes:
    """The leaflet of one row of products.json."""
    sections = [
        ("What it is for", [statement]),
        ("Do not use it", [f"- {caution}" for caution in row["cautions"]] + [row["caution_note"]]),
        ("How to use it", [f"{number}. {step}" for number, step in enumerate(row["directions"], start=1)]),
        ("When to ask for help", [row["see_someone"]]),
        ("With medicines", [row["interactions"]]),
        ("Side effects", [row["side_effects"], "You can report side effects at yellowcard.mhra.gov.uk."]),
        ("How to keep it", [row["storage"]]),
        ("What is in it", [row["ingredients"], row["other_ingredients"], row["allergens"]]),
        ("Who answers for it", [f"{row['holder']}, {row['registration_number']}"]),
    ]
    lines = [("big", row["name"]), *(("", line) for line in wrap(INVENTED, LETTERS))]
    for heading, paragraphs in sections:
        lines += [("", ""), ("bold", heading)]
        lines += [("", line) for paragraph in paragraphs if paragraph for line in wrap(paragraph, LETTERS)]
    return pdf_of([lines[start : start + LINES] for start in range(0, len(lines), LINES)], row["name"])


def pdf_of(pages, title) -> bytes:
    """A PDF of pages of (weight, line); nothing in it is packed, and every machine has its font."""
    numbers = [6 + 2 * place for place in range(len(pages))]
    objects = [
        "<</Type/Catalog/Pages 2 0 R/Lang(en-GB)>>",
        f"<</Type/Pages/Count {len(pages)}/Kids[{' '.join(f'{number} 0 R' for number in numbers)}]>>",
        HEAD % "",
        HEAD % "-Bold",
        f"<</Title({escaped(title)})>>",
    ]
    for number, page in zip(numbers, pages, strict=True):
        stream = drawn(page)
        objects += [
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {WIDTH} {HEIGHT}]/Contents {number + 1} 0 R"
            "/Resources<</Font<</F1 3 0 R/F2 4 0 R>>>>>>",
            f"<</Length {len(stream)}>>\nstream\n{stream}\nendstream",
        ]
    return put_together(objects)


def drawn(page) -> str:
    """The instructions for one page."""
    rows = [f"BT {LEADING} TL {MARGIN} {HEIGHT - MARGIN - BIG} Td"]
    fonts = {"": f"/F1 {SIZE} Tf", "bold": f"/F2 {SIZE} Tf", "big": f"/F2 {BIG} Tf"}
    rows += [f"{fonts[weight]} ({escaped(line)}) Tj T*" for weight, line in page]
    return "\n".join([*rows, "ET"])


def escaped(text) -> str:
    """As it stands in the brackets of a PDF."""
    return text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def put_together(objects) -> bytes:
    """The objects with the table that says where each begins."""
    data, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(data))
        data += f"{number} 0 obj\n{content}\nendobj\n".encode("cp1252")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    end = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<</Size {size}/Root 1 0 R/Info 5 0 R>>\n"
    return data + f"{end}startxref\n{len(data)}\n%%EOF\n".encode("cp1252")
