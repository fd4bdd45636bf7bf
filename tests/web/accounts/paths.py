"""What the cast gets from the paths of an account. 302: they are signed in already, or must first show who they are."""

from __future__ import annotations

from collections.abc import Mapping

from allauth.mfa.models import Authenticator
from fido2.utils import websafe_encode

from tests.web.authenticator import SoftPasskey
from tests.web.rows import Row, World, everyone


def _key(world: World) -> Mapping[str, object]:
    """A passkey of Olivia's."""
    key = world.once("passkey", lambda world: _named(SoftPasskey().given_to(world.cast.olivia), world))
    return {"pk": key.pk}


def _named(key: SoftPasskey, world: World) -> Authenticator:
    row = Authenticator.objects.get(data__credential__id=websafe_encode(key.id))
    row.data["name"] = f"Phone{world.mark}"
    row.save()
    return row


ROWS = (
    Row("account_overview", get=everyone(), post=everyone()),
    Row("account_login", get=everyone(302), post=everyone(302), open_to_all=200),
    Row("account_logout", get=everyone(), post=everyone(302)),
    Row("account_inactive", get=everyone(), open_to_all=200),
    Row("account_signup", get=everyone(302), post=everyone(302), open_to_all=200),
    Row("account_reauthenticate", get=everyone(), post=everyone()),
    Row("account_email", get=everyone(), post=everyone(302)),
    Row("account_email_verification_sent", get=everyone(), open_to_all=200),
    Row(
        "account_confirm_email",
        kwargs=lambda _: {"key": "nothing"},
        get=everyone(),
        post=everyone(404),
        open_to_all=200,
    ),
    Row("account_change_password", get=everyone(), post=everyone()),
    Row("account_reset_password", get=everyone(), post=everyone(), open_to_all=200),
    Row("account_reset_password_done", get=everyone(), open_to_all=200),
    Row(
        "account_reset_password_from_key",
        kwargs=lambda _: {"uidb36": "1", "key": "nothing"},
        get=everyone(),
        post=everyone(),
        open_to_all=200,
    ),
    Row("account_reset_password_from_key_done", get=everyone(), open_to_all=200),
    Row("mfa_index", get=everyone()),
    Row("mfa_authenticate", get=everyone(302), post=everyone(302)),
    Row("mfa_reauthenticate", get=everyone(302), post=everyone(302)),
    Row("mfa_activate_totp", get=everyone(302), post=everyone(302)),
    Row("mfa_deactivate_totp", get=everyone(404), post=everyone(404)),
    Row("mfa_view_recovery_codes", get=everyone(404)),
    Row("mfa_generate_recovery_codes", get=everyone(302), post=everyone(302)),
    Row("mfa_download_recovery_codes", get=everyone(404)),
    Row("mfa_list_webauthn", get=everyone()),
    Row("mfa_add_webauthn", get=everyone(302), post=everyone(302)),
    Row("mfa_login_webauthn", get=everyone(302), post=everyone(302), open_to_all=302),
    Row("mfa_reauthenticate_webauthn", get=everyone(302), post=everyone(302)),
    Row("mfa_remove_webauthn", kwargs=_key, get=everyone(302), post=everyone(302)),
    Row("mfa_edit_webauthn", kwargs=_key, get=everyone(302), post=everyone(302)),
    Row("usersessions_end", kwargs=lambda _: {"pk": 1}, post=everyone(404)),
    Row("usersessions_list", get=everyone(), post=everyone(302)),
)
