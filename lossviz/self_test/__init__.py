"""The self-test: the app takes itself through its paces, offscreen, and says what works.

It drives the real window as a person does and reads what stands there. The lecture's values are
the only numbers that are typed in. Nothing of the person's own is read or written.
"""

import time

BEGAN = time.perf_counter()
"""Before Qt is imported: the nearest to the program's start where the system does not tell it."""
