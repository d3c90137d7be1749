"""What stands around the panels: window, store and undo, frame pump, settings, export."""
