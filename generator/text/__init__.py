"""
Text from outside, encoded for one output each, and the languages of the site.

Outputs are HTML, plain Unicode and BibTeX (``tex``), GitHub's Markdown, and terminals.
"""
