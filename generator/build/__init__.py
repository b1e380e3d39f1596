"""
From the store to the built site: the source tree, the build cache, Pagefind, engines, the demo.
"""
