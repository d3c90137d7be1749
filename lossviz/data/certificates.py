"""Whose certificates a download trusts: this system's, wherever it keeps them.

A bundle brings an OpenSSL that was built elsewhere and looks where that system keeps them.
"""

from __future__ import annotations

import ssl
import sys
from pathlib import Path

# Debian and Arch, Fedora, openSUSE, macOS and Alpine; as Go's crypto/x509 looks for them.
_PLACES = (
    "/etc/ssl/certs/ca-certificates.crt",
    "/etc/pki/tls/certs/ca-bundle.crt",
    "/etc/ssl/ca-bundle.pem",
    "/etc/ssl/cert.pem",
)


def trusting_context() -> ssl.SSLContext:
    """A context for a client that checks certificates. Reads files: not for the GUI thread."""
    context = ssl.create_default_context()
    known = ssl.get_default_verify_paths()
    # Windows has a store of its own, which the default takes.
    if sys.platform != "win32" and not (known.cafile or known.capath):
        found = next((place for place in _PLACES if Path(place).is_file()), None)
        if found is not None:
            context.load_verify_locations(found)
    return context
