"""What stays in the bundle of all that PyInstaller finds, and why the rest goes.

PyInstaller takes along whatever any plugin of Qt links to. Here the plugins that are of use are
named, and of the libraries stay those that something still links to: 185 MB instead of 227.

An entry is (name in the bundle, source file, kind), as in PyInstaller's tables of contents.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable, Mapping, Sequence
from importlib.metadata import packages_distributions, requires
from pathlib import Path, PurePosixPath

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

Entry = tuple[str, str, str]

# Modules that only optional parts of our libraries import.
EXCLUDED_MODULES = (
    "readline",  # GNU Readline is under the GPL, which is not for shipping
    "tkinter",
    "PIL._avif",  # 5 MB; the other kinds of pictures are read
    "PIL._imagingcms",
    "PIL._imagingft",  # writing on pictures
    "PIL._imagingtk",
    "OpenGL",
    "pyqtgraph.opengl",
    "pyqtgraph.examples",
    "scipy",  # pyqtgraph's filters, and scikit-image: 200 MB that only tests use
    "setuptools",
    "PySide6.QtNetwork",  # downloads go through Python's own urllib
    "PySide6.QtQml",
    "PySide6.QtQuick",
    "PySide6.QtSql",
    "PySide6.QtPrintSupport",
    "PySide6.QtXml",
)

# Packages that read files of their own: the fonts and the table of symbols of the formulas.
WITH_DATA = ("ziamath", "ziafont", "latex2mathml")

# Qt loads plugins by name as it needs them; these are the ones that lossviz can use.
QT_PLUGINS = frozenset(
    {
        # one a system, and the one without a display
        "qxcb",
        "qwayland",
        "qwindows",
        "qcocoa",
        "qoffscreen",
        # SVG icons
        "qsvg",
        "qsvgicon",
        # dead keys and other scripts in text fields
        "composeplatforminputcontextplugin",
        "ibusplatforminputcontextplugin",
        # the desktop's own file dialogs, and whether it is dark
        "qxdgdesktopportal",
        # frames of windows on Wayland
        "adwaita",
        "bradient",
        "xdg-shell",
    }
)

# Folders of libraries that nobody names: each is there because something else links to it.
LIBRARY_FOLDERS = (".", "PySide6/Qt/lib", "PySide6", "shiboken6")
LIBRARY, LINK = "BINARY", "SYMLINK"
CODE = (LIBRARY, "EXTENSION")
# Fontconfig must fit the settings of the machine, so its own is taken, with what that links to. The
# C++ runtime comes with every libgl1; the builder's would ask for the builder's glibc.
SYSTEM_LIBRARIES = (
    *("libfontconfig.so", "libfreetype.so", "libpng16.so", "libbrotli", "libexpat.so"),
    *("libstdc++.so", "libgcc_s.so"),
    # Parts of Windows since version 10, which Qt 6 needs anyway.
    *("api-ms-win-", "ucrtbase.dll"),
)


def excluded_modules() -> list[str]:
    """Modules that PyInstaller is to leave out, the tools of this environment among them."""
    needed = needed_packages("lossviz")
    foreign = [
        module
        for module, packages in packages_distributions().items()
        if not needed & {canonicalize_name(package) for package in packages}
    ]
    return [*EXCLUDED_MODULES, *sorted(foreign)]


def needed_packages(name: str) -> set[str]:
    """A package and all that it requires on this system, by their normalized names."""
    found: set[str] = set()
    waiting = [name]
    while waiting:
        package = canonicalize_name(waiting.pop())
        if package not in found:
            found.add(package)
            wanted = map(Requirement, requires(package) or ())
            waiting += [each.name for each in wanted if is_for_here(each)]
    return found


def is_for_here(requirement: Requirement) -> bool:
    """Whether a requirement holds on this system, without any extra."""
    return requirement.marker is None or requirement.marker.evaluate({"extra": ""})


def chosen(entries: Iterable[Entry]) -> list[Entry]:
    """The entries without Qt's translations and the plugins that lossviz can't use."""
    return [entry for entry in entries if is_wanted(PurePosixPath(posix(entry[0])))]


def is_wanted(name: PurePosixPath) -> bool:
    """Whether a file is of use to lossviz, by its name in the bundle."""
    if name.name.lower().startswith(SYSTEM_LIBRARIES):
        return False
    if "translations" in name.parts and "PySide6" in name.parts:
        return False
    if "PySide6" in name.parts and "plugins" in name.parts:
        return name.stem.removeprefix("lib") in QT_PLUGINS
    return True


def linked(
    entries: Sequence[Entry], imports: Callable[[str], Iterable[tuple[str, str | None]]]
) -> list[Entry]:
    """The entries without libraries that nothing links to any more, and without links to those.

    imports: gives (name, path) of what a file links to, as PyInstaller's `get_imports` does.
    """
    files = [entry for entry in entries if entry[2] != LINK]
    unseen: dict[str, list[Entry]] = {}
    for entry in filter(is_library, files):
        unseen.setdefault(file_name(entry[0]), []).append(entry)
    waiting = [entry for entry in files if entry[2] in CODE and not is_library(entry)]
    while waiting:
        for name, path in imports(waiting.pop()[1]):
            waiting += unseen.pop(file_name(path or name), [])
    gone = {unit(entry[0]) for same_name in unseen.values() for entry in same_name}
    kept = {entry[0] for entry in files if unit(entry[0]) not in gone}
    links = {posix(name): target for name, target, kind in entries if kind == LINK}
    places = {posix(name) for name in kept}
    places |= {str(folder) for place in places for folder in PurePosixPath(place).parents}
    return [
        entry
        for entry in entries
        if entry[0] in kept or (entry[2] == LINK and destination(posix(entry[0]), links) in places)
    ]


def is_library(entry: Entry) -> bool:
    """Whether an entry is there only for others to link to; Python's own library is not."""
    folder = str(PurePosixPath(posix(unit(entry[0]))).parent)
    is_python = file_name(entry[0]).startswith(("libpython", "python"))
    return entry[2] == LIBRARY and folder in LIBRARY_FOLDERS and not is_python


def unit(name: str) -> str:
    """What stays or goes together: a framework of macOS as a whole, else the file alone."""
    above, framework, _ = posix(name).partition(".framework/")
    return above + framework if framework else name


def destination(name: str, links: Mapping[str, str]) -> str:
    """Where a link leads in the end, by its name in the bundle; it may lead over others."""
    path = posixpath.normpath(posixpath.join(posixpath.dirname(name), posix(links[name])))
    for link in links:
        if link != name and (path == link or path.startswith(f"{link}/")):
            return destination(link, links) + path[len(link) :]
    return path


def file_name(name: str) -> str:
    """The last part of a path, as Windows sees it: capitals don't matter."""
    return PurePosixPath(posix(name)).name.lower()


def posix(name: str) -> str:
    """A path with slashes."""
    return Path(name).as_posix()
