"""The articles' part of the staff area."""

from articles.admin.panels import FactAdmin, RecommendationAdmin
from articles.admin.people import ArticleAdmin, AuthorAdmin
from articles.admin.revision import RevisionAdmin

__all__ = ["ArticleAdmin", "AuthorAdmin", "FactAdmin", "RecommendationAdmin", "RevisionAdmin"]
