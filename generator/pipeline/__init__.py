"""
Fetch, render, build: the only part that knows the order.
"""
