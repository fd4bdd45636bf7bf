"""The parts list (CycloneDX 1.6, JSON): every package that the manifests and lock files of the deliverables name.

It holds what the files say and no more: a licence or a hash that no file names is left out.
"""

from __future__ import annotations

import base64
import binascii
import re
import uuid
from collections.abc import Iterator

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import HashAlgorithm, HashType, Property
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentScope, ComponentType
from cyclonedx.model.tool import Tool
from cyclonedx.output import make_outputter
from cyclonedx.schema import OutputFormat, SchemaVersion
from packageurl import PackageURL

from makegood.engine.facts import FactSheet
from makegood.engine.inspection import Inspection

TYPES = {
    "PyPI": "pypi",
    "npm": "npm",
    "Packagist": "composer",
    "RubyGems": "gem",
    "Maven": "maven",
    "NuGet": "nuget",
    "Go": "golang",
}
_ALGORITHMS = {
    "sha1": (HashAlgorithm.SHA_1, 20),
    "sha256": (HashAlgorithm.SHA_256, 32),
    "sha384": (HashAlgorithm.SHA_384, 48),
    "sha512": (HashAlgorithm.SHA_512, 64),
}
_PACKAGES = "dependencies.packages"


def to_cyclonedx(inspection: Inspection) -> str:
    """One document over all deliverables. The same deliverables give the same serial number."""
    revisions = "\0".join(sheet.deliverable.revision or sheet.deliverable.name for sheet in inspection.sheets)
    bom = Bom(serial_number=uuid.uuid5(uuid.NAMESPACE_URL, f"urn:makegood:sbom:{revisions}"))
    bom.metadata.timestamp = inspection.started
    bom.metadata.tools.tools.add(Tool(name="makegood", version=inspection.engine))
    whole = [_deliverable(sheet) for sheet in inspection.sheets]
    bom.metadata.component = whole[0] if len(whole) == 1 else Component(name="delivery", type=ComponentType.APPLICATION)
    for owner, sheet in zip(whole, inspection.sheets, strict=True):
        parts = list(_parts(sheet))
        for part in parts:
            bom.components.add(part)
        if len(whole) > 1:
            bom.components.add(owner)
            bom.register_dependency(bom.metadata.component, [owner])
        bom.register_dependency(owner, parts)
    return make_outputter(bom, OutputFormat.JSON, SchemaVersion.V1_6).output_as_string(indent=1) + "\n"


def _deliverable(sheet: FactSheet) -> Component:
    whole = sheet.deliverable
    return Component(
        name=whole.name, version=whole.revision, type=ComponentType.APPLICATION, bom_ref=f"deliverable:{whole.name}"
    )


def _parts(sheet: FactSheet) -> Iterator[Component]:
    fact = sheet.facts.get(_PACKAGES)
    rows = fact.value if fact is not None and isinstance(fact.value, list) else []
    for number, row in enumerate(rows):
        yield _part(sheet.deliverable.name, number, {key: value for key, value in row.items() if value is not None})


def _part(whole: str, number: int, row: dict[str, object]) -> Component:
    version = str(row.get("version", "")) or None
    place = f"{row.get('path')}:{row['line']}" if row.get("line") else str(row.get("path"))
    return Component(
        type=ComponentType.LIBRARY,
        name=str(row["name"]),
        version=version,
        bom_ref=f"{whole}:{number}",
        purl=_purl(str(row["ecosystem"]), str(row["name"]), version),
        licenses=[LicenseFactory().make_from_string(licence)] if (licence := str(row.get("licence", ""))) else (),
        hashes=list(_hashes(str(row.get("hash", "")))),
        scope=ComponentScope.EXCLUDED if row.get("dev") else ComponentScope.REQUIRED,
        properties=[Property(name="makegood:place", value=place)],
    )


def _purl(ecosystem: str, name: str, version: str | None) -> PackageURL | None:
    kind = TYPES.get(ecosystem)
    if kind is None:
        return None
    space, _, own = name.rpartition(":" if ecosystem == "Maven" else "/")
    number = f"v{version}" if version and ecosystem == "Go" else version
    return PackageURL(type=kind, namespace=space or None, name=own, version=number)


def _hashes(text: str) -> Iterator[HashType]:
    """`sha512-<base64>` (as npm writes it) or `sha256-<hex>`; what is neither is left out."""
    algorithm, length = _ALGORITHMS.get(text.partition("-")[0], (None, 0))
    value = text.partition("-")[2]
    if algorithm is None:
        return
    if not re.fullmatch(f"[0-9a-f]{{{2 * length}}}", value):
        try:
            value = base64.b64decode(value, validate=True).hex()
        except (binascii.Error, ValueError):
            return
    if len(value) == 2 * length:
        yield HashType(alg=algorithm, content=value)
