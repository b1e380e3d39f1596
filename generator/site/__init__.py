"""
An edition of the site as documents: pages, feeds, citations, search records, exports.

Nothing here touches the disk or the network. An ``Edition`` goes in. Out come ``Document`` values
(a path and bytes) where any paper changes the document, and ``RenderTask`` values where only a few
papers do: the build then calls only the tasks whose source changed. Every function is named after
the documents that it returns:

=============================  ==================  ==============================================
function                       returns             documents
=============================  ==================  ==============================================
``pages.listing_pages``        render tasks        pages of keywords and months
``pages.site_wide_pages``      documents           home, subscribe, trends, starred, status
``feeds.keyword_feeds``        render tasks        Atom, RSS and JSON Feed, with their archives
``feeds.opml_document``        one document        the list of all feeds
``citations.bibliographies``   render tasks        BibTeX and RIS beside the pages
``exports.json_lines_files``   render tasks        JSON Lines beside the pages
``search_records.parts``       render tasks        what Pagefind indexes
``llms_txt.llms_document``     one document        llms.txt
``script_files.*_document``    one document        recent.json, messages.js
``pages.status_json``          bytes               status.json
=============================  ==================  ==============================================
"""
