from pathlib import Path

import pytest

from larkspur.settings import SettingsError, read_settings


def test_only_the_database_must_be_named() -> None:
    settings = read_settings({"LARKSPUR_DATABASE": "/srv/shop.db"})
    assert settings.database == Path("/srv/shop.db")
    assert (settings.host, settings.port, settings.secure_cookies) == ("127.0.0.1", 8080, True)


def test_without_a_database_the_shop_does_not_start() -> None:
    with pytest.raises(SettingsError, match="LARKSPUR_DATABASE"):
        read_settings({})


@pytest.mark.parametrize("port", ["", "http", "0", "70000", "-1"])
def test_a_port_is_a_port(port: str) -> None:
    with pytest.raises(SettingsError, match="LARKSPUR_PORT"):
        read_settings({"LARKSPUR_DATABASE": "x", "LARKSPUR_PORT": port})


def test_secure_cookies_are_on_or_off() -> None:
    with pytest.raises(SettingsError, match="on or off"):
        read_settings({"LARKSPUR_DATABASE": "x", "LARKSPUR_SECURE_COOKIES": "maybe"})
