"""The Explain column: formulas, code and questions beside the panel."""
