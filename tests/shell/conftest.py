"""Windows under test, for the tests of the shell."""

from tests.shell.driving import (  # noqa: F401 - fixtures
    app,
    cifar_folder,
    drawn_once,
    no_dialogs,
    open_app,
    small_stand_in,
)
