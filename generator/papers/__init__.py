"""
What a paper is and what it says: identifier, categories, announcements, remarks in its texts.
"""
