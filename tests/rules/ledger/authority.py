"""A time stamp authority on this machine: a root, its signer, and `openssl ts` that answers questions."""

from __future__ import annotations

import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

CONFIG = """[tsa]
default_tsa = one
[one]
serial = {folder}/serial
default_policy = 1.2.3.4.1
digests = sha256
signer_digest = sha256
ess_cert_id_alg = sha256
"""


class Authority:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        root_key, key = (rsa.generate_private_key(public_exponent=65537, key_size=2048) for _ in range(2))
        root_name, name = _name("Test root"), _name("Test authority")
        root = _certificate(root_name, root_name, root_key, root_key, ca=True)
        self.root = root.public_bytes(Encoding.PEM)
        signer = _certificate(name, root_name, key, root_key, ca=False)
        (folder / "signer.pem").write_bytes(signer.public_bytes(Encoding.PEM))
        secret = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        (folder / "signer.key").write_bytes(secret)
        (folder / "serial").write_text("01\n")
        (folder / "ts.cnf").write_text(CONFIG.format(folder=folder))

    def answer(self, query: bytes) -> bytes:
        (self.folder / "query").write_bytes(query)
        here = [str(self.folder / name) for name in ("ts.cnf", "query", "signer.pem", "signer.key", "answer")]
        command = ["openssl", "ts", "-reply", "-config", here[0], "-queryfile", here[1], "-signer", here[2]]
        subprocess.run([*command, "-inkey", here[3], "-out", here[4]], check=True, capture_output=True, timeout=180)
        return (self.folder / "answer").read_bytes()


def _name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


def _certificate(
    name: x509.Name, issuer: x509.Name, key: rsa.RSAPrivateKey, signer: rsa.RSAPrivateKey, *, ca: bool
) -> x509.Certificate:
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=30))
        .add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True)
    )
    if not ca:
        usage = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
        made = made.add_extension(usage, critical=True)
    return made.sign(signer, hashes.SHA256())
