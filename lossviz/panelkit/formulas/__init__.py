"""The lecture's formulas, each in one place: every loss, penalty and update, and its names. No Qt.

The Explain columns, the menus and the curves of all panels take titles, LaTeX, legends and colours
from these records. A test works each formula out with random numbers and holds it against
`lossviz.model`, so it says what runs.
"""
