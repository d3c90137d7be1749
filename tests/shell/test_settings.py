"""What is remembered: round trip, wrong values, a broken file, and what the window makes of it."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lossviz.panels.training.remembered import training_from_values
from lossviz.panels.training.state import TrainingState
from lossviz.shell.settings import Settings, load_settings, settings_file, settings_text

NOW = datetime(2026, 7, 29, 12, 34, 56)
quick = settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=3,
)


def load(tmp_path, content: bytes | str) -> tuple[Settings, str]:
    path = tmp_path / "settings.json"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return load_settings(path, NOW)


def test_a_missing_file_gives_the_defaults_and_no_word(tmp_path):
    assert load_settings(tmp_path / "settings.json", NOW) == (Settings(), "")


def test_what_is_written_comes_back(tmp_path):
    written = Settings(
        theme="dark",
        scale=1.5,
        projector=True,
        geometry="AAAA",
        panel="training",
        source="/a/“b” ü",
        cifar_10="/c",
        cifar_10_name="CIFAR-10 excerpt",
        cifar_10_count=400,
        panels={"training": {"state": {"learning_rate": 0.25, "loss": "hinge"}}, "new": {"a": 1}},
    )
    assert load(tmp_path, settings_text(written)) == (written, "")


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"\xff\xfe\x00", b"[1, 2]", b"null", b"[" * 100_000, b'{"scale": 1'],
    ids=["empty", "open", "no UTF-8", "a list", "null", "deep", "cut off"],
)
def test_a_broken_file_is_kept_aside_and_told(tmp_path, content):
    kept, note = load(tmp_path, content)
    assert kept == Settings()
    aside = tmp_path / "settings.json.corrupt-20260729-123456"
    assert aside.read_bytes() == content
    assert aside.name in note
    assert "defaults are used" in note
    assert not (tmp_path / "settings.json").exists()


WRONG = {
    "theme": "blue", "scale": 9, "projector": 1, "geometry": None, "panel": 5, "source": [],
    "cifar_10": {}, "cifar_10_name": 1, "cifar_10_count": True, "panels": [],
    "training": [], "unknown": 1,
}  # fmt: skip


@pytest.mark.parametrize("name", WRONG)
def test_a_value_that_makes_no_sense_falls_back_alone(tmp_path, name):
    good = json.loads(settings_text(Settings(theme="dark", scale=1.25, panel="x")))
    kept, note = load(tmp_path, json.dumps(good | {name: WRONG[name]}))
    assert note == ""
    default = getattr(Settings(), name, None)
    assert getattr(kept, name, None) == default
    assert kept.theme == ("dark" if name != "theme" else "system")


@pytest.mark.parametrize("scale", ["NaN", "Infinity", "-Infinity", "-1", "0", "1e999", "1" * 5000])
def test_a_scale_that_is_no_scale_falls_back(tmp_path, scale):
    kept, _ = load(tmp_path, f'{{"scale": {scale}}}')
    assert kept.scale == 1.0


@quick
@given(st.dictionaries(st.sampled_from([*WRONG]), JSON))
def test_no_values_at_all_make_it_fail(tmp_path_factory, values):
    kept, _ = load(tmp_path_factory.mktemp("s"), json.dumps(values))
    assert 0.5 <= kept.scale <= 4.0
    assert kept.theme in ("system", "light", "dark")
    assert all(isinstance(each, dict) for each in kept.panels.values())


@quick
@given(st.dictionaries(st.sampled_from(["loss", "seed", "epochs", "momentum", "batch_size"]), JSON))
def test_hyperparameters_of_any_kind_give_a_state(values):
    state = training_from_values(values)
    default = TrainingState().config
    assert 0 <= state.config.momentum < 1
    assert state.config.learning_rate == default.learning_rate


@pytest.mark.parametrize("name", ["scores", "landscape", "playground", "training"])
def test_what_a_panel_remembered_in_older_files_is_still_read(tmp_path, name):
    kept, note = load(tmp_path, json.dumps({name: {"seed": 3}}))
    assert (kept.panels, note) == ({name: {"state": {"seed": 3}}}, "")


# Through the window


def written(panel: str) -> Any:
    """What the file remembers of a panel."""
    return json.loads(settings_file().read_text())["panels"][panel]


def test_what_nobody_opened_is_written_back_as_it_was(open_app, cifar_folder):
    kept = {"of a version": ["to come"], "state": {"count": 3}}
    settings_file().parent.mkdir(parents=True)
    settings_file().write_text(settings_text(Settings(panels={"scores": kept, "new": {"a": 1}})))
    open_app(data=cifar_folder, panel="training").close()
    assert (written("scores"), written("new")) == (kept, {"a": 1})
    assert written("training")["state"]["loss"] == "softmax"


def test_hyperparameters_are_remembered(open_app, cifar_folder):
    app = open_app(data=cifar_folder)
    app.type("training.learning_rate", "0.25")
    app.type("training.seed", "7")
    app.choose("training.optimizer", "Adam")
    app.click("training.loss.wide.hinge")
    app.wait(lambda: app.report.config.loss == "hinge")
    app.close()
    again = open_app(data=cifar_folder)
    config = again.report.config
    assert (config.learning_rate, config.seed) == (0.25, 7)
    assert (config.optimizer, config.loss) == ("adam", "hinge")
    assert again.text("training.learning_rate.field") == "0.25"
    assert again.text("training.optimizer") == "Adam"
    assert not again.find("top_bar.undo").isEnabled()


def test_an_unusual_batch_size_is_remembered(open_app, cifar_folder):
    """77 has no button of its own."""
    settings_file().parent.mkdir(parents=True)
    settings_file().write_text(json.dumps({"training": {"batch_size": 77}}))
    app = open_app(data=cifar_folder)
    assert app.report.config.batch_size == 77
    assert app.text("training.batch_size") == "77"


def test_a_corrupt_file_is_told_in_the_window(open_app, cifar_folder):
    settings_file().parent.mkdir(parents=True)
    settings_file().write_text("{broken")
    app = open_app(data=cifar_folder)
    said = app.message("window.strip")
    kept = list(settings_file().parent.glob("settings.json.corrupt-*"))
    assert len(kept) == 1
    assert kept[0].name in said
    app.click("window.strip.close")
    assert not app.message("window.strip")
    app.close()
    assert (
        json.loads(settings_file().read_text())["panels"]["training"]["state"]["loss"] == "softmax"
    )


def test_wrong_hyperparameters_fall_back_alone(open_app, cifar_folder):
    wrong = {"learning_rate": -1, "loss": "cosine", "seed": "x", "batch_size": 64, "new": 1}
    settings_file().parent.mkdir(parents=True)
    settings_file().write_text(settings_text(Settings(panels={"training": {"state": wrong}})))
    app = open_app(data=cifar_folder)
    config = app.report.config
    assert (config.learning_rate, config.loss, config.seed) == (0.005, "softmax", 0)
    assert config.batch_size == 64


def test_size_and_theme_are_remembered(open_app, cifar_folder):
    app = open_app(data=cifar_folder, ready=False)
    app.window.resize(1300, 810)
    app.click("rail.theme")
    mode = app.window.theme.mode
    app.wait_ready()
    app.close()
    values = json.loads(settings_file().read_text())
    assert values["theme"] == mode
    assert values["geometry"]
    again = open_app(data=cifar_folder)
    assert again.window.theme.mode == mode


def test_settings_that_cannot_be_saved_do_not_stop_the_end(
    open_app, cifar_folder, monkeypatch, capsys
):
    app = open_app(data=cifar_folder)
    monkeypatch.setattr("os.replace", lambda *_a, **_o: (_ for _ in ()).throw(OSError(28, "full")))
    app.close()
    assert "settings can’t be remembered in" in capsys.readouterr().err
    assert not list(settings_file().parent.glob(".settings*"))


def test_settings_that_cannot_be_saved_on_the_way_are_told_once(
    open_app, cifar_folder, monkeypatch
):
    monkeypatch.setattr("lossviz.app.SAVE_SETTINGS_MS", 1)
    app = open_app(data=cifar_folder)
    app.may_fail = True
    with monkeypatch.context() as patch:
        patch.setattr("os.replace", lambda *_a, **_o: (_ for _ in ()).throw(OSError(28, "full")))
        app.type("training.momentum", "0.5")
        app.wait(lambda: app.message("window.strip"))
    app.click("training.step")
    app.wait_rest(1)
    assert "settings" in app.message("window.strip"), app.message("window.strip")


def test_settings_are_written_soon_after_a_change(open_app, cifar_folder, monkeypatch):
    monkeypatch.setattr("lossviz.app.SAVE_SETTINGS_MS", 1)
    app = open_app(data=cifar_folder)
    app.type("training.momentum", "0.5")
    app.wait(settings_file().exists)
    app.wait(lambda: written("training")["state"]["momentum"] == 0.5)
