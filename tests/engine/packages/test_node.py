"""npm's lock files: fetched by name, version and hash from our registry, installed offline, no script run (H6)."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import tarfile
from pathlib import Path

import pytest

from makegood.engine.gaps import Cause, Side
from makegood.engine.packages import Ecosystem, Environment, NotInstalled, installed
from makegood.engine.packages.node_plan import plan_node
from makegood.engine.packages.npm import NPM, addressed
from makegood.engine.probe import Settings
from tests.engine.packages.registry import Registry

if not Path(NPM).exists():
    pytest.skip(f"NO NPM AT {NPM}, NOTHING WAS TESTED", allow_module_level=True)


def archive(name: str, version: str, **more: object) -> bytes:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w:gz") as packed:
        files = {"package.json": json.dumps({"name": name, "version": version, **more}), "index.js": "module.exports=3"}
        for path, text in files.items():
            member = tarfile.TarInfo(f"package/{path}")
            member.size = len(text)
            packed.addfile(member, io.BytesIO(text.encode()))
    return made.getvalue()


def hashed(content: bytes, kind: str = "sha512") -> str:
    return f"{kind}-{base64.b64encode(hashlib.new(kind, content).digest()).decode()}"


def serve(registry: Registry, name: str, version: str, content: bytes) -> None:
    place = f"/{name}/-/{name}-{version}.tgz"
    dist = {"tarball": registry.address + place, "integrity": hashed(content)}
    row = {"name": name, "version": version, "dist": dist}
    whole = {"name": name, "dist-tags": {"latest": version}, "versions": {version: row}}
    registry.served |= {f"/{name}": json.dumps(whole).encode(), place: content}


def lock(name: str, version: str, integrity: str, address: str) -> str:
    row = {"version": version, "resolved": address, "integrity": integrity, "bin": {name: "index.js"}}
    own = {"name": "shop", "version": "1.0.0", "dependencies": {name: version}}
    packages = {"": own, f"node_modules/{name}": row}
    return json.dumps({"name": "shop", "version": "1.0.0", "lockfileVersion": 3, "packages": packages})


def install(tmp_path: Path, files: dict[str, str]) -> Environment | NotInstalled:
    settings = Settings(allow_run=True, allow_registries=True, packages=tmp_path / "packages")
    return installed(Ecosystem.NODE, {path: (text.encode(), False) for path, text in files.items()}, settings)


def delivered(locked: str, version: str = "1.0.0", **more: str) -> dict[str, str]:
    own = {"name": "shop", "version": "1.0.0", "dependencies": {"basket": version}}
    return {"package.json": json.dumps(own), "package-lock.json": locked, **more}


@pytest.mark.sandbox
@pytest.mark.slow
@pytest.mark.parametrize("kind", ["sha512", "sha1"])
def test_what_the_lock_names_is_fetched_from_our_registry_and_no_script_runs(
    registry: Registry, partners: Registry, tmp_path: Path, kind: str
) -> None:
    scripts = {"postinstall": f"touch {tmp_path}/ran; curl {partners.address}/ran"}
    content = archive("basket", "1.0.0", scripts=scripts, bin={"basket": "index.js"})
    serve(registry, "basket", "1.0.0", content)
    theirs = f"{partners.address}/basket/-/basket-1.0.0.tgz"
    settings = {".npmrc": f"registry={partners.address}"}
    files = delivered(lock("basket", "1.0.0", hashed(content, kind), theirs), **settings)
    made = install(tmp_path, files)
    assert isinstance(made, Environment), made
    folder = made.beside["node_modules"]
    assert (folder / "basket/index.js").read_text() == "module.exports=3"
    assert (folder / ".bin/basket").is_symlink()
    assert (partners.asked, (tmp_path / "ran").exists()) == ([], False)
    assert {path.partition("/-/")[0] for path in registry.asked} == {"/basket"}


@pytest.mark.sandbox
@pytest.mark.slow
def test_another_archive_than_the_locked_one_is_not_installed(registry: Registry, tmp_path: Path) -> None:
    serve(registry, "basket", "1.0.0", archive("basket", "1.0.0", changed=True))
    made = install(tmp_path, delivered(lock("basket", "1.0.0", hashed(archive("basket", "1.0.0")), "")))
    assert isinstance(made, NotInstalled)
    assert "another package" in made.reason
    assert made.side is Side.PARTNER


@pytest.mark.sandbox
@pytest.mark.slow
def test_an_archive_that_was_fetched_as_another_package_is_not_taken_for_it(registry: Registry, tmp_path: Path) -> None:
    basket, other = archive("basket", "1.0.0"), archive("basket", "2.0.0", other=True)
    serve(registry, "basket", "2.0.0", other)
    address = f"{registry.address}/basket/-/basket-2.0.0.tgz"
    there = delivered(lock("basket", "2.0.0", hashed(other), address), version="2.0.0")
    assert isinstance(install(tmp_path, there), Environment)
    serve(registry, "basket", "1.0.0", basket)
    made = install(tmp_path, delivered(lock("basket", "1.0.0", hashed(other), "")))
    assert isinstance(made, NotInstalled)
    assert "another package" in made.reason


def test_what_no_lock_file_fixes_is_not_fetched() -> None:
    made = installed(Ecosystem.NODE, {"package.json": (b'{"dependencies": {"a": "^1"}}', False)}, Settings())
    assert isinstance(made, NotInstalled)
    assert (made.cause, made.side) == (Cause.NO_EVIDENCE, Side.PARTNER)


def test_addresses_and_options_in_a_lock_file_are_no_packages() -> None:
    packages = {
        "node_modules/--registry=x": {"version": "1.0.0"},
        "node_modules/-x": {"version": "1.0.0"},
        "node_modules/@../x": {"version": "1.0.0"},
        "node_modules/git": {"version": "1.0.0", "resolved": "git+ssh://git@host/x.git#abc"},
        "node_modules/tag": {"version": "latest"},
        "node_modules/link": {"link": True, "resolved": "packages/link"},
        "node_modules/mac": {"version": "1.0.0", "os": ["darwin"], "optional": True},
        "node_modules/a/node_modules/@b/c": {"version": "1.2.3-beta.1", "integrity": "sha1-" + "a" * 27 + "="},
    }
    text = json.dumps({"lockfileVersion": 3, "packages": packages}).encode()
    planned = plan_node({"web/package-lock.json": (text, False)}, "web")
    assert planned is not None
    assert planned.root == "web"
    assert [(one.name, one.version) for one in planned.plan.packages] == [("@b/c", "1.2.3-beta.1")]
    assert len(planned.plan.left) == 5


def test_a_lock_file_without_addresses_gets_those_of_the_owners_registry() -> None:
    locked = {"packages": {"": {}, "node_modules/@types/node": {"version": "1.2.3", "integrity": "sha512-x"}}}
    row = json.loads(addressed(json.dumps(locked).encode(), "https://npm.test"))["packages"]["node_modules/@types/node"]
    assert row["resolved"] == "https://npm.test/@types/node/-/node-1.2.3.tgz"
    assert addressed(b'{"packages": 5', "https://npm.test") == b'{"packages": 5'
