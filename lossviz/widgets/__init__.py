"""Reusable Qt parts that know no panel, in rooms by what they are.

What a widget is given to draw is a frozen record of ready words and numbers; the panel makes it.
So a widget works nothing out, and can be drawn and tested without a panel.
"""
