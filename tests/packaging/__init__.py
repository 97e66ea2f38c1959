"""Tests of what is shipped: wheel, sdist, editable install."""
