"""A reader without JavaScript: fetches pages, finds the forms on them, fills them in and sends them again if need be."""

import http.client
import time
from html.parser import HTMLParser
from urllib.parse import urlencode, urljoin, urlsplit

FASTEST = 3.2  # seconds; what comes back sooner is held for a person to look at


class Visitor:
    """One browser with its own cookies and its own network."""

    def __init__(self, house, number):
        self.house, self.number, self.cookies = house, number, {}
        self.form, self.link, self.broken = {}, "", 0
        self.network = f"10.{number // 250 % 250}.{number % 250}.7"

    def open(self, address, fields=None):
        """(status, address it leads to or "", text). Raises OSError when the line breaks."""
        url = urlsplit(urljoin(self.house.address, address))
        line = http.client.HTTPConnection("127.0.0.1", self.house.port, timeout=20)
        try:
            headers = {
                "X-Forwarded-For": self.network,
                "Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items()),
            }
            body = None
            if fields is not None:
                headers |= {"Content-Type": "application/x-www-form-urlencoded", "Referer": self.house.address}
                body = urlencode(fields, doseq=True)
            line.request(
                "GET" if fields is None else "POST", url.path + ("?" + url.query if url.query else ""), body, headers
            )
            answer = line.getresponse()
            for cookie in answer.headers.get_all("Set-Cookie") or []:
                name, _, value = cookie.partition(";")[0].partition("=")
                self.cookies[name] = value
            return answer.status, answer.headers.get("Location", ""), answer.read().decode()
        except http.client.HTTPException as error:
            raise OSError(str(error)) from error
        finally:
            line.close()

    def stubbornly(self, *arguments, until):
        """Tries again as a person reloads, until `until` (a moment of time.monotonic) has passed."""
        while True:
            try:
                return self.open(*arguments)
            except OSError:
                self.broken += 1
                assert time.monotonic() < until, "the site did not come back"
                time.sleep(0.1)

    def fetch_question_form(self, until):
        """Through the warning signs to the question form, and fills it in."""
        _, _, page = self.stubbornly("/questions/ask/", until=until)
        status, next_page, page = self.stubbornly(
            "/questions/ask/", fields_of(page, "none") | {"none": "on"}, until=until
        )
        assert status == 302, page
        _, _, page = self.stubbornly(next_page, until=until)
        self.form, self.broken = fields_of(page, "question") | self.words(), 0

    def send(self, patience=60):
        """Sends the filled form, the same one again while the line breaks; keeps the private link it leads to."""
        status, link, page = self.stubbornly("/questions/ask/check/", self.form, until=time.monotonic() + patience)
        assert status == 302, page
        self.link = link

    def words(self):
        return {
            "question": f"Why does my knee click, number {self.number}?",
            "details": "It clicks on the stairs, without pain.",
            "how_long": "weeks",
            "email": f"visitor{self.number}@faults.example",
            "adult": "on",
            "health": "on",
            "do": "send",
        }


class FormReader(HTMLParser):
    """The forms of a page as dictionaries: what a browser would send untouched, selects with their first real choice."""

    def __init__(self):
        super().__init__()
        self.forms, self.select = [], None

    def handle_starttag(self, tag, attributes):
        found = dict(attributes)
        if tag == "form":
            self.forms.append({})
        elif self.forms:
            self.note(tag, found)

    def note(self, tag, found):
        form, name = self.forms[-1], found.get("name")
        if tag == "input" and name:
            plain = found.get("type") not in ("checkbox", "radio", "submit") or "checked" in found
            form.setdefault(name, found.get("value") or "") if plain else form.setdefault(name, None)
        elif tag == "textarea" and name:
            form[name] = ""
        elif tag == "select":
            self.select = name
            form[name] = ""
        elif tag == "option" and self.select and not form[self.select]:
            form[self.select] = found.get("value", "")


def fields_of(page, field):
    """What the form with this field holds; boxes that are not ticked are left out."""
    reader = FormReader()
    reader.feed(page)
    form = next((form for form in reader.forms if field in form), None)
    assert form is not None, f"no form with “{field}” on:\n{page}"
    return {name: value for name, value in form.items() if value is not None}
