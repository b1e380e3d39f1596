"""
Papers: identifier, categories, announcements and freshness, and the remarks in their texts.
"""
