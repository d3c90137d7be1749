"""Windows under test, for the table of layouts."""

from tests.shell.driving import drawn_once, open_app, small_stand_in  # noqa: F401 - fixtures
