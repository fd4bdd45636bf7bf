"""Settings of the web tests: a home of their own, cheap passwords, mails in memory."""

import os
import tempfile

os.environ["MAKEGOOD_HOME"] = os.environ.get("MAKEGOOD_TEST_HOME") or tempfile.mkdtemp(prefix="makegood-tests-")

from makegood.web.settings import *  # noqa: F403  # the home must be chosen before the settings read it

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):  # noqa: F405
    # In a file: threads of one test share no cache of a database in memory, and find it locked.
    DATABASES["default"]["TEST"] = {"NAME": os.path.join(os.environ["MAKEGOOD_HOME"], "tests.sqlite3")}  # noqa: F405, PTH118
ALLOWED_HOSTS = ["localhost", "testserver"]
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # noqa: F405
