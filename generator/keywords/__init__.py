"""
What the keeper wrote: ``keywords.yaml``, read, checked, turned into keywords and arXiv queries.
"""
