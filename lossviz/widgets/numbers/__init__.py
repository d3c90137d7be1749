"""Numbers without a widget: written and read, in ranges and on scales, stepped by keys."""
