"""One folder a panel, in lecture order; each a vertical slice."""
