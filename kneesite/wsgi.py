"""The door for WSGI servers."""

import os
import re

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kneesite.settings")

CHARSET = re.compile(r";\s*charset\s*=[^;]*", re.IGNORECASE)


class UnicodeOnly:
    """We speak UTF-8. Django would believe any other charset that a request names, "hex" included, and fall over it
    before a middleware could help."""

    def __init__(self, application):
        self.application = application

    def __call__(self, environ, start_response):
        if "charset" in environ.get("CONTENT_TYPE", "").lower():
            environ["CONTENT_TYPE"] = CHARSET.sub("", environ["CONTENT_TYPE"])
        return self.application(environ, start_response)


application = UnicodeOnly(get_wsgi_application())
