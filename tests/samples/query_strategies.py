"""
Queries and papers that are hard to tell apart, for property tests.
"""

from hypothesis import strategies as st
from samples.making import make_paper

# Words that are easily taken for others: plurals, stems, stop words, marks, joints, names.
WORDS = (
    *("video", "videos", "Video-", "detection", "detecting", "detect", "die", "dies", "class"),
    *("classes", "clas", "analysis", "analyses", "the", "of", "out", "it", "s", "Poincaré"),
    *("Poincare", r"Poincar\'e", "GPT-3.5", "GPT-3", "3", "5", "don't", "Alzheimer's", "alzheimer"),
    *("C++", "c", "foo_bar", "foo", "bar", "vision-language", "language", "$k$-means", "Müller"),
    *("Mueller", "K.", "Kaiming", "He", "J.P.", "JP", "Jean-Pierre", "Pierre", "œuvre", "naïve"),
)
texts = st.lists(st.sampled_from(WORDS), min_size=1, max_size=8).map(" ".join)
categories = st.sampled_from(["cs.CV", "cs.LG", "cs.CL", "hep-th"])
papers = st.builds(
    lambda title, abstract, comment, authors, categories: make_paper(
        title=title, abstract=abstract, comment=comment, authors=authors, categories=categories
    ),
    texts,
    texts,
    st.none() | texts,
    st.lists(texts, max_size=3).map(tuple),
    st.lists(categories, min_size=1, max_size=2).map(tuple),
)
phrases = st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join)
plain = st.sampled_from(["video", "detect", "class", "die", "Poincaré", "the", "3", "foo"])
terms = (
    st.builds('{}:"{}"'.format, st.sampled_from(["ti", "abs", "au", "co", "title", "all"]), phrases)
    | st.builds("{}:{}".format, st.sampled_from(["ti", "abs", "au"]), plain)
    | st.builds("{}:{}*".format, st.sampled_from(["ti", "abs"]), plain)
    | st.builds("cat:{}".format, categories | st.sampled_from(["cs.*", "CS.CV"]))
    | st.builds('{}:("{}" OR {})'.format, st.sampled_from(["ti", "abs"]), phrases, plain)
)
joined = st.sampled_from([" AND ", " OR ", " ANDNOT ", " AND NOT ", " "])
queries = st.recursive(
    terms,
    lambda inner: (
        st.builds("({}){}{}".format, inner, joined, inner)
        | st.builds("{}{}{}".format, inner, joined, inner)
    ),
    max_leaves=5,
)
