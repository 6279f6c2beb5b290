"""Who may do what: the roles of the contract as one table. A migration writes it into the database.

An entry is "app.model" (a `*` stands for any letters) and the actions; special permissions stand as their own name.
What a role may do with which *object* (own drafts, other people's changes) is decided by the admin of that model.
"""

from fnmatch import fnmatch

SEE = ("view",)
EDIT = ("add", "change", "view")
ALL = ("add", "change", "delete", "view")

READS_THE_SITE = {
    "articles.author": SEE,
    "articles.article": SEE,
    "articles.revision": SEE,
    "topics.topic": SEE,
    "exercises.exercise": SEE,
    "products.product": SEE,
    "products.category": SEE,
    "products.claim*": SEE,
    "pictures.picture": SEE,
}
WRITES = {
    "articles.article": EDIT,
    "articles.revision": ALL,
    "articles.*block": ALL,
    "articles.reference": ALL,
    "articles.comment": EDIT,
    "articles.flag": EDIT,
    "pictures.picture": EDIT,
}
EDITS = WRITES | {
    "articles.revision": (*ALL, "approve_revision"),
    "articles.author": EDIT,
    "articles.fact": ALL,
    "articles.recommendation": ALL,
    "articles.rating": SEE,
    "articles.*flag": ALL,
    "articles.*report": EDIT,
    "articles.*reason": SEE,
    "topics.topic": EDIT,
    "exercises.*": ALL,
    "quiz.*": ALL,
    "pictures.picture": ALL,
    "flatpages.flatpage": ("change", "view"),
    "redirects.redirect": ALL,
    "search.*synonym": ALL,
    "search.unansweredsearch": SEE,
    "newsletter.issue": (*ALL, "approve_issue"),
    "newsletter.pick": ALL,
    "advisor.question": ("view", "sign_off_question"),  # only the public text; the second person of an answer
    "advisor.warningsign": ("view", "sign_off_warningsign"),  # the second person of an emergency wording
}
ADVISES = {
    "advisor.enquiry": ("change", "view"),  # erasing for good is the owner's
    "advisor.question": (*ALL, "sign_off_question"),
    "advisor.savedreply": ALL,
    "advisor.warningsign": (*ALL, "sign_off_warningsign"),
    "advisor.helpline": EDIT,
    "advisor.missedsign": EDIT,
    "advisor.desk": SEE,
    "products.pack": SEE,
}
KEEPS_THE_CATALOGUE = {
    "products.category": ALL,
    "products.product": ALL,
    "products.pack": ALL,
    "products.placetobuy": ALL,
    "pictures.picture": EDIT,
}
OWNS = {
    "articles.revision": (*ALL, "approve_revision", "override_revision"),
    "advisor.*": (*ALL, "view_report", "sign_off_own_question"),
    "newsletter.*": ALL,
    "products.*": ALL,
    "auth.user": EDIT,
    "auth.group": SEE,
    "core.letter": SEE,
}
ROLES = {
    "Authors": [READS_THE_SITE, WRITES],
    "Editors": [READS_THE_SITE, EDITS],
    "Advisors": [READS_THE_SITE, ADVISES],
    "Catalogue": [READS_THE_SITE, KEEPS_THE_CATALOGUE],
    "Owners": [READS_THE_SITE, EDITS, ADVISES, KEEPS_THE_CATALOGUE, OWNS],
}


def codenames(role: str, app_label: str, model_name: str) -> set[str]:
    """The permissions of a role on one model, such as {"add_article", "approve_revision"}."""
    name, found = f"{app_label}.{model_name}", set()
    for table in ROLES[role]:
        for pattern, actions in table.items():
            if fnmatch(name, pattern):
                found |= {one if "_" in one else f"{one}_{model_name}" for one in actions}
    return found


def apply_roles(group_model, permission_model):
    """Gives each role exactly what the table says; whatever else a group was given before goes."""
    for role in ROLES:
        group, _made = group_model.objects.get_or_create(name=role)
        group.permissions.set(
            one
            for one in permission_model.objects.select_related("content_type")
            if one.codename in codenames(role, one.content_type.app_label, one.content_type.model)
        )
