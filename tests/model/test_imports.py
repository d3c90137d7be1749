"""The model is NumPy alone."""

import subprocess
import sys

PROGRAM = """
import importlib, pkgutil, sys
import lossviz.model
for module in pkgutil.iter_modules(lossviz.model.__path__, "lossviz.model."):
    importlib.import_module(module.name)
roots = {name.partition(".")[0] for name in sys.modules}
print(roots & {"PySide6", "shiboken6", "pyqtgraph", "skimage", "scipy"})
print({name for name in sys.modules if name.startswith("lossviz.")
       and not name.startswith("lossviz.model")})
"""


def test_the_model_imports_without_qt() -> None:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", PROGRAM], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["set()", "set()"]
