"""Points that a person moves, and curves that are fitted to them."""
