"""
Which keyword is asked how, and what of arXiv's answers is stored.
"""
