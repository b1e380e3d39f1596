"""
Text from outside, encoded for one sink each, and the languages of the site.

Sinks are HTML, plain Unicode, BibTeX (``tex``), GitHub's Markdown, and terminals.
"""
