"""Django's settings, made by a function: nothing is read from the environment at import.

The store's tables alone need no more than :func:`habeas.store.setup.base_settings`; what the web app adds to
them (sessions, templates, headers) is added here.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from habeas.store import setup

# Answering to these names only: no other site may point its own name at the app (DNS rebinding).
LOOPBACK_NAMES = ["localhost", "127.0.0.1", "[::1]"]

SESSION_SECONDS = 7 * 24 * 3600
MOST_UPLOADED = 30_000_000  # bytes of one form with its files

NONE, SELF = "'none'", "'self'"
POLICY = {
    "default-src": [NONE],
    "script-src": [SELF],
    "style-src": [SELF],
    "img-src": [SELF],
    "font-src": [SELF],
    "connect-src": [SELF],
    "form-action": [SELF],
    "frame-ancestors": [NONE],
    "base-uri": [NONE],
}

MIDDLEWARE = [
    "habeas.web.headers.NoStoreMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "habeas.web.headers.OriginMiddleware",
    "habeas.web.signed_in.SignedInMiddleware",
    "habeas.web.methods.PlainMethodMiddleware",
]


def settings(*, secret_key: str = "") -> dict[str, Any]:
    """Return the settings of a process; ``secret_key`` signs sessions and comes from the workspace key."""
    base = setup.base_settings()
    return {
        **base,
        "INSTALLED_APPS": [*base["INSTALLED_APPS"], "django.contrib.sessions"],
        "SECRET_KEY": secret_key,
        "DEBUG": False,
        "ALLOWED_HOSTS": LOOPBACK_NAMES,
        "ROOT_URLCONF": "habeas.web.urls",
        "MIDDLEWARE": MIDDLEWARE,
        "TEMPLATES": [_templates()],
        **_sessions(),
        **_safety(),
    }


def configure(*, secret_key: str = "") -> None:
    """Set Django up for this process, or widen what the store alone had set up; databases come with workspaces.

    A ``secret_key`` holds from now on, also where another held before.
    """
    from django.conf import settings as django_settings

    wanted = settings(secret_key=secret_key)
    setup.configure(wanted)
    _widen(wanted)
    if secret_key:
        django_settings.SECRET_KEY = secret_key


def _widen(wanted: dict[str, Any]) -> None:
    """Bring a process up to the app's settings that began with the store's alone, as `habeas demo` does."""
    from django.apps import apps
    from django.conf import settings as django_settings

    if set(wanted["INSTALLED_APPS"]) <= set(django_settings.INSTALLED_APPS):
        return
    for name, value in wanted.items():
        if name != "DATABASES":  # those that are open stay open
            setattr(django_settings, name, value)
    apps.set_installed_apps(wanted["INSTALLED_APPS"])


def _templates() -> dict[str, Any]:
    rooms = Path(__file__).parent.parent
    return {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [rooms / "web" / "templates", rooms / "packs" / "site" / "templates"],
        "OPTIONS": {"environment": "habeas.web.environment.environment"},
    }


def _sessions() -> dict[str, Any]:
    return {
        "AUTH_USER_MODEL": "store.Account",
        "PASSWORD_HASHERS": ["django.contrib.auth.hashers.Argon2PasswordHasher"],
        "SESSION_COOKIE_NAME": "habeas",
        "SESSION_COOKIE_AGE": SESSION_SECONDS,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Strict",
    }


def _safety() -> dict[str, Any]:
    return {
        "CSRF_COOKIE_NAME": "habeas-form",
        "CSRF_COOKIE_HTTPONLY": True,
        "CSRF_COOKIE_SAMESITE": "Strict",
        "CSRF_FAILURE_VIEW": "habeas.web.errors.foreign_form",
        "SECURE_CSP": POLICY,
        "SECURE_REFERRER_POLICY": "no-referrer",
        "SECURE_CONTENT_TYPE_NOSNIFF": True,
        "SECURE_CROSS_ORIGIN_OPENER_POLICY": "same-origin",
        "X_FRAME_OPTIONS": "DENY",
        # What is uploaded never touches the disk: it is held in memory, or, where there is too much of it, dropped.
        "FILE_UPLOAD_HANDLERS": ["django.core.files.uploadhandler.MemoryFileUploadHandler"],
        "FILE_UPLOAD_MAX_MEMORY_SIZE": MOST_UPLOADED,
        "DATA_UPLOAD_MAX_MEMORY_SIZE": 1_000_000,
    }
