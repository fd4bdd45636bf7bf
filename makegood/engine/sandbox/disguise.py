"""Who runs the code, as far as it can tell: two runs in two disguises show code that behaves for inspectors only."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

_NAME = re.compile(r"[a-z][a-z0-9-]{0,30}")
_HOME = re.compile(r"/root|/(home|srv|opt|data|builds)(/[a-z0-9][a-z0-9_-]{0,30}){1,3}")
_ZONE = re.compile(r"[A-Za-z]{1,20}(/[A-Za-z0-9_+-]{1,30}){0,2}")
_LOCALE = re.compile(r"[A-Za-z]{1,3}(_[A-Z]{2})?(\.[A-Za-z0-9-]{1,10})?")


@dataclass(frozen=True)
class Disguise:
    """User, host name, home folder, IANA time zone and locale seen inside. Raises ValueError for an impossible name.

    The path of the code is not here: it is the key under which the caller binds the code.
    """

    user: str = "dev"
    host: str = "localhost"
    home: str = ""
    zone: str = "UTC"
    language: str = "C.UTF-8"

    def __post_init__(self) -> None:
        if not _HOME.fullmatch(self.home_folder):
            raise ValueError(f"a disguise cannot live in {self.home!r}")
        for value, shape in ((self.user, _NAME), (self.host, _NAME), (self.zone, _ZONE), (self.language, _LOCALE)):
            if not shape.fullmatch(value):
                raise ValueError(f"a disguise cannot use {value!r}")

    @property
    def home_folder(self) -> str:
        return self.home or f"/home/{self.user}"

    def environment(self) -> Mapping[str, str]:
        """Variables a login shell of this person would have. CI stays unset."""
        return {
            "HOME": self.home_folder,
            "LANG": self.language,
            "LOGNAME": self.user,
            "PATH": "/usr/local/bin:/usr/bin:/bin",
            "SHELL": "/bin/bash",
            "TZ": self.zone,
            "USER": self.user,
        }

    def files(self, uid: int) -> Mapping[str, str]:
        """The made-up files of /etc, by path."""
        own = f"{self.user}:x:{uid}:{uid}::{self.home_folder}"
        return {
            "/etc/passwd": f"root:x:0:0:root:/root:/bin/bash\n{own}:/bin/bash\n",
            "/etc/group": f"root:x:0:\n{self.user}:x:{uid}:\n",
            "/etc/hosts": f"127.0.0.1 localhost {self.host}\n::1 localhost ip6-localhost\n",
            "/etc/hostname": f"{self.host}\n",
            "/etc/nsswitch.conf": "passwd: files\ngroup: files\nhosts: files\nservices: files\nprotocols: files\n",
            "/etc/timezone": f"{self.zone}\n",
        }


# Two people who could have cloned the code; a dynamic fact that gates is taken once as each.
DISGUISES = (
    Disguise(user="marta", host="marta-thinkpad", zone="America/Chicago", language="en_US.UTF-8"),
    Disguise(user="build", host="web-7f9c", zone="Europe/Berlin", language="C.UTF-8"),
)
