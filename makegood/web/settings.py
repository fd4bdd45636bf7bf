"""Django's settings. What an installation may choose is read in `configuration`; everything here is fixed."""

from __future__ import annotations

from pathlib import Path

from makegood.web import configuration, logs

HERE = Path(__file__).resolve().parent
CHOSEN = configuration.read()

SECRET_KEY = CHOSEN.secret_key
DEBUG = False
ALLOWED_HOSTS = [CHOSEN.host]
CSRF_TRUSTED_ORIGINS = [CHOSEN.address]
DATABASES = {"default": dict(CHOSEN.database)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "accounts.User"
ROOT_URLCONF = "makegood.web.urls"
WSGI_APPLICATION = "makegood.web.wsgi.application"

INSTALLED_APPS = [
    "makegood.web",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
    "makegood.accounts",  # before allauth: its pages are ours
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django_htmx",
    "makegood.engagements",
    "makegood.inspections",
    "makegood.phases.agreement",
    "makegood.phases.acceptance",
    "makegood.rhythm.assistant",
    "makegood.rhythm.desk",
    "makegood.rhythm.portfolio",
    "makegood.notices",
]

LOGGING = logs.settings_for(CHOSEN.log_form)

MIDDLEWARE = [
    "makegood.web.logs.LogRequests",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "makegood.web.security.ContentSecurity",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "makegood.web.security.LimitBodies",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "makegood.web.uploads.RoomForFiles",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "makegood.web.security.SignInFirst",
    "makegood.engagements.pressing.OncePerPress",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [HERE / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "makegood.web.context.around",
                "makegood.web.context.told",
            ],
            "builtins": ["makegood.web.templatetags.face"],
        },
    }
]

CSRF_FAILURE_VIEW = "makegood.web.errors.stale"
FORM_RENDERER = "makegood.web.rendering.FormRenderer"

STATIC_URL = "static/"
STATIC_ROOT = CHOSEN.home / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

LANGUAGE_CODE = "en-us"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "America/New_York"

AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_REDIRECT_URL = "/"
LOGIN_URL = "account_login"

# docs/people.md says why each of these is as it is.
ACCOUNT_ADAPTER = "makegood.accounts.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_SIGNUP_FORM_CLASS = "makegood.accounts.signup.NameForm"
ACCOUNT_FORMS = {
    "login": "makegood.accounts.forms.LoginForm",
    "signup": "makegood.accounts.forms.SignupForm",
    "reset_password": "makegood.accounts.forms.ResetPasswordForm",
    "reset_password_from_key": "makegood.accounts.forms.ResetPasswordKeyForm",
    "change_password": "makegood.accounts.forms.ChangePasswordForm",
    "add_email": "makegood.accounts.forms.AddEmailForm",
    "reauthenticate": "makegood.accounts.forms.ReauthenticateForm",
}
ACCOUNT_EMAIL_VERIFICATION = "mandatory" if CHOSEN.mail else "optional"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if CHOSEN.is_secure else "http"
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if CHOSEN.is_secure else 0
MFA_ADAPTER = "makegood.accounts.adapter.FactorAdapter"
MFA_FORMS = {
    "authenticate": "makegood.accounts.forms.AuthenticateForm",
    "reauthenticate": "makegood.accounts.forms.ReauthenticateCodeForm",
    "activate_totp": "makegood.accounts.forms.ActivateTotpForm",
    "add_webauthn": "makegood.accounts.forms.AddPasskeyForm",
    "edit_webauthn": "makegood.accounts.forms.EditPasskeyForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = CHOSEN.mail is None
MFA_TOTP_ISSUER = "Makegood"
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "OPTIONS": {"MAX_ENTRIES": 50_000}},
}

SESSION_COOKIE_NAME = "makegood"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = CHOSEN.is_secure
SESSION_COOKIE_AGE = 60 * 60 * 24 * 14
CSRF_COOKIE_HTTPONLY = True
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365 if CHOSEN.is_secure else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if CHOSEN.is_secure else None
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler", "makegood.web.uploads.ToDisk"]

MAKEGOOD_HOME = CHOSEN.home
MAKEGOOD_ADDRESS = CHOSEN.address
MAKEGOOD_GIT_INSIDE = CHOSEN.git_inside
MAKEGOOD_ASSISTANT_INSIDE = CHOSEN.assistant_inside
MAKEGOOD_TIMESTAMPS = CHOSEN.timestamps

MAKEGOOD_MAIL = CHOSEN.mail
EMAIL_BACKEND = "makegood.notices.mailing.Backend"
DEFAULT_FROM_EMAIL = SERVER_EMAIL = CHOSEN.mail.from_header if CHOSEN.mail else "Makegood <makegood@localhost>"
