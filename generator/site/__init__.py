"""
An edition of the site as documents: pages, feeds, citations, search records.

Nothing here touches the disk or the network.
"""
