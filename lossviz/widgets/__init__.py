"""Reusable Qt parts that know no panel."""
