"""What the manifests and lock files of a delivery tell, and what is known of the packages they name."""

from __future__ import annotations

from makegood.engine.facts import FactName, FactType, Outside

PACKAGES = FactName(
    "dependencies.packages",
    FactType.TABLE,
    "packages",
    "Every package the delivery uses: ecosystem, name, version, licence, hash, direct, for developers, where.",
)
COUNT = FactName("dependencies.count", FactType.INTEGER, "packages", "How many packages of others the delivery uses.")
MANIFESTS = FactName(
    "dependencies.manifests",
    FactType.TABLE,
    "manifests",
    "Every manifest of the product: path, ecosystem, application, library, unclear or tools, and its lock files.",
)
LIBRARY = FactName(
    "dependencies.library",
    FactType.FLAG,
    "",
    "Whether by its manifests this is a library, which others build into their programs and nobody operates.",
)
UNLOCKED = FactName(
    "dependencies.unlocked",
    FactType.FINDINGS,
    "places",
    "Places of an application that leave open which version of a package is installed.",
)
FOREIGN = FactName(
    "dependencies.foreign",
    FactType.FINDINGS,
    "packages",
    "Packages from elsewhere than a public registry, or from the address of another package.",
)
UNHASHED = FactName(
    "dependencies.unhashed",
    FactType.FINDINGS,
    "files",
    "Lock files whose kind carries hashes and some of whose packages have none.",
)
UNDECLARED = FactName(
    "dependencies.undeclared",
    FactType.FINDINGS,
    "packages",
    "Packages that the code imports and no manifest names; in Java and C# only well-known ones.",
)
SOURCES = FactName(
    "dependencies.sources",
    FactType.FINDINGS,
    "settings",
    "Settings and commands that look for packages elsewhere than in a public registry, or switch a protection off.",
)
SUSPICIOUS = FactName(
    "dependencies.suspicious",
    FactType.FINDINGS,
    "packages",
    "Packages whose name imitates a popular one, and scripts that fetch or run more than a preparation on installing.",
)
VULNERABLE = FactName(
    "dependencies.vulnerable",
    FactType.FINDINGS,
    "vulnerabilities",
    "Published vulnerabilities of the exact versions in use, one per weakness and version.",
)
RECORDS = FactName(
    "dependencies.records",
    FactType.TABLE,
    "sources",
    "The vulnerability records compared with: ecosystem, source, licence, newest record, digest.",
)
AGE = FactName(
    "dependencies.records_age",
    FactType.INTEGER,
    "days",
    "Days since the newest vulnerability record of the ecosystem whose records are oldest.",
)
OUTSIDE = (Outside.RECORDS,)
