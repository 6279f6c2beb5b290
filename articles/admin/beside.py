"""What stands beside the form of the edit page: checklist, comments, flag, links, and both texts when two desks collide."""

from content_editor.admin import ContentEditorInline
from django.core import signing

from articles import gate, preview
from articles.blocks import Block
from articles.comparison import compare
from articles.kinds import blocks_of
from articles.major import why_major
from articles.revision import Revision
from core.addresses import absolute
from core.admin import SALT, version_of


def beside_the_form(revision, context) -> dict:
    """For the template. The parts of the text are taken from the form, where they have been read already."""
    form = context["adminform"].form
    link = preview.link_to(revision)
    found = {
        "preview_url": link,
        "guest_url": absolute(link),
        "thread": revision.thread,
        "flag": revision.open_flag,
        "text_before": revision.text_before(),
    }
    if not context["inline_admin_formsets"]:
        return found | {"fixed_blocks": blocks_of(revision), "references": list(revision.references.all())}
    if form.is_bound:
        return found | both_texts(revision, context)
    blocks, references = parts_of(context)
    revision.blocks_at_hand = blocks
    text = gate.text_of(revision, blocks, references)
    before = found["text_before"]
    reasons = why_major(compare(before, revision, blocks, references) if before else None, revision.raised_to_major)
    lines = gate.checklist(text)
    return found | {
        "checklist": lines,
        "to_mend": [line for line in lines if line.level != gate.FINE],
        "passed": [line for line in lines if line.level == gate.FINE],
        "stopped": any(line.level == gate.STOP for line in lines),
        "reading_facts": gate.reading_facts(text),
        "why_major": reasons,
    }


def both_texts(revision, context) -> dict:
    """After a refused save: what is saved by now, against what stands in the form below."""
    form = context["adminform"].form
    outdated = any(error.code == "outdated" for error in form.non_field_errors().as_data())
    if not outdated:
        return {}
    saved = Revision.objects.select_related("changed_by").get(pk=revision.pk)
    blocks, references = parts_of(context)
    mine = form.instance
    version = signing.dumps(version_of(saved), salt=SALT)
    return {"saved": saved, "saved_version": version, "conflict": compare(saved, mine, kept(blocks), references)}


def parts_of(context) -> tuple:
    """(blocks, references) as they stand in the forms of the page, in their order."""
    blocks, references = [], []
    for inline in context["inline_admin_formsets"]:
        target = blocks if isinstance(inline.opts, ContentEditorInline) else references
        for form in inline.formset.forms:
            deleted = inline.formset.is_bound and inline.formset._should_delete_form(form)
            if not deleted and (form.instance.pk or form.has_changed()):
                target.append(form.instance)
    return sorted(blocks, key=lambda block: (block.ordering or 0, block.pk or 0)), references


def kept(blocks: list[Block]) -> list[Block]:
    """Blocks whose words can be read; a new block without its exercise or product has none yet."""
    readable = []
    for block in blocks:
        needed = [one for one in block._meta.concrete_fields if one.is_relation and one.name != "parent"]
        if all(getattr(block, one.attname) for one in needed):
            readable.append(block)
    return readable
