"""What one looks at: templates, their pixels, test images, the confusion matrix and its gallery."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QListView

from lossviz.model.templates import templates
from lossviz.panels.training import view_model as vm
from lossviz.panels.training.state import TrainingSight
from lossviz.widgets.images.confusion_matrix import ConfusionMatrix
from lossviz.widgets.images.gallery import Gallery
from lossviz.widgets.images.image_strip import ImageStrip
from lossviz.widgets.images.template_grid import TemplateGrid
from lossviz.widgets.numbers.number_text import parse_number
from tests.widgets.looking import area_of, template_rect


@pytest.fixture
def trained(app):
    """After three steps."""
    app.take_steps(3)
    return app


def click_pixel(app, c: int, row: int, column: int) -> None:
    grid = app.find("training.templates", TemplateGrid)
    place = template_rect(grid, c)
    within = QPointF(column + 0.5, row + 0.5) * (place.width() / 32)
    app.click_at("training.templates", (place.topLeft() + within).toPoint())


def numbers_in(text: str) -> list[float]:
    parts = text.split(": ")[1].removeprefix("weight ").removeprefix("slope ").split(", ")
    return [parse_number(part.partition(" ")[2]) for part in parts]


def test_a_clicked_pixel_shows_its_three_weights(trained):
    click_pixel(trained, 7, 4, 30)
    trained.wait(lambda: "row 4, column 30" in trained.text("training.pixel"))
    text = trained.text("training.pixel")
    assert text.startswith("horse, row 4, column 30: weight red ")
    planes = trained.report.weights[7].reshape(3, 32, 32)
    assert numbers_in(text) == pytest.approx(planes[:, 4, 30].tolist(), abs=5e-5)


def test_the_shown_weight_follows_the_training(trained):
    click_pixel(trained, 0, 0, 0)
    trained.wait(lambda: "row 0" in trained.text("training.pixel"))
    trained.run_until(lambda report: report.step >= 30)
    weight = trained.report.weights[0].reshape(3, 32, 32)[:, 0, 0]
    assert numbers_in(trained.text("training.pixel")) == pytest.approx(weight.tolist(), abs=5e-5)


def test_a_pixel_is_reached_with_the_keyboard(trained):
    grid = trained.find("training.templates")
    grid.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(grid, Qt.Key.Key_Right)
    QTest.keyClick(grid, Qt.Key.Key_Return)
    trained.wait(lambda: "automobile, row" in trained.text("training.pixel"))


def test_the_gradient_is_a_view_of_its_own(trained):
    click_pixel(trained, 3, 1, 2)
    trained.click("training.templates_view.wide.gradients")
    expected = templates(trained.report.gradient, "shared")
    trained.wait(lambda: np.array_equal(trained.report.templates, expected))
    trained.wait(lambda: "slope red" in trained.text("training.pixel"))
    gradient = trained.report.gradient[3].reshape(3, 32, 32)[:, 1, 2]
    assert numbers_in(trained.text("training.pixel")) == pytest.approx(gradient.tolist(), abs=5e-5)
    trained.click("training.templates_view.wide.weights")
    expected = templates(trained.report.weights, "shared")
    trained.wait(lambda: np.array_equal(trained.report.templates, expected))


def test_no_gradient_before_the_first_step(app):
    click_pixel(app, 0, 0, 0)
    app.click("training.templates_view.wide.gradients")
    app.wait(lambda: "no gradient" in app.text("training.pixel"))
    app.wait(lambda: np.ptp(app.report.templates) == 0)


def test_each_template_on_its_own_scale(trained):
    trained.click("training.templates_scale.wide.per-class")
    expected = templates(trained.report.weights, "per-class")
    trained.wait(lambda: np.array_equal(trained.report.templates, expected))
    assert not trained.find("top_bar.undo").isEnabled(), "where one looks is not undone"


def test_pages_of_test_images(trained):
    strip = trained.find("training.test_images", ImageStrip)
    first = [one.index for one in trained.report.judged]
    assert len(first) == strip.capacity() > 2
    assert len({one.true for one in trained.report.judged}) == len(first)
    trained.click("training.next_images")
    trained.wait(lambda: [one.index for one in trained.report.judged] != first)
    assert not {one.index for one in trained.report.judged} & set(first)
    trained.click("training.previous_images")
    trained.wait(lambda: [one.index for one in trained.report.judged] == first)


def test_test_images_tell_class_and_probabilities(trained):
    strip = trained.find("training.test_images", ImageStrip)
    one = trained.report.judged[0]
    words = strip.prediction_words(0)
    assert all(f"{value:.2f}" in words for value in one.values)
    assert sum(one.shares) <= 1 + 1e-6
    assert "probabilities" in " ".join(trained.shown_texts())
    trained.click("training.loss.wide.hinge")
    trained.wait(lambda: "highest scores" in " ".join(trained.shown_texts()))
    trained.wait(lambda: trained.report.judged[0].shares[0] in (0.0, 1.0))


def cells(app) -> ConfusionMatrix:
    return app.find("training.confusion", ConfusionMatrix)


def click_cell(app, true: int, predicted: int) -> None:
    place = area_of(cells(app).cell_at, (true, predicted), cells(app).size())
    app.click_at("training.confusion", place.center().toPoint())


def test_a_cell_opens_its_images(trained, subtests):
    counts = trained.report.confusion.counts
    off = counts - np.diag(np.diag(counts))
    cells_of = {"most": off.argmax(), "diagonal": 11 * np.diag(counts).argmax()}
    cells_of["empty"] = np.flatnonzero(counts == 0)[0]
    for kind, flat in cells_of.items():
        with subtests.test(kind):
            opens_its_images(trained, *divmod(int(flat), 10))


def opens_its_images(trained, true: int, predicted: int) -> None:
    counts = trained.report.confusion.counts
    click_cell(trained, true, predicted)
    trained.wait(lambda: trained.window.findChild(Gallery, "training.gallery"))
    gallery = trained.find("training.gallery", Gallery)
    trained.wait(gallery.isVisible)
    count = int(counts[true, predicted])
    shown = gallery.findChild(QListView).model()
    trained.wait(lambda: shown.rowCount() == count)
    assert gallery.windowTitle().startswith(f"{count} test image")
    assert trained.text("training.cell_count") == f"{count} of 10"
    QTest.keyClick(gallery, Qt.Key.Key_Escape)
    assert not gallery.isVisible()


def test_no_more_images_are_counted_than_there_are(trained):
    counts = trained.report.confusion.counts
    assert counts.sum() == 100
    assert counts.sum(axis=1).tolist() == [10] * 10
    shown = float(trained.text("training.test_accuracy").removesuffix(" %"))
    assert shown == pytest.approx(np.trace(counts))


def test_the_cell_most_confused_is_told_before_one_is_chosen(trained):
    cell = vm.most_confused(trained.report)
    assert cell is not None
    counts = trained.report.confusion.counts
    assert trained.text("training.cell_count") == f"{counts[cell]} of 10"


def test_opening_other_images_forgets_cell_and_pixel(trained, tmp_path):
    from tests.shell.driving import write_cifar

    click_pixel(trained, 7, 4, 30)
    click_cell(trained, 3, 3)
    trained.wait(lambda: trained.window.findChild(Gallery, "training.gallery"))
    trained.find("training.gallery", Gallery).close()
    other = write_cifar(tmp_path / "others", 200, 40)
    trained.reports.clear()
    trained.window.dropped.emit(str(other))
    trained.wait_rest(0)
    assert trained.find("training.pixel_hint").isVisible()
    assert not trained.find("training.pixel").isVisible()
    chosen = vm.most_confused(trained.report)
    words = "recognised" if chosen is None else cells(trained).cell_text(chosen)
    assert cells(trained).accessibleDescription().endswith(words)
    assert "pixel" not in trained.find("training.templates").accessibleDescription()
    assert TrainingSight().pixel is None


def test_the_title_changes_with_its_picture_and_not_before(trained):
    panel = trained.window.panel
    title = panel.content.templates.header.title
    panel.look(templates="gradients")
    panel.frame(0)  # the report on the screen is still that of the weights
    assert title.text() == "Weight templates"
    trained.wait(lambda: title.text() == "Gradient templates")
    assert trained.report.view.templates == "gradients"
