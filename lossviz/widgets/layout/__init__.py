"""What gives a panel its order: rules, headings, lines of words that keep their place."""
