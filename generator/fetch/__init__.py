"""
How arXiv is asked about each keyword, and what the store remembers of its answers.
"""
