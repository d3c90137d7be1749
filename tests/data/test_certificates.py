"""A download trusts the system's certificates, also where OpenSSL was built for another system."""

from __future__ import annotations

import ssl
import sys
from pathlib import Path

import pytest

from lossviz.data import certificates

NOWHERE = ssl.DefaultVerifyPaths(None, None, "SSL_CERT_FILE", "", "SSL_CERT_DIR", "")


@pytest.fixture
def loaded(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that a context is told to trust."""
    files: list[str] = []

    def load(_context: ssl.SSLContext, file: str) -> None:
        files.append(file)

    monkeypatch.setattr(ssl.SSLContext, "load_verify_locations", load)
    return files


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has a store of its own")
def test_certificates_that_openssl_does_not_find_are_looked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, loaded: list[str]
) -> None:
    bundle = tmp_path / "ca-bundle.crt"
    bundle.touch()
    monkeypatch.setattr(certificates, "_PLACES", (str(tmp_path / "none.crt"), str(bundle)))
    monkeypatch.setattr(ssl, "get_default_verify_paths", lambda: NOWHERE)
    context = certificates.trusting_context()
    assert loaded == [str(bundle)]
    assert context.verify_mode is ssl.CERT_REQUIRED
    assert context.check_hostname


def test_those_that_it_finds_are_enough(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, loaded: list[str]
) -> None:
    paths = NOWHERE._replace(capath=str(tmp_path))
    monkeypatch.setattr(ssl, "get_default_verify_paths", lambda: paths)
    certificates.trusting_context()
    assert loaded == []
