"""What every run of Tandem shares. Nothing here is secret and nothing here reads a clock."""

import os
from datetime import timedelta
from pathlib import Path

from django.utils.csp import CSP
from django.utils.translation import gettext_lazy as _

from config import logs
from config.postgres.url import database

ROOT = Path(__file__).resolve().parents[2]
# All data of one run lives in one folder: the embedded database, the secret key, files.
VAR = Path(os.environ.get("TANDEM_VAR") or ROOT / "var").resolve()

LOGGING = logs.LOGGING
DATABASES = {"default": database(os.environ, home=VAR / "postgres")}

INSTALLED_APPS = [
    "config.second_lock",
    "tandem.core",
    "tandem.drafts",
    "tandem.audit",
    "tandem.network",
    "tandem.dossier",
    "tandem.legal",
    "tandem.plan",
    "tandem.journey",
    "tandem.monitor",
    "tandem.desk",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "config.middleware.Traced",
    "config.sessions.Sessions",
    "config.transactions.OneTransaction",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "config.middleware.SignedIn",
    "config.answers.Answers",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
AUTH_USER_MODEL = "network.Account"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.csp",
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "config.context.page",
            ],
            "builtins": ["tandem.core.templatetags.tandem", "tandem.core.templatetags.bar"],
        },
    },
]

# Language and time. The surface is Dutch; a language is offered once it is complete.
LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", _("Nederlands"))]
LOCALE_PATHS = [ROOT / "locale"]
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = ROOT / "static"
NPM = ROOT / "node_modules"
# Only these folders of what npm installed are served, each under a name of its own.
STATICFILES_DIRS = [
    ("vendor/htmx", NPM / "htmx.org/dist"),
    ("vendor/font/files", NPM / "@fontsource/atkinson-hyperlegible-next/files"),
    ("vendor/utrecht", NPM / "@utrecht/component-library-css/dist"),
    ("vendor/tokens", NPM / "@nl-design-system-unstable/voorbeeld-design-tokens/dist"),
    # browser assets: the component files that tandem/look.css names one by one (ADR 0004)
    ("vendor/utrecht-alert", NPM / "@utrecht/alert-css/dist"),
    ("vendor/utrecht-button", NPM / "@utrecht/button-css/dist"),
    ("vendor/utrecht-button-link", NPM / "@utrecht/button-link-css/dist"),
    ("vendor/utrecht-form-field", NPM / "@utrecht/form-field-css/dist"),
    ("vendor/utrecht-form-field-description", NPM / "@utrecht/form-field-description-css/dist"),
    ("vendor/utrecht-form-field-error-message", NPM / "@utrecht/form-field-error-message-css/dist"),
    ("vendor/utrecht-skip-link", NPM / "@utrecht/skip-link-css/dist"),
]
# For whoever serves: names that change with the content, so a browser may keep them for ever.
HASHED_STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# Browser hardening: nothing but our own origin, no inline script or style without a nonce.
SECURE_CSP = {
    "default-src": [CSP.SELF],
    "script-src": [CSP.SELF, CSP.NONCE],
    "style-src": [CSP.SELF, CSP.NONCE],
    "img-src": [CSP.SELF, "data:"],
    "object-src": [CSP.NONE],
    "base-uri": [CSP.NONE],
    "form-action": [CSP.SELF],
    "frame-ancestors": [CSP.NONE],
}
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"
SESSION_ENGINE = "config.sessions"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True

PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
# A file stays in memory until it stands in the database, and only where a page asks for one.
FILE_UPLOAD_HANDLERS = ["config.uploads.Bounded"]
DATA_UPLOAD_MAX_NUMBER_FILES = 1

# Sign-in (docs/decisions/0005-sign-in.md): by invitation, e-mail address and password plus a second
# factor. No sign-up, no way back in by e-mail or text message, no browser that is trusted.
AUTHENTICATION_BACKENDS = ["config.accounts.Backend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("name", "email")},
    },
]
ACCOUNT_ADAPTER = "config.sign_in.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
# Wrong passwords count per name and place, or per name and browser that signed in before
# (config/browsers.py), and the delay grows: five minutes, an hour, a day. So it does for codes,
# per account over all places together, for a code is short; a browser that is known counts by
# itself. What allauth counts besides (a new app, a passkey) cannot be guessed.
_GROWING = "5/5m/key,10/h/key,20/d/key"
ACCOUNT_RATE_LIMITS = {
    "login": "60/m/ip",
    "login_failed": "20/m/ip",
    "password_failed": f"20/m/ip,{_GROWING}",
    "password_failed_here": _GROWING,
    "code_failed": f"20/m/ip,{_GROWING}",
    "code_failed_here": _GROWING,
}
ACCOUNT_FORMS = {
    "login": "tandem.network.forms.sign_in.SignIn",
    "change_password": "tandem.network.forms.sign_in.ChangePassword",
}
MFA_ADAPTER = "config.sign_in.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_TOTP_ISSUER = "Tandem"
# A clock may be half a minute off; a code that was used is refused as long as it is valid.
MFA_TOTP_TOLERANCE = 1
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_FORMS = {
    "login_webauthn": "tandem.network.forms.sign_in.SignInWithPasskey",
    "authenticate": "tandem.network.forms.sign_in.SecondFactor",
    "reauthenticate": "tandem.network.forms.sign_in.SecondFactorAgain",
    "activate_totp": "tandem.network.forms.sign_in.SetUpApp",
    "reauthenticate_webauthn": "tandem.network.forms.sign_in.PasskeyAgain",
    "add_webauthn": "tandem.network.forms.sign_in.AddPasskey",
    "edit_webauthn": "tandem.network.forms.sign_in.RenamePasskey",
}

# How long the database takes a signed claim of who acts: no page lasts longer.
IDENTITY_LASTS: timedelta | None = timedelta(minutes=2)

# Break-glass is for one child tonight. Who types a reference wrong gets it right within a few
# tries; five on a day is guessing. A duty week sees one or two; four in seven days is a way of
# working, and somebody has to look at that first. There is always the telephone, and 112.
EMERGENCY_MISSES_A_DAY = 5
EMERGENCIES_A_WEEK = 4

# How long somebody stays signed in: this long without a click, and never longer than a workday.
SESSION_IDLE = timedelta(minutes=30)
SESSION_LONGEST = timedelta(hours=10)
# For somebody of a family: a phone that lies open is somebody else's eyes.
FAMILY_SESSION_IDLE = timedelta(minutes=10)
FAMILY_SESSION_LONGEST = timedelta(hours=8)
SESSION_COOKIE_AGE = int(SESSION_LONGEST.total_seconds())
CSRF_FAILURE_VIEW = "config.middleware.stale_form"

# Rate limits and used codes must count over all workers, so they live in the database.
CACHES = {
    "default": {
        "BACKEND": "config.cache.SignedCache",
        "LOCATION": "network_cache",
    }
}

# The seal on the audit trail (docs/decisions/0019-sealed-trail.md): the key that signs lies beside
# the database and not in it; each participating organization gets a folder with signed anchors.
AUDIT_KEY = VAR / "audit-key"
AUDIT_ORIGIN = os.environ.get("TANDEM_ORIGIN") or "tandem"
AUDIT_ANCHORS = Path(os.environ.get("TANDEM_ANCHORS") or VAR / "anchors").resolve()
AUDIT_ANCHOR_EVERY = timedelta(minutes=int(os.environ.get("TANDEM_ANCHOR_MINUTES") or 15))

# Only the demo shows the codes of its invented accounts (`/demo/`).
DEMONSTRATION = False
