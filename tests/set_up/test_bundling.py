"""The parts of the bundle's building that need no building: what goes in, under which licence."""

from __future__ import annotations

import importlib.util
import struct
import sys
import tarfile
import xml.etree.ElementTree as ET
from configparser import ConfigParser
from pathlib import Path

import numpy
import PySide6
import pytest

import dev
import environment
import lossviz
import system_packages
from bundling import build, contents, licences, naming, screen, trial
from bundling.contents import Entry

LINUX = naming.ROOT / "packaging" / "bundling" / "linux"
QT = "PySide6/Qt"


def names(entries: list[Entry]) -> list[str]:
    return [name for name, _, _ in entries]


# What goes in


def test_plugins_that_are_of_use_stay_and_translations_go() -> None:
    entries: list[Entry] = [
        (f"{QT}/plugins/platforms/libqxcb.so", "x", "BINARY"),
        (f"{QT}/plugins/platforms/libqvnc.so", "x", "BINARY"),
        ("PySide6/plugins/platforms/qwindows.dll", "x", "BINARY"),
        (f"{QT}/translations/qtbase_de.qm", "x", "DATA"),
        ("libfontconfig.so.1", "x", "BINARY"),
        ("lossviz/resources/tokens.json", "x", "DATA"),
    ]
    kept = names(contents.chosen(entries))
    assert kept == [entries[0][0], entries[2][0], entries[5][0]]


def test_a_library_stays_as_long_as_something_links_to_it() -> None:
    links = {"/plugin": ["libuseful.so"], "/useful": ["libdeep.so", "libc.so"], "/deep": []}
    entries: list[Entry] = [
        (f"{QT}/plugins/platforms/libqxcb.so", "/plugin", "BINARY"),
        (f"{QT}/lib/libuseful.so", "/useful", "BINARY"),
        ("libdeep.so", "/deep", "BINARY"),
        ("libballast.so", "/ballast", "BINARY"),
        ("libuseful.so", f"{QT}/lib/libuseful.so", "SYMLINK"),
        ("libgone.so", f"{QT}/lib/libgone.so", "SYMLINK"),
        ("libpython3.11.so.1.0", "/python", "BINARY"),
        ("tokens.json", "/tokens", "DATA"),
    ]

    def imports(source: str) -> list[tuple[str, str | None]]:
        return [(name, None) for name in links.get(source, [])]

    kept = names(contents.linked(entries, imports))
    gone = {"libballast.so", "libgone.so"}
    assert kept == [name for name in names(entries) if name not in gone]


def test_formulas_find_their_fonts_and_symbols() -> None:
    files = {
        "ziamath": "fonts/STIXTwoMath-Regular.ttf",
        "ziafont": "fonts/DejaVuSans.ttf",
        "latex2mathml": "unimathsymbols.txt",
    }
    assert set(contents.WITH_DATA) == set(files)
    for package, file in files.items():
        found = importlib.util.find_spec(package)
        assert found is not None
        assert (Path(str(found.origin)).parent / file).exists()


def test_dlls_are_found_whatever_their_capitals() -> None:
    links = {"C:/QtCore.pyd": ["QT6CORE.dll"], "C:/qt": ["msvcp140.dll"], "C:/python": ["v.dll"]}
    entries: list[Entry] = [
        ("PySide6/QtCore.pyd", "C:/QtCore.pyd", "EXTENSION"),
        ("PySide6/Qt6Core.dll", "C:/qt", "BINARY"),
        ("PySide6/MSVCP140.dll", "C:/msvcp", "BINARY"),
        ("python311.dll", "C:/python", "BINARY"),
        ("V.dll", "C:/v", "BINARY"),
        ("PySide6/opengl32sw.dll", "C:/gl", "BINARY"),
    ]

    def imports(source: str) -> list[tuple[str, str | None]]:
        return [(name, None) for name in links.get(source, [])]

    gone = set(names(entries)) - set(names(contents.linked(entries, imports)))
    assert gone == {"PySide6/opengl32sw.dll"}


