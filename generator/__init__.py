"""
Daily Papers: a few keywords in, a searchable site of new arXiv papers and their feeds out.
"""
