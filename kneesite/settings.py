"""All settings, from the environment, each with a safe default. What needs code of its own is in environment.py."""

from pathlib import Path
from urllib.parse import urlsplit

from csp.constants import NONE, SELF

from kneesite.environment import database, env, folder, read, secret_key, stop, time_zone, whole_number, yes_no

# -- where things are ----------------------------------------------------------------------------
BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = folder("DATA_DIR", BASE_DIR / "var")
DEBUG = yes_no("DEBUG", False)
HTTPS = yes_no("HTTPS", False)
SECRET_KEY = secret_key(DATA_DIR, HTTPS)
PORT = whole_number("PORT", 8000, least=1, most=65535)
SITE_NAME = "Kneesite"
SITE_URL = env.str("SITE_URL", default=f"http://127.0.0.1:{PORT}").rstrip("/")
if not urlsplit(SITE_URL).netloc:
    stop("SITE_URL must be a whole address such as https://www.example.org.")
ALLOWED_HOSTS = read("list", "ALLOWED_HOSTS", ["localhost", "127.0.0.1", "[::1]", urlsplit(SITE_URL).hostname])
CSRF_TRUSTED_ORIGINS = read("list", "CSRF_TRUSTED_ORIGINS", [])
PROXY_COUNT = whole_number("PROXY_COUNT", 0)
ROOT_URLCONF = "kneesite.urls"
WSGI_APPLICATION = "kneesite.wsgi.application"
SITE_ID = 1
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# -- language and time ---------------------------------------------------------------------------
LANGUAGE_CODE, USE_I18N, USE_TZ = "en-gb", True, True
TIME_ZONE = time_zone("TIME_ZONE", "Europe/London")

# -- apps ----------------------------------------------------------------------------------------
INSTALLED_APPS = [
    "kneesite.apps.StaffAdminConfig",
    "django.contrib.auth", "django.contrib.contenttypes", "django.contrib.sessions", "django.contrib.messages",
    "whitenoise.runserver_nostatic", "django.contrib.staticfiles", "django.contrib.sites", "django.contrib.sitemaps",
    "django.contrib.humanize", "django.contrib.redirects", "kneesite.apps.AboutPagesConfig",
    "crispy_forms", "crispy_bootstrap5", "content_editor", "django_prose_editor", "csp", "axes",
    "django_otp", "django_otp.plugins.otp_totp", "django_otp.plugins.otp_static",
    "kneesite.apps.KneesiteConfig", "core", "pictures", "search", "topics", "products", "exercises", "articles", "advisor", "quiz",
    "newsletter",
]  # fmt: skip
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",  # outside of all that can answer, so that every error page has the policy too
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "core.private.PrivateAddressMiddleware",
    "core.pagecache.PageCacheMiddleware",  # before the rest: a kept page costs nothing but its bytes
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "core.addresses.MovedAddressMiddleware",
    "core.staff_area.StaffAreaMiddleware",
    "core.busy.BusyMiddleware",
    "axes.middleware.AxesMiddleware",  # last, as its documentation asks
]
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "CommonPasswordValidator", "NumericPasswordValidator")
] + [{"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}}]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "core.context.site",
            ]
        },
    }
]
CRISPY_ALLOWED_TEMPLATE_PACKS = CRISPY_TEMPLATE_PACK = "bootstrap5"
CRISPY_FAIL_SILENTLY = False

# -- database: SQLite (WAL) until DATABASE_URL says otherwise ------------------------------------
DATABASES = {"default": database("DATABASE_URL", f"sqlite:///{DATA_DIR}/kneesite.sqlite3")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    sqlite_sync = env.str("SQLITE_SYNC", default="FULL").upper()
    if sqlite_sync not in {"OFF", "NORMAL", "FULL", "EXTRA"}:
        stop("SQLITE_SYNC must be FULL, NORMAL, OFF or EXTRA.")
    DATABASES["default"] |= {
        "CONN_MAX_AGE": None,  # a quarter less time a page, and reading survives a full disk
        "TEST": {"NAME": DATA_DIR / "test.sqlite3"},  # in memory, locking would be hidden from the tests
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 5,
            "init_command": "PRAGMA journal_mode=WAL;PRAGMA temp_store=MEMORY;PRAGMA secure_delete=ON;"
            "PRAGMA mmap_size=134217728;PRAGMA cache_size=-16000;PRAGMA journal_size_limit=67108864;"
            f"PRAGMA synchronous={sqlite_sync};",
        },
    }
else:
    DATABASES["default"] |= {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
    INSTALLED_APPS += ["django.contrib.postgres"]

# -- cache: per process until CACHE_URL says otherwise (rediscache://host:6379/1) ----------------
CACHES = {"default": read("cache", "CACHE_URL", "locmemcache://kneesite")}

# -- files: local until S3_BUCKET says otherwise -------------------------------------------------
STATIC_URL, STATIC_ROOT = "/static/", DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "core.stylesheet.JoinedStylesheetFinder",
]
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = DEBUG
MEDIA_URL, MEDIA_ROOT = "/media/", DATA_DIR / "media"
MEDIA_ORIGIN = env.str("MEDIA_ORIGIN", default="")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "kneesite.static_storage.HouseStaticStorage"
    },
}
if bucket := env.str("S3_BUCKET", default=""):
    STORAGES["default"] = {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": bucket,
            "endpoint_url": env.str("S3_ENDPOINT", default=None),
            "custom_domain": env.str("S3_DOMAIN", default=None),
            "file_overwrite": False,
            "querystring_auth": False,
            "default_acl": None,
        },
    }
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000  # an article with many blocks posts many fields
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440

# -- mail: the outbox and `manage.py work` send it; this is only the transport --------------------
EMAIL_FILE_PATH = DATA_DIR / "mail"
if env.str("EMAIL_URL", default=""):
    vars().update(read("email_url", "EMAIL_URL", ""))
else:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="Kneesite <letters@example.org>")

# -- security ------------------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", *([MEDIA_ORIGIN] if MEDIA_ORIGIN else [])],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "manifest-src": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    }
}
PERMISSIONS_POLICY = {k: [] for k in ("camera", "geolocation", "microphone", "payment", "usb", "browsing-topics")}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
CSRF_FAILURE_VIEW = "core.csrf.failed"
SESSION_COOKIE_AGE, SESSION_COOKIE_HTTPONLY, SESSION_COOKIE_SAMESITE = 12 * 3600, True, "Lax"
AXES_FAILURE_LIMIT, AXES_COOLOFF_TIME, AXES_RESET_ON_SUCCESS = 5, 0.25, True
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_CLIENT_IP_CALLABLE = "core.ratelimit.address_of"  # behind proxies the right hop, never a forged one
AXES_LOCKOUT_CALLABLE = "kneesite.staff_site.locked_out"
AXES_VERBOSE = False  # its messages name accounts and addresses
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]  # subdomains and preload are the owner's to decide
if HTTPS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PROXY_COUNT else None
    SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SECURE_HSTS_SECONDS = 31_536_000
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-session", "__Host-csrf"
OTP_TOTP_ISSUER = SITE_NAME

# -- logs: to standard error, without tokens, addresses or anybody's words ------------------------
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"private": {"()": "core.logs.PrivateFilter"}},
    "formatters": {
        "line": {"()": "core.logs.LineFormatter", "format": "%(asctime)s %(levelname)s %(name)s %(message)s"}
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "filters": ["private"], "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {"django": {"handlers": ["stderr"], "level": "WARNING", "propagate": False}},
}