def framework(name: str, folder: str, version: str = "A") -> list[Entry]:
    """A framework of macOS as PyInstaller lists it."""
    inside = f"{folder}{name}.framework"
    return [
        (f"{inside}/Versions/{version}/{name}", f"/{name}", "BINARY"),
        (f"{inside}/Versions/{version}/Resources/Info.plist", "/plist", "DATA"),
        (f"{inside}/Versions/Current", version, "SYMLINK"),
        (f"{inside}/{name}", f"Versions/Current/{name}", "SYMLINK"),
        (f"{inside}/Resources", "Versions/Current/Resources", "SYMLINK"),
        (name, f"{inside}/Versions/{version}/{name}", "SYMLINK"),
    ]


def test_a_framework_stays_or_goes_as_a_whole() -> None:
    kept = [*framework("QtCore", "PySide6/Qt/lib/"), *framework("Python", "", "3.11")]
    entries: list[Entry] = [
        ("PySide6/QtCore.abi3.so", "/binding", "EXTENSION"),
        *kept,
        *framework("QtQml", "PySide6/Qt/lib/"),
    ]

    def imports(source: str) -> list[tuple[str, str | None]]:
        name = "@rpath/QtCore.framework/Versions/A/QtCore"
        return [(name, "/site/PySide6/Qt/lib/QtCore.framework/Versions/A/QtCore")] * (
            source == "/binding"
        )

    assert names(contents.linked(entries, imports)) == names([entries[0], *kept])


def test_only_what_lossviz_requires_goes_in() -> None:
    left_out = contents.excluded_modules()
    assert {"pytest", "_pytest", "mypy", "pip", "scipy"} <= set(left_out)
    assert not {"lossviz", "numpy", "PySide6", "pyqtgraph", "ziamath", "pygments"} & set(left_out)


def test_nothing_under_the_gpl_is_shipped() -> None:
    assert "readline" in contents.EXCLUDED_MODULES


# Licences


def test_each_file_has_an_owner_with_a_text(tmp_path: Path) -> None:
    sources = [numpy.__file__, PySide6.__file__, lossviz.__file__, struct.__file__]
    owners = licences.write([("name", source, "DATA") for source in sources], tmp_path / "l")
    found = {owner.name: owner.version for owner in owners}
    assert {"numpy", "PySide6_Essentials", "lossviz", "Python"} <= set(found)
    assert found["numpy"] == numpy.__version__
    listed = (tmp_path / "l" / licences.CONTENTS_FILE).read_text(encoding="utf-8")
    for owner in owners:
        assert any((tmp_path / "l" / owner.folder).iterdir()), owner.name
        assert f"{owner.name} {owner.version}" in listed
    assert "LESSER" in (tmp_path / "l/pyside6-essentials/LGPL-3.0.txt").read_text(encoding="utf-8")


def test_a_file_of_nobody_stops_the_build(tmp_path: Path) -> None:
    stranger = tmp_path / "libstranger.so"
    stranger.touch()
    with pytest.raises(licences.LicenceMissingError, match=r"libstranger\.so"):
        licences.write([("libstranger.so", str(stranger), "BINARY")], tmp_path / "licences")


def test_an_owner_without_a_text_stops_the_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(licences, "OURS", tmp_path)
    with pytest.raises(licences.LicenceMissingError, match="PySide6_Essentials"):
        licences.write([("name", PySide6.__file__, "DATA")], tmp_path / "licences")


# Names and records


def test_the_records_name_this_version_and_each_other() -> None:
    record = ET.parse(LINUX / f"{naming.APP_ID}.metainfo.xml").getroot()
    assert record.findtext("id") == naming.APP_ID
    assert record.findtext("summary") == naming.SUMMARY
    (release,) = record.iter("release")
    assert release.get("version") == naming.version() == lossviz.__version__
    entry = ConfigParser(interpolation=None)
    entry.read(LINUX / str(record.findtext("launchable")), encoding="utf-8")
    assert entry["Desktop Entry"]["Comment"] == naming.SUMMARY
    assert entry["Desktop Entry"]["Icon"] == "lossviz"


