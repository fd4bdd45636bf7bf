"""The sandbox of this machine, or a loud skip. A sandbox that we broke ourselves is no reason to skip."""

import shutil
import subprocess
import warnings

import pytest

from makegood.engine.sandbox import Grade, Sandbox


@pytest.fixture(scope="session")
def sandbox() -> Sandbox:
    found = Sandbox.probe()
    if found.grade is Grade.NONE:
        if _bubblewrap_works():
            pytest.fail(f"bubblewrap works on this machine and the sandbox does not: {found.reason}")
        warnings.warn(f"NO SANDBOX, NOTHING WAS TESTED: {found.reason}", stacklevel=1)
        pytest.skip(f"NO SANDBOX, NOTHING WAS TESTED: {found.reason}")
    return found


def _bubblewrap_works() -> bool:
    if not shutil.which("bwrap"):
        return False
    command = ["bwrap", "--unshare-all", "--unshare-user", "--uid", "65534", "--disable-userns", "--ro-bind", "/", "/"]
    return subprocess.run([*command, "--proc", "/proc", "/bin/true"], capture_output=True).returncode == 0
