"""The table of contents of the site."""

from django.contrib import admin
from django.urls import include, path

from kneesite import machines, media, pages, share, sitemaps, views

urlpatterns = [
    path("", views.home, name="home"),
    path("", include("articles.urls")),  # articles/, authors/, preview/
    path("search/", include("search.urls")),
    path("topics/", include("topics.urls")),
    path("exercises/", include("exercises.urls")),
    path("quiz/", include("quiz.urls")),
    path("products/", include("products.urls")),
    path("questions/", include("advisor.urls")),
    path("newsletter/", include("newsletter.urls")),
    *[path(url[1:], pages.about, {"url": url}) for url in pages.ABOUT],
    path("media/<path:path>", media.media),
    path("share/articles/<slug:slug>.png", share.article, name="share"),
    path("sitemap.xml", sitemaps.index, name="sitemap_index"),
    path("sitemap-<int:number>.xml", sitemaps.one_file, name="sitemap"),
    path("robots.txt", machines.robots, name="robots"),
    path(".well-known/security.txt", machines.security, name="security"),
    path("favicon.svg", machines.favicon, name="favicon"),
    path("health/", views.health, name="health"),
    path("admin/", admin.site.urls),
]