@pytest.mark.parametrize(
    ("platform", "machine", "name"),
    [
        ("linux", "x86_64", "lossviz-{}-linux-x86_64.tar.gz"),
        ("win32", "AMD64", "lossviz-{}-windows-x86_64.zip"),
        ("darwin", "arm64", "lossviz-{}-macos-arm64.zip"),
    ],
)
def test_the_archive_says_what_it_is_for(
    platform: str, machine: str, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr("platform.machine", lambda: machine)
    assert naming.archive_name() == name.format(lossviz.__version__)


def test_windows_gets_four_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(naming, "version", lambda: "1.2.3")
    assert naming.version_numbers() == (1, 2, 3, 0)
    assert naming.version_strings()["ProductVersion"] == "1.2.3"
    assert naming.info_plist()["CFBundleShortVersionString"] == "1.2.3"


# Packing


def test_the_archive_has_one_folder_and_its_checksum(tmp_path: Path) -> None:
    folder = tmp_path / "lossviz-1"
    folder.mkdir()
    (folder / "lossviz").write_bytes(b"12345")
    (folder / "link").symlink_to("lossviz")
    assert build.size_on_disk(folder) == 5 + len("lossviz")
    archive = tmp_path / "lossviz.tar.gz"
    build.pack_tar(folder, archive)
    with tarfile.open(archive) as tar:
        assert {member.uname for member in tar} == {""}
        assert tar.getnames() == ["lossviz-1", "lossviz-1/link", "lossviz-1/lossviz"]
    line = build.write_checksum(archive).read_text(encoding="ascii")
    assert line == f"{build.sha256(archive)}  lossviz.tar.gz\n"
    archive.write_bytes(b"something else")
    with pytest.raises(trial.TrialError, match="checksum"):
        trial.unpack(archive, tmp_path / "unpacked")


def test_a_bundle_that_is_too_large_says_so() -> None:
    assert build.size_line("compressed", 80_000_000, 80).endswith("(at most 80)")
    assert build.size_line("compressed", 80_100_001, 80).endswith("(at most 80, MISSED)")
    paths = (Path("folder"), Path("archive"))
    assert build.Bundle(*paths, 260_000_000, 80_000_000).is_small_enough()
    assert not build.Bundle(*paths, 260_000_001, 80_000_000).is_small_enough()
    assert not build.Bundle(*paths, 260_000_000, 80_000_001).is_small_enough()


# The trial


def dump(pixels: list[list[int]]) -> bytes:
    """An X Window Dump of a picture, as Xvfb writes it."""
    header = [0] * 25
    header[0], header[4], header[5] = 100, len(pixels[0]), len(pixels)
    header[12], header[19] = 4 * len(pixels[0]), 1
    rows = b"".join(struct.pack(f"<{len(row)}I", *row) for row in pixels)
    return struct.pack(">25I", *header) + bytes(12) + rows


def test_a_screen_is_read() -> None:
    seen = screen.read(dump([[0, 0, 0, 7], [9, 9, 9, 9], [0, 0, 5, 7], [9, 9, 9, 9]]))
    assert seen == screen.Picture(covered=3 / 8, colours=3)
    assert not seen.shows_a_window()
    assert screen.Picture(0.8, 3000).shows_a_window()
    assert not screen.Picture(0.8, 12).shows_a_window()  # a message box in two greys


@pytest.mark.parametrize(
    ("status", "errors"), [(0, "one line"), (2, ""), (2, "two\nlines"), (134, "one line")]
)
def test_other_refusals_than_one_line_and_status_2_fail(status: int, errors: str) -> None:
    with pytest.raises(trial.TrialError):
        trial.refused(trial.Answer(status, (), errors))


def test_a_run_is_timed_line_by_line() -> None:
    program = "import sys; print('first', flush=True); print('second'); sys.exit('why')"
    answer = trial.run([sys.executable, "-c", program], {})
    assert [line for _, line in answer.lines] == ["first", "second"]
    assert (answer.status, answer.errors) == (1, "why")


def test_the_hosted_ci_installs_what_the_command_asks_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system_packages, "is_root", lambda: False)
    text = (environment.ROOT / ".github" / "workflows" / "bundles.yml").read_text(encoding="utf-8")
    install = text.partition("--no-install-recommends")[2].partition("- name:")[0]
    wanted = set(system_packages.for_bundle(check=True))
    assert set(install.replace("\\", " ").split()) == wanted


def test_bundle_knows_no_other_argument(capsys: pytest.CaptureFixture[str]) -> None:
    assert dev.main(["bundle", "--chekc"]) == 2
    assert "--check" in capsys.readouterr().err
