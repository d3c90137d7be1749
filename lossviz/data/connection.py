"""One HTTP request, read in a thread of its own, so that whoever waits for it can always stop.

Looking up a name, connecting and reading all block in ways that no time-out of half a second
fits; here they may take their time while the waiting side stays free.
"""

from __future__ import annotations

import queue
import threading
import urllib.request
from collections.abc import Mapping
from email.message import Message
from http.client import HTTPException
from typing import NamedTuple
from urllib.error import HTTPError

from lossviz.data.certificates import trusting_context

CHUNK = 2**16
_AHEAD = 32  # Chunks read before they are asked for.
_POLL = 0.1  # Seconds after which a waiting side is asked whether to go on.


class Head(NamedTuple):
    """Status code and headers of an answer."""

    status: int
    headers: Message


class Connection:
    """A GET request under way; follows redirects, checks certificates, uses the system's proxy.

    timeout: seconds after which a silent server counts as failed.
    """

    def __init__(self, url: str, headers: Mapping[str, str], timeout: float) -> None:
        self._request = urllib.request.Request(url, headers=dict(headers))
        self._timeout = timeout
        self._items: queue.Queue[Head | bytes | Exception] = queue.Queue(_AHEAD)
        self._closed = threading.Event()
        self._thread = threading.Thread(target=self._read, name="lossviz-download", daemon=True)
        self._thread.start()

    def poll(self) -> Head | bytes | None:
        """The head first, then the body's chunks, b"" at its end; None if nothing came for 0.1 s.

        Raises OSError, HTTPException or ValueError where the connection fails.
        """
        try:
            item = self._items.get(timeout=_POLL)
        except queue.Empty:
            return None
        if isinstance(item, Exception):
            raise item
        return item

    def close(self) -> None:
        """Stop reading. A thread that hangs in a silent connection ends with its time-out."""
        self._closed.set()
        self._thread.join(_POLL)

    def _read(self) -> None:
        try:
            context = trusting_context()
            with urllib.request.urlopen(
                self._request, timeout=self._timeout, context=context
            ) as response:
                self._put(Head(response.status, response.headers))
                while not self._closed.is_set():
                    chunk: bytes = response.read1(CHUNK)
                    self._put(chunk)
                    if not chunk:
                        return
        except HTTPError as error:
            with error:
                self._put(Head(error.code, error.headers))
        except (OSError, HTTPException, ValueError) as error:
            self._put(error)

    def _put(self, item: Head | bytes | Exception) -> None:
        while not self._closed.is_set():
            try:
                self._items.put(item, timeout=_POLL)
                return
            except queue.Full:
                continue
