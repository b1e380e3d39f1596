"""
From documents to the built site: the source tree, the build cache, Pagefind, MkDocs, the demo.
"""
