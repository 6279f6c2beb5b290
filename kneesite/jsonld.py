"""The house itself as schema.org data: who publishes this, and how it is searched."""

from django.conf import settings
from django.templatetags.static import static

from core.addresses import absolute


def of_house() -> dict:
    """Organisation and site, for the home page."""
    organisation = {
        "@type": "Organization",
        "@id": absolute("/#publisher"),
        "name": settings.SITE_NAME,
        "url": absolute("/"),
        "logo": absolute(static("img/favicon.svg")),
    }
    site = {
        "@type": "WebSite",
        "@id": absolute("/#site"),
        "name": settings.SITE_NAME,
        "url": absolute("/"),
        "inLanguage": "en-GB",
        "publisher": {"@id": absolute("/#publisher")},
        "potentialAction": {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": absolute("/search/?q={search_term_string}")},
            "query-input": "required name=search_term_string",
        },
    }
    return {"@context": "https://schema.org", "@graph": [organisation, site]}
