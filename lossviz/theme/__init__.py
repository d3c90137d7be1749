"""Design tokens, and their application to palette, style sheet and plots."""
