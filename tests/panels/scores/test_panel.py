"""The Scores panel in use: editing, undo, presets, files, bad input."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAction, QGuiApplication, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from lossviz.engine.engine import Engine
from lossviz.model.losses import Hinge
from lossviz.panels.scores.state import ScoresState
from lossviz.panels.scores.tables import LECTURE
from lossviz.panels.scores.ui.panel import ScoresPanel
from lossviz.panels.scores.view_model import short_variant_text
from lossviz.theme.tokens import Theme
from lossviz.widgets.numbers.step_keys import WHEEL_REST_MS
from tests.panels.scores.test_lecture_numbers import index, preset, select, table, write_score
from tests.shell.driving import App


def state(app: App) -> ScoresState:
    panel = app.window.panel
    assert isinstance(panel, ScoresPanel)
    return panel.state


def undo(app: App) -> None:
    app.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)


def problem(app: App) -> str:
    return str(app.window.panel.content.table.problem.text)


def scrub(app: App, i: int, j: int, pixels: int) -> None:
    """Drag a number sideways, in several moves."""
    view = table(app)
    place = view.visualRect(index(app, i, j)).center()
    QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    for part in range(1, 5):
        QTest.mouseMove(view.viewport(), place + QPoint(pixels * part // 4, 0))
        app.frames(1)
    end = place + QPoint(pixels, 0)
    QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=end)


def test_a_scrub_moves_the_losses_and_is_one_step_of_undo(scores):
    scrub(scores, 0, 1, -80)  # 20 steps of 0.1
    scores.wait(lambda: state(scores).scores[0][1] == 3.1)
    scores.wait_text("scores.example_hinge", "0.90")
    assert scores.undo_tip().startswith("Undo score")
    undo(scores)
    scores.wait_text("scores.example_hinge", "2.90")
    assert state(scores) == LECTURE


def test_keys_change_the_current_score(scores):
    view = table(scores)
    view.setFocus()
    view.setCurrentIndex(index(scores, 0, 1))
    QTest.keyClick(view, Qt.Key.Key_Up)
    scores.wait_text("scores.example_hinge", "3.00")
    QTest.keyClick(view, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    scores.wait_text("scores.example_hinge", "2.00")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("abc", "not a number"),
        ("inf", "not a number"),
        ("nan", "not a number"),
        ("1e308", "1,000,000"),
        ("3,2", "Write a point"),
    ],
)
def test_what_is_no_score_is_refused_at_the_cell(scores, text, why):
    write_score(scores, 0, 1, text)
    scores.wait(lambda: why in problem(scores), f"it says {problem(scores)!r}")
    assert state(scores) == LECTURE
    assert scores.text("scores.mean_hinge") == "5.27"
    QTest.keyClick(scores.window.focusWidget(), Qt.Key.Key_Escape)
    scores.wait(lambda: not problem(scores))
    assert index(scores, 0, 1).data() == "5.1"


def test_minus_zero_is_zero(scores):
    write_score(scores, 0, 1, "-0")
    scores.wait(lambda: index(scores, 0, 1).data() == "0.0")


def test_a_block_from_a_spreadsheet(scores):
    QGuiApplication.clipboard().setText("10\t10\n-2\t9\n3\t9\n")
    view = table(scores)
    view.setFocus()
    view.setCurrentIndex(index(scores, 0, 0))
    QTest.keyClick(view, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    scores.wait(lambda: state(scores).scores[1] == (10.0, 9.0, 9.0))
    assert state(scores).scores[0] == (10.0, -2.0, 3.0)
    undo(scores)
    scores.wait(lambda: state(scores) == LECTURE)


def test_a_block_that_does_not_fit_is_refused(scores):
    QGuiApplication.clipboard().setText("1\t2\t3\t4\n")
    view = table(scores)
    view.setFocus()
    view.setCurrentIndex(index(scores, 0, 0))
    QTest.keyClick(view, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    scores.wait(lambda: "4 columns" in problem(scores), f"it says {problem(scores)!r}")
    assert state(scores) == LECTURE


def test_the_true_class_by_key_and_by_menu(scores):
    view = table(scores)
    view.setFocus()
    view.setCurrentIndex(index(scores, 0, 1))
    QTest.keyClick(view, Qt.Key.Key_T)
    scores.wait(lambda: state(scores).y == (1, 1, 2))
    scores.wait_text("scores.example_hinge", "0.00")
    scores.choose("scores.true_class", "frog")
    scores.wait(lambda: state(scores).y == (2, 1, 2))


def test_classes_and_images_come_and_go(scores):
    for _ in range(7):
        scores.click("scores.add_class")
        scores.click("scores.add_example")
    scores.wait(lambda: (len(state(scores).classes), len(state(scores).examples)) == (10, 10))
    scores.frames(2)
    scores.wait(lambda: not scores.find("scores.add_class").isVisible())
    table(scores).class_removed.emit(9)
    scores.wait(lambda: "true class of" in problem(scores))
    table(scores).example_removed.emit(9)
    table(scores).class_removed.emit(9)
    scores.wait(lambda: (len(state(scores).classes), len(state(scores).examples)) == (9, 9))


def test_weights_drive_the_scores(scores):
    scores.click("scores.driver.linear")
    scores.wait(lambda: scores.find("scores.weights").isVisible())
    assert scores.text("scores.mean_hinge") == "5.27"
    weights = scores.find("scores.weights")
    weights.number_edited.emit(1, 0, 4.1, False)  # the car's first weight, 1 more
    scores.wait_text("scores.example_hinge", "3.90")
    write_score(scores, 0, 1, "5")
    scores.wait(lambda: "change W, b or x" in problem(scores))
    scores.click("scores.driver.table")
    scores.wait(lambda: not scores.find("scores.weights").isVisible())
    assert scores.text("scores.example_hinge") == "3.90"


def test_every_preset_is_one_step_of_undo(scores):
    seen = [state(scores)]
    for key in ("zero", "double", "three", "hair", "wrong", "random", "lecture"):
        scores.window.panel.content.controls.preset_wanted.emit(key)
        seen.append(state(scores))
    for before in reversed(seen[:-1]):
        undo(scores)
        scores.wait(lambda before=before: state(scores) == before)
    assert not scores.find("top_bar.undo").isEnabled()


def test_the_jiggle_reads_along_the_curve_and_can_be_applied(scores):
    plot = scores.find("scores.jiggle")
    plot.setFocus()
    QTest.keyClick(plot, Qt.Key.Key_Home)
    for _ in range(5):
        QTest.keyClick(plot, Qt.Key.Key_Right)
    scores.wait(lambda: plot.picture.at[0] == pytest.approx(0.5))
    assert plot.picture.texts.hinge == "3.40"
    assert plot.picture.texts.hinge_slope == "+1.00"
    assert state(scores) == LECTURE  # only a look
    QTest.keyClick(plot, Qt.Key.Key_Return)
    scores.wait_text("scores.example_hinge", "3.40")
    assert state(scores).scores[0][1] == 5.6
    undo(scores)
    scores.wait_text("scores.example_hinge", "2.90")


def test_three_vectors_stand_side_by_side_under_one_jiggle(scores):
    preset(scores, "three")
    row = scores.find("scores.side_by_side")
    scores.wait(row.isVisible)
    scores.frames(2)
    titles = [plot.picture.title for plot in row.plots]
    assert titles == ["[10, −2, 3]", "[10, 9, 9]", "[10, −100, −100]"]
    row.plots[0].setFocus()
    QTest.keyClick(row.plots[0], Qt.Key.Key_Home)
    for _ in range(5):
        QTest.keyClick(row.plots[0], Qt.Key.Key_Right)
    scores.wait(lambda: row.plots[1].picture.at[0] == pytest.approx(0.5))
    assert [plot.picture.changes[0] for plot in row.plots] == ["±0", "+0.50", "±0"]
    assert all(plot.picture.changes[1] != "±0" for plot in row.plots)


def test_the_history_has_a_point_an_edit(scores):
    scores.click("scores.plot.history")
    plot = scores.find("scores.history")
    scores.wait(plot.isVisible)
    scores.frames(2)
    assert len(plot.picture.notes) == 1
    scrub(scores, 0, 1, -80)
    scores.wait(lambda: len(plot.picture.notes) == 2)
    assert plot.picture.notes[-1].edit == "score"


def test_each_drag_has_a_point_of_its_own_in_the_history(scores):
    scores.click("scores.plot.history")
    plot = scores.find("scores.history")
    scrub(scores, 0, 1, -80)
    scores.wait(lambda: len(plot.picture.notes) == 2)
    scrub(scores, 1, 2, 40)
    scores.wait(lambda: len(plot.picture.notes) == 3)
    scores.click("top_bar.undo")
    scores.wait(lambda: len(plot.picture.notes) == 4)


def test_a_drag_out_and_back_leaves_nothing_to_undo(scores):
    view = table(scores)
    place = view.visualRect(index(scores, 0, 1)).center()
    QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    for x in (20, 40, 20, 0):
        QTest.mouseMove(view.viewport(), place + QPoint(x, 0))
        scores.frames(1)
    QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert state(scores) == LECTURE
    assert not scores.find("top_bar.undo").isEnabled()


def test_a_margin_of_two_decimals_is_worked_out_with_two(scores):
    scores.type("scores.margin", "0.25")
    scores.wait_text("scores.example_hinge", "2.15")
    answer = scores.window.panel.content.answer
    assert "max(0, 5.1 − 3.2 + 0.25) = 2.15" in answer.terms.accessibleDescription()
    assert "2.15 too high" in answer.line.accessibleDescription()


def test_a_preset_that_is_pressed_twice_shows_its_plots_again(scores):
    preset(scores, "three")
    row = scores.find("scores.side_by_side")
    scores.wait(row.isVisible)
    scores.click("scores.plot.one")
    scores.wait(lambda: not row.isVisible())
    preset(scores, "three")
    scores.wait(row.isVisible)


def test_a_jiggle_of_all_is_applied_to_all(scores):
    preset(scores, "three")
    row = scores.find("scores.side_by_side")
    scores.wait(row.isVisible)
    scores.frames(2)
    row.plots[0].setFocus()
    QTest.keyClick(row.plots[0], Qt.Key.Key_Home)
    for _ in range(5):
        QTest.keyClick(row.plots[0], Qt.Key.Key_Right)
    scores.wait(lambda: row.plots[2].picture.at[0] == pytest.approx(0.5))
    QTest.keyClick(row.plots[0], Qt.Key.Key_Return)
    scores.wait(lambda: [s[1] for s in state(scores).scores] == [-1.5, 9.5, -99.5])


def test_totals_do_not_outlive_their_file(scores, tmp_path):
    scores.window.panel.open_file(str(large_csv(tmp_path / "large.csv", 50_000)))
    scores.wait(lambda: scores.find("scores.file_report").isVisible())
    scores.type("scores.margin", "2")
    scores.click("scores.file_close")
    scores.frames(10)
    assert not scores.find("scores.file_report").isVisible()


def test_a_csv_of_ten_or_fewer_fills_the_table(scores, tmp_path):
    path = tmp_path / "own.csv"
    path.write_text("cat,dog,label\n1,2,cat\n3,1.5,dog\n", encoding="utf-8")
    scores.window.panel.open_file(str(path))
    scores.wait(lambda: state(scores).classes == ("cat", "dog"))
    assert state(scores).scores == ((1.0, 2.0), (3.0, 1.5))
    assert state(scores).y == (0, 1)
    undo(scores)
    scores.wait(lambda: state(scores) == LECTURE)
    # Rows and columns exchanged are offered turned, and what was done is said.
    path.write_text("class,a,b\ncat,1,2\ndog,3,1.5\nlabel,dog,cat\n", encoding="utf-8")
    scores.window.panel.open_file(str(path))
    scores.wait(lambda: "only with rows and columns" in scores.message("window.strip"))
    assert state(scores) == LECTURE
    scores.click("window.strip.action_1")
    scores.wait(lambda: state(scores).scores == ((1.0, 3.0), (2.0, 1.5)))
    assert "own.csv: 2 rows, 2 classes; rows and columns are exchanged." in scores.message(
        "window.strip"
    )


def large_csv(path: Path, rows: int = 200) -> Path:
    lines = [f"{k % 7},{(3 * k) % 5},{k % 3},{k % 3}" for k in range(rows)]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_a_larger_csv_gives_totals_and_its_ten_worst(scores, tmp_path):
    scores.window.panel.open_file(str(large_csv(tmp_path / "large.csv")))
    scores.wait(lambda: scores.find("scores.file_report").isVisible())
    assert len(state(scores).examples) == 10
    assert scores.text("scores.file") == "large.csv: 200 rows, 3 classes"
    before = scores.text("scores.file_losses")
    scores.click("scores.squared")
    scores.wait(lambda: scores.text("scores.file_losses") != before)
    scores.click("scores.file_close")
    scores.wait(lambda: not scores.find("scores.file_report").isVisible())


def test_a_csv_that_makes_no_sense_is_refused_in_one_line(scores, tmp_path):
    path = tmp_path / "bad.csv"
    path.write_text("cat,dog,label\n1,2,0\n1,x,1\n", encoding="utf-8")
    scores.window.panel.open_file(str(path))
    scores.wait(lambda: "line 3" in problem(scores), f"it says {problem(scores)!r}")
    assert state(scores) == LECTURE


def test_it_copies_itself_four_ways(scores):
    clipboard = QGuiApplication.clipboard()
    for name, wanted in (
        ("copy_latex", "\\max"),
        ("copy_numpy", "import numpy"),
        ("copy_csv", "name,cat,car,frog,label"),
    ):
        scores.choose_to_share(name)
        assert wanted in clipboard.text()
    scores.choose_to_share("copy_picture")
    assert clipboard.image().width() > 500


def test_the_table_is_there_again_next_time(open_app):
    first = open_app(panel="scores")
    select(first, 0)
    write_score(first, 0, 1, "4.25")
    first.wait_text("scores.example_hinge", "2.05")
    first.close()
    second = open_app(panel="scores")
    second.wait_text("scores.example_hinge", "2.05")


def test_scores_is_what_the_app_opens_on(open_app):
    assert open_app(panel=None).window.panel.name == "scores"


def test_a_projector_has_all_settings_in_menus(scores):
    scores.click("rail.projector")
    scores.frames(2)
    assert not scores.find("scores.driver").isVisible()
    scores.choose("scores.preset.menu", "Scores from W x + b")
    scores.wait(lambda: state(scores).linear is not None)
    scores.window.findChild(QAction, "scores.digits.4").trigger()
    scores.wait_text("scores.mean_hinge", "5.2667")
    scores.choose("scores.preset.menu", "Scores from W x + b")
    scores.wait(lambda: state(scores).linear is None)
    scores.choose("scores.variants.menu", "squared")
    scores.wait_text("scores.mean_hinge", "30.5533")
    scores.click("rail.projector")  # the style sheet is the whole application's
    scores.frames(2)


def test_names_are_shown_as_they_are_written(scores):
    table(scores).example_renamed.emit(0, "<b>bold</b> & co")
    table(scores).class_renamed.emit(1, "<h1>&lt;")
    answer = scores.window.panel.content.answer
    scores.wait(lambda: "&lt;h1&gt;&amp;lt;" in answer.plots.header.caption.text())
    assert answer.header.title.textFormat() is Qt.TextFormat.PlainText


def test_a_new_image_is_the_chosen_one(scores):
    scores.click("scores.add_example")
    scores.wait_text("scores.place", "4 / 4")


def test_a_probability_near_1_says_what_is_missing(scores):
    preset(scores, "three")
    scores.wait_text("scores.reading.line", "−log p(cat) = −log (1 − 9.18 × 10⁻⁴) = 9.18 × 10⁻⁴")
    select(scores, 2)
    scores.wait_text("scores.reading.line", "−log p(cat) = −log (1 − 3.38 × 10⁻⁴⁸) = 3.38 × 10⁻⁴⁸")


def test_a_picture_belongs_to_its_image_whatever_it_is_called(scores):
    table(scores).example_renamed.emit(1, "my old banger")
    scores.wait(lambda: table(scores).content.examples[1].name == "my old banger")
    assert [head.picture for head in table(scores).content.examples] == ["cat", "car", "frog"]


def test_a_refused_score_stays_when_another_cell_is_clicked(scores):
    write_score(scores, 0, 1, "abc")
    scores.wait(lambda: problem(scores))
    view = table(scores)
    place = view.visualRect(index(scores, 2, 0)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert view.typing.editor.text() == "abc"
    assert problem(scores)


def marking(app: App) -> str:
    return str(app.find("explain.marking").text())  # type: ignore[attr-defined]


def test_a_prediction_is_marked_by_the_model(scores):
    scores.wait(lambda: scores.find("explain.answer").isVisible())
    scores.type("explain.prediction.loss", "1.5")
    scores.click("explain.answer")
    scores.wait(lambda: "1.5" in marking(scores), f"it says {marking(scores)!r}")
    assert "0.00" in marking(scores)
    scores.type("explain.prediction.loss", "0")
    scores.click("explain.answer")
    scores.wait(lambda: "right" in marking(scores).lower(), f"it says {marking(scores)!r}")


def test_a_question_can_be_tried_and_taken_back(scores):
    scores.wait(lambda: scores.find("explain.try").isVisible())
    scores.click("explain.question.squared")
    scores.click("explain.try")
    scores.wait_text("scores.mean_hinge", "30.55")
    undo(scores)
    scores.wait_text("scores.mean_hinge", "5.27")


def test_the_code_that_ran_is_shown(scores):
    scores.click("explain.tab.code")
    code = scores.find("explain.code.view")
    scores.wait(lambda: "np.maximum(0, s - s[y] + hinge.margin)" in code.toPlainText())
    scores.click("explain.code.copy")
    assert "def hinge_terms" in QGuiApplication.clipboard().text()


def turn_wheel(app: App, i: int, j: int) -> None:
    """One notch up over a cell."""
    view = table(app)
    view.setFocus()
    view.setCurrentIndex(index(app, i, j))
    place = QPointF(view.visualRect(index(app, i, j)).center())
    event = QWheelEvent(
        place,
        view.viewport().mapToGlobal(place),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view.viewport(), event)


def test_undo_right_after_the_wheel_is_not_taken_back(scores):
    turn_wheel(scores, 0, 1)
    scores.wait(lambda: state(scores).scores[0][1] == 5.2)
    undo(scores)
    assert state(scores) == LECTURE
    QTest.qWait(WHEEL_REST_MS + 100)
    assert state(scores) == LECTURE


def test_a_preset_right_after_the_wheel_stays(scores):
    scores.click("scores.plot.history")
    turn_wheel(scores, 0, 1)
    scores.wait_text("scores.example_hinge", "3.00")
    scores.key(Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    QTest.qWait(WHEEL_REST_MS + 100)
    assert state(scores) == LECTURE
    assert len(scores.find("scores.history").picture.notes) == 3


def test_totals_arrive_while_the_table_is_edited(scores, tmp_path, monkeypatch):
    scores.window.panel.open_file(str(large_csv(tmp_path / "large.csv", 20_000)))
    scores.wait(lambda: scores.find("scores.file_report").isVisible())
    started = []
    start = Engine.start
    monkeypatch.setattr(
        Engine, "start", lambda engine, kind, job: started.append(kind) or start(engine, kind, job)
    )
    scores.click("scores.squared")
    for _ in range(3):
        scores.window.panel.content.controls.digits_changed.emit(3, False)
        scores.window.panel.content.controls.digits_changed.emit(2, False)
    assert started == ["scores.totals"]


def test_slopes_go_below_a_plot_that_needs_the_width(scores):
    plots = scores.window.panel.content.answer.plots
    assert plots.slopes.y() == plots.jiggle.parentWidget().y()
    scores.window.set_theme(Theme("light", 1.5, projector=True))
    scores.window.resize(1280, 720)
    scores.frames(2)
    assert plots.slopes.y() > plots.jiggle.parentWidget().geometry().bottom()
    assert plots.slopes.geometry().right() <= plots.width()
    scores.window.set_theme(Theme("light"))
    scores.window.resize(1440, 900)
    scores.frames(2)
    assert plots.slopes.y() == plots.jiggle.parentWidget().y()


def test_longer_numbers_need_a_wider_panel(scores):
    panel = scores.window.panel
    least = panel.minimumSizeHint().width()
    for text in ("1e6", "-1e6"):
        write_score(scores, 0, 0 if text == "1e6" else 1, text)
    scores.click("scores.digits")
    panel.content.controls.digits_changed.emit(8, False)
    scores.wait(lambda: panel.minimumSizeHint().width() > least)
    preset(scores, "lecture")
    panel.content.controls.digits_changed.emit(2, False)
    scores.wait(lambda: panel.minimumSizeHint().width() == least)


@pytest.mark.parametrize(
    ("variants", "words"),
    [
        ((), "sum over j ≠ y"),
        (("mean",), "mean"),
        (("include_true_class", "squared"), "all j, squared"),
        (("include_true_class", "mean", "squared"), "3 variants"),
    ],
)
def test_the_variants_in_a_few_words(variants, words):
    assert short_variant_text(replace(Hinge(), **dict.fromkeys(variants, True))) == words
