"""What stays in the bundle of all that PyInstaller finds, and why the rest goes.

An entry is (name in the bundle, source file, kind), as in PyInstaller's tables of contents.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from importlib.metadata import packages_distributions, requires
from pathlib import Path, PurePosixPath

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

Entry = tuple[str, str, str]

# Modules that only optional parts of our libraries import.
EXCLUDED_MODULES = (
    "readline",  # GNU Readline is under the GPL, which is not for shipping
    "tkinter",
    "PIL",
    "OpenGL",
    "pyqtgraph.opengl",
    "pyqtgraph.examples",
    "scipy",  # pyqtgraph's filters; a panel that needs scikit-image takes this line out
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
LIBRARY, EXTENSION, LINK = "BINARY", "EXTENSION", "SYMLINK"
# Fontconfig must fit the settings of the machine, so its own is taken, with what that links to. The
# C++ runtime comes with every libgl1; the builder's would ask for the builder's glibc.
SYSTEM_LIBRARIES = (
    *("libfontconfig.so", "libfreetype.so", "libpng16.so", "libbrotli", "libexpat.so"),
    *("libstdc++.so", "libgcc_s.so"),
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
    return [entry for entry in entries if is_wanted(PurePosixPath(Path(entry[0]).as_posix()))]


def is_wanted(name: PurePosixPath) -> bool:
    """Whether a file is of use to lossviz, by its name in the bundle."""
    if name.name.startswith(SYSTEM_LIBRARIES):
        return False
    if "translations" in name.parts and "PySide6" in name.parts:
        return False
    if "PySide6" in name.parts and "plugins" in name.parts:
        return name.stem.removeprefix("lib") in QT_PLUGINS
    return True


def linked(
    entries: Sequence[Entry], imports: Callable[[str], Iterable[tuple[str, str | None]]]
) -> list[Entry]:
    """The entries without libraries that nothing links to any more.

    imports: gives (name, path) of what a file links to, as PyInstaller's `get_imports` does.
    """
    by_file = {Path(entry[0]).name: entry for entry in entries if entry[2] != LINK}
    kept = {file for file, entry in by_file.items() if not is_library(entry)}
    waiting = [by_file[file] for file in kept if by_file[file][2] in (LIBRARY, EXTENSION)]
    while waiting:
        for name, path in imports(waiting.pop()[1]):
            file = Path(path or name).name
            if file in by_file and file not in kept:
                kept.add(file)
                waiting.append(by_file[file])
    # A link's source is what it points to.
    return [entry for entry in entries if Path(entry[1 if entry[2] == LINK else 0]).name in kept]


def is_library(entry: Entry) -> bool:
    """Whether an entry is there only for others to link to; Python's own library is not."""
    name = PurePosixPath(Path(entry[0]).as_posix())
    in_folder = str(name.parent) in LIBRARY_FOLDERS
    is_python = name.name.lower().startswith(("libpython", "python"))
    return entry[2] == LIBRARY and in_folder and not is_python
