"""The paths of django-allauth that are offered; the others (codes by mail, phones, social accounts) are not there."""

from __future__ import annotations

from allauth.account import views as account
from allauth.mfa.base import views as factors
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys
from allauth.usersessions import views as sessions
from django.urls import include, path, re_path

from makegood.accounts import views

_password = [
    path("change/", views.change_password, name="account_change_password"),
    path("reset/", account.password_reset, name="account_reset_password"),
    path("reset/done/", account.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("reset/key/done/", account.password_reset_from_key_done, name="account_reset_password_from_key_done"),
]
_passkeys = [
    path("", passkeys.list_webauthn, name="mfa_list_webauthn"),
    path("add/", passkeys.add_webauthn, name="mfa_add_webauthn"),
    path("login/", passkeys.login_webauthn, name="mfa_login_webauthn"),
    path("reauthenticate/", passkeys.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("keys/<int:pk>/remove/", passkeys.remove_webauthn, name="mfa_remove_webauthn"),
    path("keys/<int:pk>/edit/", passkeys.edit_webauthn, name="mfa_edit_webauthn"),
]
_factors = [
    path("", factors.index, name="mfa_index"),
    path("authenticate/", factors.authenticate, name="mfa_authenticate"),
    path("reauthenticate/", factors.reauthenticate, name="mfa_reauthenticate"),
    path("totp/activate/", totp.activate_totp, name="mfa_activate_totp"),
    path("totp/deactivate/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("recovery-codes/", recovery.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("recovery-codes/generate/", recovery.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("recovery-codes/download/", recovery.download_recovery_codes, name="mfa_download_recovery_codes"),
    path("webauthn/", include(_passkeys)),
]
urlpatterns = [
    path("", views.overview, name="account_overview"),
    path("login/", account.login, name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("signup/", account.signup, name="account_signup"),
    path("reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("email/", account.email, name="account_email"),
    path("confirm-email/", account.email_verification_sent, name="account_email_verification_sent"),
    re_path(r"^confirm-email/(?P<key>[-:\w]+)/$", account.confirm_email, name="account_confirm_email"),
    path("password/", include(_password)),
    path("2fa/", include(_factors)),
    path("sessions/", sessions.list_usersessions, name="usersessions_list"),
    path("sessions/<int:pk>/end/", views.end_session, name="usersessions_end"),
]
OPEN = (
    "/account/login/",
    "/account/inactive/",
    "/account/signup/",
    "/account/confirm-email/",
    "/account/password/reset/",
    "/account/2fa/authenticate/",
    "/account/2fa/webauthn/login/",
)
"""What begins with these is reached without having signed in."""
