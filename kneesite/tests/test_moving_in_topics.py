"""Moving in from WordPress: which categories and tags become one topic, under which address; a dry run says the same."""

import pytest

from articles.models import Article
from kneesite.tests.wordpress_export import category, listed, moved_in, post
from topics.models import Topic
from topics.tests.factories import a_topic

pytestmark = pytest.mark.django_db
MEDIA, media = category("media-2", "Media"), category("media", "media", "post_tag")


@pytest.fixture
def move_in(tmp_path):
    """Imports an export of these elements and gives the report, after a dry run that must say the same."""

    def imported(*elements, **options):
        dry = moved_in(tmp_path, *elements, dry_run=True, **options)
        assert not Topic.objects.filter(order=500).exists()
        report = moved_in(tmp_path, *elements, **options)
        assert dry == report
        return report

    return imported


@pytest.mark.parametrize("order", [(MEDIA, media, media + MEDIA), (media, MEDIA, MEDIA + media), (MEDIA + media,) * 3])
def test_names_that_differ_in_case_become_one_topic_under_the_plain_address(move_in, order):
    report = move_in(*(post(at, f"p{at}", inside=terms) for at, terms in enumerate(order, 1)))

    (topic,) = Topic.objects.filter(order=500)
    assert topic.slug == "media"
    assert topic.name == ("Media" if order[0].startswith(MEDIA) else "media")
    assert "  1 topic\n" in report
    assert "“Media” had the address “media-2” and has “media” here" in report
    assert all(article.topics.get() == topic for article in Article.objects.all())


def test_the_plain_address_is_left_to_another_name_that_has_it(move_in):
    move_in(
        listed("media-2", "Media"),
        listed("media", "Our films"),
        post(1, "a", inside=MEDIA),
        post(2, "b", inside=category("media", "Our films")),
    )

    assert set(Topic.objects.filter(order=500).values_list("slug", "name")) == {
        ("media-2", "Media"),
        ("media", "Our films"),
    }


def test_a_name_with_a_number_of_its_own_and_a_name_of_the_site_keep_their_addresses(move_in):
    move_in(post(1, "a", inside=category("step-2", "Step 2") + category("feed-2", "Feed")))

    assert set(Topic.objects.filter(order=500).values_list("slug", flat=True)) == {"step-2", "feed-2"}


def tag(name):
    return category(name, name.title(), "post_tag")


def topics_of(slug):
    return set(Article.objects.get(slug=slug).topics.values_list("name", flat=True))


def test_a_tag_becomes_a_topic_when_enough_posts_have_it_and_the_others_are_told(move_in):
    rare = [
        post(number, f"r{number}", title=f"R{number}", inside=tag("stairs") + tag("cold")) for number in range(1, 5)
    ]
    often = [post(number, f"o{number}", inside=tag("shoes")) for number in range(5, 9)]

    report = move_in(*rare, *often, post(9, "o9", inside=tag("shoes"), post_type="page"), tags_from=5)

    assert set(Topic.objects.filter(order=500).values_list("name", flat=True)) == {"Shoes"}
    assert [topics_of("r1"), topics_of("o5"), topics_of("o9")] == [set(), {"Shoes"}, {"Shoes"}]
    heading = "Tags that became no topics, because too few posts have them (--tags-from says how many)"
    assert f"{heading}\n    “Stairs”: 4 posts\n    “Cold”: 4 posts\n" in report
    assert "R1 (post 1)\n    tags that too few posts have became no topics: “Stairs”, “Cold”" in report
    without = report.partition("Articles without a topic: please sort them under one\n")[2]
    assert without.startswith("    R1 (post 1)\n    R2 (post 2)\n    R3 (post 3)\n    R4 (post 4)\n  ")


@pytest.mark.parametrize(("number", "said"), [(20, False), (21, True)])
def test_every_tag_becomes_a_topic_and_the_report_names_the_option_where_many_have_few_posts(move_in, number, said):
    report = move_in(post(1, "a", inside="".join(tag(f"tag{one}x") for one in range(number))))

    assert Topic.objects.filter(order=500).count() == number
    assert ("21 tags became topics although fewer than 5 posts have them; --tags-from 5" in report) is said


@pytest.mark.parametrize(("enough", "topics"), [(1, {"Stairs", "Shoes"}), (2, {"Shoes"}), (3, set())])
def test_how_many_posts_are_enough_is_an_option_and_one_takes_every_tag(move_in, enough, topics):
    move_in(post(1, "a", inside=tag("stairs") + tag("shoes")), post(2, "b", inside=tag("shoes")), tags_from=enough)

    assert topics_of("a") == topics


def test_a_rare_tag_that_a_category_or_a_topic_of_ours_is_called_joins_it_wherever_it_stands(move_in):
    a_topic(slug="knees", name="Knees")

    posts = post(1, "first", inside=tag("shoes") + tag("knees")), post(2, "b", inside=category("shoes-2", "Shoes"))
    move_in(*posts, tags_from=5)

    assert topics_of("first") == {"Shoes", "Knees"}


def test_what_wordpress_calls_uncategorized_becomes_no_topic(move_in):
    report = move_in(post(1, "a", inside=category("uncategorized", "Uncategorized")))

    assert not Topic.objects.filter(order=500).exists()
    assert "the category “Uncategorized” says that a post has none and became no topic" in report
