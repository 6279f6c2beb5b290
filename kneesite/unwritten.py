"""The about pages of a new site, before anybody wrote them."""

UNWRITTEN = (
    "<p>This page has not been written yet. Whoever runs this site writes it in the staff area, under “Pages about us”: "
    "who publishes it, at which address, what they sell, and how they work.</p>"
)
TITLES = {
    "/about/": "About us",
    "/about/how-we-work/": "How we work",
    "/about/privacy/": "Privacy",
    "/about/accessibility/": "Accessibility",
}
