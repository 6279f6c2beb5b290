"""The edit page and the list "Articles", used as a person uses them."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from articles.kinds import KINDS, blocks_of
from articles.models import Article, Revision
from articles.tests.factories import (
    a_block,
    a_colleague,
    a_draft,
    a_reference,
    a_writer,
    an_approver,
    an_article,
    an_author,
    one_block_of_each_kind,
)
from articles.versions import start_version
from pictures.tests.factories import a_picture
from products.tests.desk import form_data, save
from topics.tests.factories import a_topic

pytestmark = pytest.mark.django_db
LIST, ADD = "/admin/articles/revision/", "/admin/articles/revision/add/"


def page_of(revision):
    return f"/admin/articles/revision/{revision.pk}/change/"


def press(client, revision, name, **data):
    return client.post(f"/admin/articles/revision/{revision.pk}/do/{name}/", data, follow=True)


def logged_in(client, user):
    client.force_login(user)
    return client


def new_block(kind, number=0, **fields):
    """What the block editor posts for a new block."""
    prefix = f"articles_{kind}block_set"
    place = {"region": "main", "ordering": "10", **fields}
    return {f"{prefix}-TOTAL_FORMS": str(number + 1)} | {f"{prefix}-{number}-{name}": v for name, v in place.items()}


def test_an_author_writes_an_article_with_blocks_and_a_second_person_publishes_it(client):
    logged_in(client, a_writer("maya"))
    topic, author = a_topic(), an_author()
    data = form_data(client.get(ADD)) | new_block("text", text="<p>Walk a little.</p>")
    data |= {"title": "Sore knees", "summary": "What helps.", "topics": [topic.pk], "authors": [author.pk]}

    saved = client.post(ADD, {name: value for name, value in data.items() if value is not None})
    draft = Revision.objects.get()
    press(client, draft, "propose")
    answer = press(logged_in(client, an_approver()), draft, "publish")

    assert saved.status_code == 302
    assert "It is live." in answer.content.decode()
    page = client.get("/articles/sore-knees/").content.decode()
    assert [page.count(words) for words in ("<p>Walk a little.</p>", f">{author.name}</a>")] == [1, 1]
    assert Article.objects.get().topics.get() == topic


def test_an_address_is_made_from_the_title_and_never_taken_twice(client):
    logged_in(client, an_approver())
    for _ in range(2):
        save(client, ADD, title="Sore knees")

    assert sorted(Article.objects.values_list("slug", flat=True)) == ["sore-knees", "sore-knees-2"]


@pytest.mark.parametrize("slug", ["feed", "knees and hips", "\x00", "k" * 200])
def test_an_address_that_cannot_be_gets_a_sentence(client, slug):
    logged_in(client, an_approver())

    answer = save(client, ADD, title="Sore knees", slug=slug)

    assert answer.status_code == 200
    assert answer.context["adminform"].form.errors["slug"]
    assert not Article.objects.exists()


def test_the_list_has_one_row_for_each_article_and_says_how_it_stands(client):
    live = an_article("Knees", goes_live_at=timezone.now() - timedelta(days=1))
    start_version(live, None).propose(None)
    a_draft("Hips")
    logged_in(client, an_approver())

    page = client.get(LIST).content.decode()

    states = re.findall(r'<td class="field-state">([^<]+)</td>', page)
    since = timezone.localtime(live.goes_live_at)
    assert sorted(states) == ["Draft", f"Live since {since.day} {since:%B %Y}, new version waiting for approval"]


def test_an_approved_text_can_be_looked_at_but_not_changed(client):
    live = an_article("Knees")
    logged_in(client, an_approver())

    page = client.get(page_of(live))
    answer = client.post(page_of(live), {"title": "Hips"})

    assert page.status_code == 200
    assert "Start a new version" in page.content.decode()
    assert answer.status_code == 403
    assert Revision.objects.get().title == "Knees"


def test_a_new_version_starts_by_post_only(client):
    live = an_article()
    logged_in(client, an_approver())

    assert client.get(f"/admin/articles/revision/{live.pk}/do/start/").status_code == 405
    press(client, live, "start")
    press(client, live, "start")

    assert Revision.objects.filter(article=live.article).count() == 2


def test_readers_keep_the_live_text_until_the_new_one_is_live(client):
    live = an_article("Knees", text="<p>Old words.</p>")
    draft = start_version(live, None)
    logged_in(client, an_approver())

    save(client, page_of(draft), **{"articles_textblock_set-0-text": "<p>New words.</p>"})
    before = client.get(live.get_absolute_url()).content.decode()

    assert ("Old words." in before, "New words." in before) == (True, False)


def test_an_author_changes_their_own_texts_only(client):
    writer = a_writer("maya")
    own, others = a_draft(authors=[writer.author]), a_draft()
    logged_in(client, writer)

    save(client, page_of(own), title="Mine")
    answer = client.post(page_of(others), {"title": "Stolen"})

    assert (Revision.objects.get(pk=own.pk).title, answer.status_code) == ("Mine", 403)


def test_an_author_can_neither_publish_nor_withdraw(client):
    writer = a_writer()
    draft, live = a_draft(authors=[writer.author]), an_article(authors=[writer.author])
    logged_in(client, writer)

    answers = [press(client, draft, "publish"), press(client, live, "withdraw", reason="No.")]

    assert [answer.status_code for answer in answers] == [403, 403]
    live.refresh_from_db()
    assert live.is_published()


def test_an_author_cannot_move_an_article_that_readers_know(client):
    writer = a_writer()
    live = an_article(slug="knees", authors=[writer.author])
    draft = start_version(live, writer)
    logged_in(client, writer)

    page = client.get(page_of(draft))
    data = {name: value for name, value in form_data(page).items() if value is not None}
    client.post(page_of(draft), data | {"slug": "hips", "title": "New title"})

    live.article.refresh_from_db()
    assert "slug" not in page.context["adminform"].form.fields
    assert (live.article.slug, list(live.article.authors.all())) == ("knees", [writer.author])


def test_each_kind_of_block_has_its_place_on_the_edit_page(client):
    draft = a_draft(text="")
    one_block_of_each_kind(draft)
    logged_in(client, an_approver())

    page = client.get(page_of(draft)).content.decode()

    plugins = re.findall(r'id="articles_(\w+)block_set-0"', page)
    assert plugins == ["text", "picture", "exercise", "carecard", "product", "dos", "quote", "recipe"]


def forty_blocks(draft):
    """Five of every kind there is."""
    blocks = [block for _ in range(5) for block in one_block_of_each_kind(draft)]
    assert len(blocks) == 40
    assert {block.kind for block in blocks} == set(KINDS)
    return blocks


def test_the_edit_page_opens_in_few_queries_with_forty_blocks(client, django_assert_max_num_queries):
    draft = a_draft(text="", topics=[a_topic()], authors=[an_author()], lead_picture=a_picture())
    linking = [block for block in forty_blocks(draft) if block.kind in ("picture", "exercise", "product")]
    a_reference(draft)
    logged_in(client, an_approver())

    with django_assert_max_num_queries(25 + len(linking)):
        assert client.get(page_of(draft)).status_code == 200
    draft.bring_in_as_live(timezone.now())
    new = start_version(draft, None)
    with django_assert_max_num_queries(25 + len(linking)):
        assert client.get(page_of(new)).status_code == 200


def test_saving_forty_changed_blocks_takes_few_queries(client, django_assert_max_num_queries):
    draft = a_draft(text="")
    blocks = forty_blocks(draft)
    logged_in(client, an_approver())
    data = {name: value for name, value in form_data(client.get(page_of(draft))).items() if value is not None}
    data |= {name: str(int(value) + 1) for name, value in data.items() if name.endswith("-ordering")}

    with django_assert_max_num_queries(30 + 6 * 40):
        answer = client.post(page_of(draft), data)

    assert answer.status_code == 302
    assert [block.ordering for block in blocks_of(draft)] == [block.ordering + 1 for block in blocks]


def test_the_list_of_articles_costs_the_same_however_many_there_are(client, django_assert_max_num_queries):
    logged_in(client, an_approver())
    an_article(topics=[a_topic()], authors=[an_author()])
    with django_assert_max_num_queries(12) as few:
        client.get(LIST)

    for _ in range(5):
        start_version(an_article(topics=[a_topic()], authors=[an_author()]), None)

    with django_assert_max_num_queries(len(few)):
        client.get(LIST)


@pytest.mark.parametrize("name", ["title", "summary", "articles_textblock_set-0-text", "planned_for_0"])
@pytest.mark.parametrize("value", ["\x00", "x" * 1_000_000])
def test_monstrous_input_gets_a_page_and_never_a_fault(client, name, value):
    draft = a_draft()
    logged_in(client, an_approver())

    answer = save(client, page_of(draft), **{name: value})

    assert answer.status_code in (200, 302)


def test_a_time_that_does_not_exist_gets_a_sentence(client):
    draft = a_draft()
    logged_in(client, an_approver())

    missing = save(client, page_of(draft), planned_for_0="2027-03-28", planned_for_1="01:30:00")
    twice = save(client, page_of(draft), planned_for_0="2027-10-31", planned_for_1="01:30:00")

    assert [answer.status_code for answer in (missing, twice)] == [200, 200]
    assert all(answer.context["adminform"].form.errors["planned_for"] for answer in (missing, twice))


def test_nobody_without_permission_sees_the_list(client):
    an_article()
    logged_in(client, a_colleague())

    assert client.get(LIST).status_code == 403


def test_the_address_of_an_article_leads_to_its_newest_text(client):
    """Links from facts, recommendations and the history of the staff home point at it."""
    live = an_article()
    new = start_version(live, None)
    logged_in(client, an_approver())

    to_list = client.get("/admin/articles/article/")
    to_text = client.get(f"/admin/articles/article/{live.article.pk}/change/")

    assert (to_list.status_code, to_list["Location"]) == (302, LIST)
    assert (to_text.status_code, to_text["Location"]) == (302, page_of(new))


def test_a_block_deleted_on_the_page_is_gone(client):
    draft = a_draft()
    a_block(draft, "quote")
    logged_in(client, an_approver())

    save(client, page_of(draft), **{"articles_quoteblock_set-0-DELETE": "on"})

    assert [draft.articles_quoteblock_set.count(), draft.articles_textblock_set.count()] == [0, 1]
