"""Everything that is sealed opens with the new key alone, also where the change was ended half-way."""

from __future__ import annotations

import ast
import json
from pathlib import Path

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from allauth.mfa.utils import decrypt
from django.utils import timezone

import makegood
from makegood.accounts.resealing import reseal_all, sealed_columns
from makegood.cli import main
from makegood.connectors.keyring import read_keyring
from makegood.connectors.secretbox import Secretbox
from makegood.durable.identity import the_only_worker
from makegood.engagements.models import Engagement
from makegood.inspections.models import Glance
from makegood.notices.actions import set_hook
from makegood.notices.models import Hook
from makegood.phases.acceptance.models import CodeSource
from makegood.phases.agreement.models import Payee
from makegood.phases.agreement.queries.payees import purpose_of
from tests.web.cast import Cast

HOUSE = Path(makegood.__file__).parent
SEALING = {
    "accounts/adapter.py": "authenticator.data",
    "rhythm/assistant/actions.py": "setting.secret",
    "notices/actions.py": "hook.secret",
    "inspections/glancing.py": "glance.secret",
    "phases/agreement/actions/paying.py": "payee.account",
    "phases/acceptance/actions/handing_in/sources.py": "codesource.secret",
}


@pytest.fixture
def home(tmp_path: Path, settings: object) -> Path:
    settings.MAKEGOOD_HOME = tmp_path  # type: ignore[attr-defined]
    return tmp_path


def seal_one_of_each(cast: Cast, engagement: Engagement, home: Path) -> dict[str, str]:
    box = Secretbox(home)
    factor = TOTP.activate(cast.olivia, "JBSWY3DPEHPK3PXP").instance
    codes = RecoveryCodes.activate(cast.olivia)
    source = CodeSource(engagement=engagement, url="https://git.example/x", kind="token", added_by=cast.pat)
    source.secret = box.seal("a token", source.purpose)
    source.save()
    glance = Glance(engagement=engagement, number=1, kind="token", by=cast.olivia, at=timezone.now())
    glance.secret = box.seal("another token", glance.purpose)
    glance.save()
    payee = Payee(engagement=engagement, name="Pixel Works", account_end="6789", phone="1")
    payee.account = box.seal(json.dumps({"number": "123456789"}), purpose_of(payee))
    payee.save()
    hook = set_hook(user=cast.ben, url="https://hook.example/")
    Authenticator.objects.create(user=cast.pat, type=Authenticator.Type.WEBAUTHN, data={"name": "Phone"})
    CodeSource.objects.create(engagement=engagement, url="https://git.example/y", kind="open", added_by=cast.pat)
    return {
        "factor": decrypt(factor.data["secret"]),
        "codes": decrypt(codes.instance.data["seed"]),
        "source": "a token",
        "glance": "another token",
        "payee": '{"number": "123456789"}',
        "hook": hook,
    }


def opened(home: Path) -> dict[str, str]:
    box = Secretbox(home)
    source, glance = CodeSource.objects.get(kind="token"), Glance.objects.get()
    payee, hook = Payee.objects.get(), Hook.objects.get()
    return {
        "factor": decrypt(Authenticator.objects.get(type=Authenticator.Type.TOTP).data["secret"]),
        "codes": decrypt(Authenticator.objects.get(type=Authenticator.Type.RECOVERY_CODES).data["seed"]),
        "source": box.open(source.secret, source.purpose),
        "glance": box.open(glance.secret, glance.purpose),
        "payee": box.open(payee.account, purpose_of(payee)),
        "hook": box.open(hook.secret, hook.purpose),
    }


def test_all_secrets_open_with_the_new_key_alone(cast: Cast, engagement: Engagement, home: Path) -> None:
    sealed = seal_one_of_each(cast, engagement, home)
    before = read_keyring(home).current
    done = reseal_all(home)
    assert (done.rows, done.unreadable) == (6, ())
    assert before not in read_keyring(home).keys
    assert len(read_keyring(home).keys) == 1
    assert opened(home) == sealed


def test_what_was_ended_half_way_is_run_again(
    cast: Cast, engagement: Engagement, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sealed = seal_one_of_each(cast, engagement, home)
    again, calls = Secretbox.resealed, []

    def resealed(box: Secretbox, text: str, purpose: str) -> str:
        calls.append(purpose)
        if len(calls) == 4:
            raise KeyboardInterrupt
        return again(box, text, purpose)

    with monkeypatch.context() as patched:
        patched.setattr(Secretbox, "resealed", resealed)
        with pytest.raises(KeyboardInterrupt):
            reseal_all(home)
    assert opened(home) == sealed
    assert len(read_keyring(home).keys) == 2
    begun = read_keyring(home).current
    reseal_all(home)
    assert opened(home) == sealed
    assert read_keyring(home).keys == (begun,)


def test_what_no_key_opens_is_told_and_holds_nothing_up(
    cast: Cast, engagement: Engagement, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sealed = seal_one_of_each(cast, engagement, home)
    lost = CodeSource.objects.create(
        engagement=engagement, url="https://git.example/z", kind="key", secret="mg1.nothing.AAAA", added_by=cast.pat
    )
    assert main(["keys", "reseal"]) == 0
    said = capsys.readouterr()
    assert "A new key seals 6 secrets" in said.out
    assert f"code source {lost.pk}: " in said.err
    assert opened(home) == sealed


def test_nothing_changes_while_makegood_runs(
    cast: Cast, engagement: Engagement, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sealed = seal_one_of_each(cast, engagement, home)
    before = read_keyring(home).keys
    with the_only_worker(home):
        assert main(["keys", "reseal"]) == 2
    assert "Stop it, then try again" in capsys.readouterr().err
    assert main(["keys", "reseal", engagement.name]) == 2
    assert read_keyring(home).keys == before
    assert opened(home) == sealed


def test_every_room_that_seals_names_its_column() -> None:
    """A new place that seals stands in SEALING with its column, which its app names in `ready` (`keeps_sealed`)."""
    files = {
        str(path.relative_to(HOUSE))
        for path in HOUSE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_bytes()))
        if isinstance(node, ast.Attribute) and node.attr == "seal" and not path.is_relative_to(HOUSE / "connectors")
    }
    assert files == set(SEALING)
    assert {f"{one.model._meta.model_name}.{one.column}" for one in sealed_columns()} == set(SEALING.values())
