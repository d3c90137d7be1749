"""What the Playground panel shows: the only part of it that imports Qt."""
