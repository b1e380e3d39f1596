"""
Papers that come from files: what other trackers listed, and arXiv's metadata snapshot.
"""
