"""Curves over steps, read under the pointer: the loss and the accuracy of a run."""
