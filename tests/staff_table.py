"""Who may do what at which address of the staff area: the written table that test_staff_matrix.py walks.

Letters: A Authors, E Editors, V Advisors, C Catalogue, O Owners. Whoever is not named is refused; the set-up account
(superuser) is not in the table. A new model, page, button or action without a line here makes the test fail.
"""

from typing import NamedTuple

ALL = "AEVCO"


class Line(NamedTuple):
    """One kind of thing: who sees it (list, page, history), adds, changes and deletes it, and presses which button."""

    see: str = ""
    add: str = ""
    change: str = ""
    delete: str = ""
    buttons: dict = {}


def each(names: str, who: str) -> dict:
    """The same people for several buttons."""
    return dict.fromkeys(names.split(), who)


NOBODY = Line()
READ = Line(ALL)
EDITORS = Line("EO", "EO", "EO", "EO")
TEXT_BUTTONS = {
    **each("propose start flag unflag comment resolve", "AEO"),
    **each("return publish take-back withdraw", "EO"),
    "override": "O",
}
OF_OTHERS = TEXT_BUTTONS | each("propose start flag unflag comment resolve", "EO")
ISSUE_BUTTONS = each("test approve take-back pause go-on stop withdraw show-again", "EO")
SIGN_BUTTONS = {"go-live": "EVO", "new-wording": "VO", "retire": "VO"}
QUESTION_BUTTONS = {"sign-off": "EVO", **each("reviewed take-back take-down", "VO")}

# After the colon: in which state, or whose. "Own" things are made by the person who walks.
LINES = {
    "sites.site": NOBODY,
    "axes.accessattempt": NOBODY,
    "axes.accesslog": NOBODY,
    "axes.accessfailurelog": NOBODY,
    "otp_totp.totpdevice": NOBODY,
    "otp_static.staticdevice": NOBODY,
    "auth.user": Line("O", "O", "O"),
    "auth.user:superuser": NOBODY,
    "auth.group": Line("O"),
    "flatpages.flatpage": Line("EO", change="EO"),
    "redirects.redirect": EDITORS,
    "pictures.picture:own": Line(ALL, "AECO", "AECO", "EO"),
    "pictures.picture:of others": Line(ALL, "AECO", "EO", "EO"),
    "search.synonym": EDITORS,
    "search.unansweredsearch": Line("EO"),
    "topics.topic": Line(ALL, "EO", "EO"),
    "products.claimword": Line(ALL, "O", "O", "O"),
    "products.claimwaiver": Line(ALL, "", "O", "O"),
    "products.category": Line(ALL, "CO", "CO", "CO"),
    "products.product": Line(ALL, "CO", "CO", "CO", each("withdraw put-back", "CO")),
    "exercises.exercise": Line(ALL, "EO", "EO", "EO"),
    "articles.fact": EDITORS,
    "articles.recommendation": EDITORS,
    "articles.author": Line(ALL, "EO", "EO"),
    "articles.article": READ,
    "articles.revision:own": Line(ALL, "AEO", "AEO", "AEO", TEXT_BUTTONS),
    "articles.revision:own, live": Line(ALL, "AEO", "", "", TEXT_BUTTONS),
    "articles.revision:of others": Line(ALL, "AEO", "EO", "EO", OF_OTHERS),
    "articles.mistakereport": Line("EO", change="EO", buttons={"settle": "EO"}),
    "advisor.desk": Line("VO", change="O"),
    "advisor.savedreply": Line("VO", "VO", "VO", "VO"),
    "advisor.missedsign": Line("VO", "", "VO", "O", {"done": "VO"}),
    "advisor.enquiry": Line("VO", change="VO", buttons={**each("take let-go", "VO"), "erase": "O"}),
    "advisor.question:draft": Line("EVO", "VO", "VO", "VO", QUESTION_BUTTONS),
    "advisor.question:live": Line("EVO", "VO", "VO", "", QUESTION_BUTTONS),
    "advisor.warningsign:draft": Line("EVO", "VO", "VO", "VO", SIGN_BUTTONS),
    "advisor.warningsign:live": Line("EVO", "VO", "VO", "", SIGN_BUTTONS),
    "advisor.helpline": Line("VO", "VO", "VO", "O"),
    "quiz.quiz": EDITORS._replace(buttons=each("publish offline preview copy", "EO")),
    "quiz.item": Line("EO", change="EO"),
    "newsletter.issue:draft": EDITORS._replace(buttons=ISSUE_BUTTONS),
    "newsletter.issue:approved": Line("EO", "EO", "", "", ISSUE_BUTTONS),
    "newsletter.subscriber": Line("O"),
}

# Actions of the lists, by model: who gets as far as the page that asks "Are you sure?".
ACTIONS = {
    "sites.site": {"delete_selected": ""},
    "axes.accesslog": {"delete_selected": ""},
    "axes.accessfailurelog": {"delete_selected": ""},
    "otp_totp.totpdevice": {"delete_selected": ""},
    "otp_static.staticdevice": {"delete_selected": ""},
    "axes.accessattempt": {"delete_selected": "", "cleanup_expired_attempts": ""},
    "redirects.redirect": {"delete_selected": "EO"},
    "pictures.picture": {"delete_selected": "EO"},
    "search.synonym": {"delete_selected": "EO"},
    "search.unansweredsearch": {"delete_selected": ""},
    "topics.topic": {"delete_selected": ""},
    "products.claimword": {"delete_selected": "O"},
    "products.claimwaiver": {"delete_selected": "O"},
    "products.category": {"delete_selected": "CO"},
    "products.product": {"delete_selected": "CO"},
    "exercises.exercise": {"delete_selected": "EO"},
    "articles.fact": {"delete_selected": "EO"},
    "articles.recommendation": {"delete_selected": "EO"},
    "articles.author": {"delete_selected": ""},
    "advisor.savedreply": {"delete_selected": "VO"},
    "advisor.missedsign": {"delete_selected": "O"},
    "quiz.quiz": {"delete_selected": "EO"},
    "newsletter.issue": {"delete_selected": "EO"},
}

# Pages that belong to one model only: (who looks, who sends a form).
PAGES = {
    "auth_user_password_change": ("O", "O"),
    "otp_totp_totpdevice_config": ("", ""),
    "otp_totp_totpdevice_qrcode": ("", ""),
    "pictures_picture_several": ("AECO", "AECO"),
    "products_claim_findings": (ALL, "O"),
    "products_product_export": ("CO", "CO"),
    "articles_revision_compare": (ALL, ALL),
    "articles_revision_ratings": ("EO", "EO"),
    "advisor_enquiry_report": ("O", "O"),
    "advisor_enquiry_report_csv": ("O", "O"),
    "quiz_quiz_preview": ("EO", "EO"),
    "newsletter_issue_letter": ("EO", "EO"),
}

# Pages of the staff area itself: every member of staff, with a role or without one, by these verbs.
HOUSE = {
    "index": ("get", "post"),
    "password_change": ("get", "post"),
    "password_change_done": ("get",),
    "jsi18n": ("get",),
}
# Walked by tests of their own, or open to everybody because they are the door.
WALKED_APART = ["autocomplete", "view_on_site", "app_list", "login", "logout"]
