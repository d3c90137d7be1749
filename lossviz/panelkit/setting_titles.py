"""What settings that several panels have are called, in sentences and by undo. No Qt."""

SETTING_TITLES = {
    "loss": "loss",
    "regularization": "regularization",
    "strength": "regularization strength",
    "learning_rate": "learning rate",
    "momentum": "momentum",
    "batch_size": "batch size",
}
"""By field of the panels' states: one name for one thing."""
