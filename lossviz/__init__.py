"""Loss functions and optimization, playable: watch a linear classifier learn."""

__version__ = "0.1.0"
