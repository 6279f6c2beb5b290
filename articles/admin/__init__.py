"""The articles' part of the staff area."""

from articles.admin.panels import FactAdmin, RecommendationAdmin
from articles.admin.people import ArticleAdmin, AuthorAdmin
from articles.admin.revision import RevisionAdmin
from articles.admin.told import MistakeReportAdmin

__all__ = ["ArticleAdmin", "AuthorAdmin", "FactAdmin", "MistakeReportAdmin", "RecommendationAdmin", "RevisionAdmin"]
