"""Left half of the Training panel: the ten templates, and some test images closely."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from lossviz.panelkit.source import SourceState
from lossviz.panels.training import view_model as vm
from lossviz.panels.training.first_look import FirstLook
from lossviz.panels.training.report import TrainingReport
from lossviz.panels.training.state import TrainingView
from lossviz.theme.tokens import Theme
from lossviz.widgets.controls.adaptive_choice import AdaptiveChoice
from lossviz.widgets.controls.buttons import IconButton
from lossviz.widgets.images.image_strip import ImageStrip, Prediction
from lossviz.widgets.images.template_grid import TemplateGrid
from lossviz.widgets.layout.section_header import SectionHeader
from lossviz.widgets.layout.steady_number import SteadyNumber
from lossviz.widgets.painting.elided_label import ElidedLabel

SCALES = (("shared", "One scale"), ("per-class", "Each its own"))
HINT = "Click a template’s pixel to read its weight."
FIRST = "These are the first weights, before any image."
VIEWS = (("weights", "Weights"), ("gradients", "Gradients"))


class TemplatesColumn(QWidget):
    """Shows what the classifier has learned, and what it makes of test images."""

    view_changed = Signal(dict)
    page_turned = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names: tuple[str, ...] = ()
        self._view = TrainingView()
        self._report: TrainingReport | None = None
        self._has_first = False
        self._hovered: tuple[int, int, int] | None = None
        self._chosen: int | None = None
        self._make_templates(theme)
        self._make_tests(theme)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.header)
        self._column.addWidget(self.grid, 1)
        self._column.addWidget(self.pixel)
        self._column.addWidget(self.hint)
        self._column.addWidget(self.test_header)
        self._column.addWidget(self.strip)
        self._arrange(theme)

    def use_classes(self, names: tuple[str, ...]) -> None:
        """Names of the classes from now on; the report that is shown is of others."""
        self._names, self._report = names, None

    def show_source(self, source: SourceState) -> None:
        """Say where the templates will be, or below the first ones, what keeps them."""
        words = vm.waiting_text(source)
        self.grid.show_waiting(words)
        if self._report is None and self._has_first:
            self.hint.setText(f"{words}. {FIRST}" if words else FIRST)

    def show_first(self, look: FirstLook, source: SourceState) -> None:
        """What a run will begin with, before there are images."""
        if self._report is None:
            self._has_first = True
            self.grid.show_templates(look.pictures, look.names)
            self.show_source(source)

    def show_templates(self, report: TrainingReport) -> None:
        """The ten pictures, and the weight of the chosen pixel."""
        if self._report is None:
            self.hint.setText(HINT)
        self._report = report
        self.grid.show_templates(report.templates, self._names)
        self.header.set_title(vm.templates_title(report.view))
        self.header.set_caption(vm.templates_caption(report.view))
        self._show_pixel()

    def show_judged(self, report: TrainingReport) -> None:
        """The test images of the page."""
        view = report.view
        images = 0 if report.confusion is None else len(report.confusion.predicted)
        self.page.setText(vm.page_text(view, images) if images else "")
        self.before.setEnabled(view.page > 0)
        self.after.setEnabled(view.page < vm.last_page(view, images))
        self._tell_chosen(vm.judged_caption(report.config))
        self.strip.show_predictions(
            [
                Prediction(
                    one.image,
                    one.true,
                    one.order,
                    one.shares,
                    vm.value_texts(one.values, report.config),
                )
                for one in report.judged
            ],
            self._names,
        )

    def _tell_chosen(self, caption: str) -> None:
        """The heading tells of the image that was chosen, else what the row shows."""
        if self._chosen is not None and self._chosen < self.strip.count():
            caption = self.strip.prediction_words(self._chosen)
        self.test_header.set_caption(caption)

    def _choose_image(self, position: int) -> None:
        """Enter or a click on a test image; the same again lets it go."""
        self._chosen = None if position == self._chosen else position
        if self._report is not None:
            self._tell_chosen(vm.judged_caption(self._report.config))

    def show_view(self, view: TrainingView) -> None:
        """Where one looks now."""
        if view.page != self._view.page:
            self._chosen = None
        self._view = view
        self.what.set_value(view.templates)
        self.scale.set_value(view.scale)
        self.grid.set_selected(view.pixel)
        self._show_pixel()

    def apply_theme(self, theme: Theme) -> None:
        """Take on another theme or scale."""
        headers = (self.header, self.test_header)
        controls = (self.what, self.scale, self.page, self.before, self.after)
        for part in (*headers, *controls, self.grid, self.strip):
            part.apply_theme(theme)
        self._arrange(theme)

    def _arrange(self, theme: Theme) -> None:
        """The lengths of its own: the parts were made with theirs."""
        self._theme = theme
        self._column.setContentsMargins(0, 0, theme.space(1), theme.px(2))
        for part in (self.pixel, self.hint):
            part.setFixedHeight(theme.px(16))
        # On a projector the templates are what the hall looks at; the rest can be scrolled to.
        self.grid.set_least_scale(3 if theme.projector else 2)

    def set_dense(self, dense: bool) -> None:
        """Let parts stand closer, where the window is low."""
        self._column.setSpacing(self._theme.px(2 if dense else 6))

    def fit(self, roomy: float) -> None:
        """Let the choices take the form that fits a panel of this logical width."""
        self.scale.set_narrow(roomy < 1010)
        self.what.set_narrow(roomy < 1010)
        self.scale.setVisible(roomy >= 830)
        self.header.fit()

    def _make_templates(self, theme: Theme) -> None:
        self.header = SectionHeader(theme, "Weight templates", vm.templates_caption(self._view))
        self.what = AdaptiveChoice(theme, VIEWS, "weights")
        self.what.setObjectName("training.templates_view")
        self.what.setAccessibleName("Show weights or gradients")
        self.scale = AdaptiveChoice(theme, SCALES, "shared")
        self.scale.setObjectName("training.templates_scale")
        self.scale.setAccessibleName("Colour scale of the templates")
        self.header.add(self.what)
        self.header.add(self.scale)
        self.grid = TemplateGrid(theme)
        self.grid.setObjectName("training.templates")
        self.pixel = ElidedLabel()
        self.pixel.setObjectName("training.pixel")
        self.pixel.setProperty("role", "numberSmall")
        self.pixel.hide()
        self.hint = ElidedLabel(HINT)
        self.hint.setObjectName("training.pixel_hint")
        self.hint.setProperty("role", "label")
        self.what.value_changed.connect(lambda key: self.view_changed.emit({"templates": key}))
        self.scale.value_changed.connect(lambda key: self.view_changed.emit({"scale": key}))
        self.grid.pixel_chosen.connect(self._choose_pixel)
        self.grid.pixel_hovered.connect(self._hover_pixel)

    def _make_tests(self, theme: Theme) -> None:
        self.test_header = SectionHeader(theme, "Test images")
        self.before = IconButton(theme, "chevron-left", "Previous test images")
        self.before.setObjectName("training.previous_images")
        self.after = IconButton(theme, "chevron-right", "Next test images")
        self.after.setObjectName("training.next_images")
        self.page = SteadyNumber(
            theme, "Test images shown", "1–6 of 1,000", type_role="label", right=True
        )
        self.page.setObjectName("training.page")
        self.test_header.add(self.page)
        self.test_header.add(self.before)
        self.test_header.add(self.after)
        self.strip = ImageStrip(theme)
        self.strip.setObjectName("training.test_images")
        self.strip.image_chosen.connect(self._choose_image)
        self.before.clicked.connect(lambda: self.page_turned.emit(-1))
        self.after.clicked.connect(lambda: self.page_turned.emit(1))
        self.strip.capacity_changed.connect(
            lambda count: self.view_changed.emit({"per_page": count, "page": 0})
        )

    def _choose_pixel(self, c: int, row: int, column: int) -> None:
        self.view_changed.emit({"pixel": (c, row, column)})

    def _hover_pixel(self, pixel: tuple[int, int, int] | None) -> None:
        self._hovered = pixel
        self._show_pixel()

    def _show_pixel(self) -> None:
        """The pixel under the pointer, else the one that was chosen."""
        if self._report is None:  # there is no pixel to click yet
            return
        view = replace(self._view, pixel=self._hovered or self._view.pixel)
        self.pixel.setVisible(view.pixel is not None)
        self.hint.setVisible(view.pixel is None)
        if view.pixel is not None:
            self.pixel.set_texts(*vm.pixel_texts(self._report, view, self._names))
