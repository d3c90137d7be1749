"""How CIFAR-10's two official versions name their files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import IO, NamedTuple

from lossviz.data.records import BATCH_RECORDS, BATCHES, RECORD


@dataclass(frozen=True)
class Layout:
    """One official version: its folder and the endings of its files.

    most_bytes: no batch of it is larger.
    """

    folder: str
    batch_ending: str
    names_file: str
    most_bytes: int

    def file_name(self, batch: str) -> str:
        """The file of a batch, such as "data_batch_1.bin"."""
        return batch + self.batch_ending

    def batch_of(self, file_name: str) -> str | None:
        """The batch that a file of this layout holds, if it is one. Old systems shout names."""
        name = file_name.lower()
        batch = name.removesuffix(self.batch_ending)
        return batch if batch in BATCHES and self.file_name(batch) == name else None

    def counts(self, file_name: str) -> bool:
        """Whether it is one of its files, a batch or the names of the classes."""
        return bool(self.batch_of(file_name)) or file_name.lower() == self.names_file


BINARY = Layout("cifar-10-batches-bin", ".bin", "batches.meta.txt", BATCH_RECORDS * RECORD)
# Labels and file names of a pickled batch take under 100 bytes an image. What Python 3 pickles for
# Python 2 is text, in which half of all bytes take two.
PYTHON = Layout("cifar-10-batches-py", "", "batches.meta", 2 * BATCH_RECORDS * (RECORD + 100))
LAYOUTS = (BINARY, PYTHON)
MOST_NAMES_BYTES = 10_000


class SourceFile(NamedTuple):
    """One file of a CIFAR-10 folder or archive, open for reading.

    name: within its folder. where: the name that an error says. size: in bytes.
    start: bytes of the files before it in its folder.
    """

    layout: Layout
    name: str
    where: str
    size: int
    stream: IO[bytes]
    start: int = 0
