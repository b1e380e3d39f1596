"""
``keywords.yaml``: its schema, its faults, and the keywords and arXiv queries that it describes.
"""
