"""One folder a panel, in lecture order; each a vertical slice.

From the state to the view model a panel needs one file of what it computes, where one is enough.
Where it would be long there are several: the job that the worker runs, the run itself, the report
that the panel draws.
"""
