"""
The key sentence of an abstract: the one in which the authors say what they did.
"""

import re
from itertools import islice, tee

from generator.papers.remarks.sentences import sentences

# The longest of 21,000 abstracts had 2,479 characters.
_LENGTH = 10_000

_MOST_SENTENCES = 60

_STUDY = (
    r"(?:paper|work|study|article|report|research|survey|review|letter|note|thesis|tutorial"
    r"|monograph)"
)

_THIS = rf"(?:[Tt]his|[Oo]ur(?! research)|[Tt]he (?:present|current)) (?:\w+ )?{_STUDY}"

_ADVERBS = (
    r"(?:(?:(?!apply|rely|supply|multiply)\w+ly|also|thus|then|here|hence|therefore|first|next|instead"
    r"|now) ){,3}+"
)

# "We have" counts only before a participle: not "We have few maps".
_WE = rf"(?:[Ww]e|I) (?:have (?=(?:\w+ly )?\w+(?:ed|wn|ven|lt|nd|ne)\b))?{_ADVERBS}"

_NEW = (
    r"(?:(?:propos|introduc|devis)(?:es?|ed)|presents?|presented|develop(?:s|ed)?"
    r"|design(?:s|ed)?(?! (?:\w+ )?experiments)"
    r"|(?:releas(?:es?|ed)|open-?sourc(?:es?|ed))(?! (?:our|all|the|codes?|data|models?|both)\b)"
    r"|[a-z]+ the first\b)(?! (?:existing|results|experiments|experimental)\b)"
)

_FOUND = (
    r"(?:prov(?:e|es|ed)|show(?:s|ed)?|demonstrat(?:es?|ed)|establish(?:es|ed)?|deriv(?:es?|ed)"
    r"|construct(?:s|ed)?|buil[dt]s?|creat(?:es?|ed)|curat(?:es?|ed)|find|found)"
)

# Verbs that do not say what the authors did.
_STATIVE = (
    r"(?:do|does|did|is|are|was|were|be|has|had|have|can|cannot|could|may|might|must|need|should"
    r"|will|would|observes?|notes?|hopes?|believes?|know|see|think|attributes?|refer|assume"
    r"|expect|concludes?|remains?|plays?|requires?|suffers?|aims?|usually|often|typically|as)\b"
)

_SYSTEM = (
    r"(?:framework|method|approach|benchmark|data ?set|system|model|pipeline|algorithm|tool(?:kit)?"
    r"|library|architecture)"
)

_DOES = rf"(?:first |also |then |\w+ly )?(?!{_STATIVE})[a-z-]+s\b"

_THINGS = (
    r"(?:models|systems|methods|approaches|tasks|agents|benchmarks|datasets|videos|images|networks"
    r"|applications|environments|techniques|frameworks|detectors|encoders|tokens|features)\b"
)

# Openings of a sentence about the state of the art.
_CONCESSION = r"(?:While|Although|Though|Despite)\b"

_CLASSIC = r"(?:challenging|critical|important|crucial|fundamental|central|promising|popular)"

_PROPOSED = r"(?:proposed|introduced|presented|developed|designed)\b"

# What authors do on the way to what they propose.
_PREPARES = (
    r"(?:(?:identif|stud|rel)(?:y|ies|ied)|(?:investigat|examin|explor|addres|tackl|focus|consider"
    r"|analy[sz]|revisit|refram|seek|ask|begin|discuss|argu|attempt)\w*)\b"
)

# What a paper does for its readers, once it is written.
_SERVES = (
    r"(?:(?:clarifie|highlight|underscore|emphasize|support|contribute|pave|open|advance|bridge"
    r"|bring|lay|set|serve|mark)s|suggests that)\b"
)

# Beginnings of sentences about what else the authors did, and of conclusions.
_BESIDES = (
    r"(?:Furthermore|Moreover|Additionally|In addition|Besides|Finally|Lastly|Overall|Together"
    r"|Ultimately|In (?:summary|conclusion|short)|Second|Third|Next|Then|By|As an?"
    r"|(?:In order )?[Tt]o (?:\w+ )?(?:support|facilitate|enable|evaluate|assess|validate|benchmark"
    r"|test|train|measure)(?! th(?:is|ese|ose))"
    r"|We (?:\w+ )?(?:also|further|then|additionally|finally))\b"
)

# Patterns of sentences that say what the authors did, the clearest first. Of several sentences
# that one pattern matches, the first is taken.
_STATEMENTS = (
    # We propose …; we define … and introduce …; this paper presents …; in this paper, we extend …
    (
        rf"^(?!{_BESIDES}).*?\b(?:(?:{_WE}|{_THIS} {_ADVERBS})(?:(?:aim|attempt|seek)s? to )?"
        rf"{_NEW}\b"
        rf"|(?:[Ww]e|{_THIS})\b.{{,300}}\b(?:and {_ADVERBS}(?:propose|introduce|present|develop)s?"
        r"|by (?:proposing|introducing|presenting|developing))\b"
        rf"|[Ii]n (?:this|the present) {_STUDY},? {_WE}(?!{_STATIVE})"
        rf"(?:(?!{_PREPARES})|.*?\band {_ADVERBS}(?:show|find|demonstrate|prove)\b))"
    ),
    # Moreover, we propose …; in this paper, we study …; this work addresses …
    (
        rf"\b{_WE}{_NEW}\b|^(?!{_BESIDES}).*?\b(?:"
        rf"[Ii]n (?:this|the present) (?:\w+ )?{_STUDY},? {_WE}(?:aim|(?!{_STATIVE}))"
        rf"|{_THIS} {_ADVERBS}(?!{_SERVES})(?:{_DOES}|aims\b|[a-z]+ed\b))"
    ),
    # We prove …; an algorithm is proposed; in this paper, the problem … is solved
    (
        rf"^(?!{_CONCESSION}).*?\b{_WE}{_FOUND}\b"
        rf"|\b(?:is|are) (?:\w+ly |here |then )?{_PROPOSED}"
        rf"|^(?!{_CONCESSION}|Recently).*?\b[Aa]n? (?:\S+ ){{1,40}}?(?:was|has been) {_PROPOSED}"
        rf"|^In (?:this|the present) {_STUDY}\b"
        r"|\b(?:aim|purpose|goal|objective) of (?:this|the|our) "
    ),
    # We study …
    rf"^(?!{_CONCESSION}).*?\b{_WE}(?!{_STATIVE}|releas|open-?sourc)[a-z]+\b",
    # The framework cleans …; a benchmark of …; MapNet is a …; Two Word Name learns …; in MapNet, …
    (
        rf"^(?:The|This|Our) (?:\S+ ){{,3}}(?:{_STUDY}|{_SYSTEM}) {_DOES}"
        rf"|^An? (?:\S+ ){{,3}}{_SYSTEM} (?:of|for|with|that) "
        rf"|^(?P<name>[^\s,;:]{{1,60}}) (?!{_THINGS})(?:{_DOES}|is an? (?!{_CLASSIC}))"
        r"|^In (?P<place>[^\s,;:]{1,60}),"
        rf"|^[A-Z][\w-]+(?: [A-Z][\w-]+){{1,4}} (?!{_THINGS}){_DOES}"
        r"|^Here,? (?:an?|the) "
    ),
    # The authors measure …
    rf"(?<!\bby )\b[Tt]he authors {_ADVERBS}(?!{_STATIVE})[a-z]+\b",
)

_STATEMENT_PATTERNS = tuple(map(re.compile, _STATEMENTS))

# How many of these patterns, from the first on, say what was proposed.
_CLEAR = 2

# Sentences that tell nothing without the sentence after or before them.
_INCOMPLETE = re.compile(
    # We propose two novel methods.
    rf"\b(?:[Ww]e|{_THIS}) (?:\w+ ){{1,2}}(?:the )?"
    r"(?:two|three|four|five|several|some|following)(?: [\w-]+){,3} (?:methods|techniques"
    r"|strategies|modules|contributions|approaches|innovations|components|questions)[.:]\Z"
    # This paper studies the cause of this problem. We show that they do.
    rf"|\b(?:[Ww]e|{_THIS}) (?:\w+ ){{1,2}}(?:the \w+ (?:of|behind) |that )?"
    r"(?:this|these|both|they|it)(?: (?!by|with)[\w-]+){,2}\.\Z"
)

# Words that refer to the sentence before and mean nothing without it.
_CONNECTIVE = (
    r"(?:However|Therefore|Thus|Hence|Consequently|Accordingly|Specifically|Concretely|Furthermore"
    r"|Moreover|Additionally|Besides|Meanwhile|Instead|Finally|Overall|Here|First(?:ly)?|Second"
    r"|Notably|In (?:particular|addition|response|contrast|short|summary)|With this in mind"
    r"|In this (?:regard|context|way)|As such|As a (?:result|consequence|solution|remedy)"
    r"|For this(?: purpose| reason)?|To (?:this|that) end|To do so"
    r"|(?:In order )?[Tt]o (?:\w+ ){1,3}?(?:this|these|those|such|the gap|the above)"
    r"(?: [\w/-]+){,5}"
    r"|(?:Motivated|Inspired|Guided|Based|Building|Built) (?:by|on|upon) (?:this|these|that|those)"
    rf"(?: [\w-]+){{,3}}|[Ii]n (?:this|the present) {_STUDY})"
)

_LABEL = r"(?:Background|Objectives?|Aims?|Methods?|Results?|Conclusions?): "

_LEAD_IN = re.compile(rf"\A(?:{_LABEL})?(?:{_CONNECTIVE}(?:, (?=\S)| (?=(?:we|I)\b)))*")

# A word that can only be a name: D2Pruner, FC-MIR, nlg2choice.
_PROPER_NAME = re.compile(r"[A-Z].*[A-Z]|[A-Za-z].*\d|\d.*[A-Za-z]")

# "MapNet: A Net of Maps"; "Map Net++: …".
_BEFORE_COLON = re.compile(r"\s*([^\s:]{1,40}(?: [^\s:]{1,40}){,2}):\s")

# \textbf{M}ap{N}et is MapNet.
_MARKUP = re.compile(r"\\[A-Za-z]+(?=\{)|[{}$\\]")

_PLAIN_WORD = re.compile(r"[a-z]+\b(?!-?[A-Z0-9])")


def key_sentence(abstract: str, title: str = "") -> str:
    """
    Return the sentence that says most clearly what the authors did; if none, the first sentence.

    If *title* begins with the name of what is proposed, as "MapNet: A Net of Maps" does, a sentence
    that proposes MapNet comes before others that propose something.

    The sentence is unchanged, TeX included, but without words that refer to the one before: "To
    address this, we propose …" becomes "We propose …". It is empty only if *abstract* is blank.
    """
    found = islice(sentences(abstract.strip()[:_LENGTH]), _MOST_SENTENCES)
    name = _name_in(title)
    named = [(pattern, name) for pattern in _STATEMENT_PATTERNS[:_CLEAR] if name]
    wanted = [*named, *((pattern, "") for pattern in _STATEMENT_PATTERNS)]
    # Most abstracts are read to their key sentence only: tee() splits no more than is asked for.
    first, *copies = tee(found, 1 + len(wanted))
    statements = (
        one
        for (pattern, with_name), candidates in zip(wanted, copies, strict=True)
        for one in candidates
        if _has_word(one, with_name) and _is_statement(pattern.search(one))
        if not _INCOMPLETE.search(one)
    )
    return _without_lead_in(next(statements, None) or next(first, ""))


def _name_in(title: str) -> str:
    begin = _BEFORE_COLON.match(title)
    name = _MARKUP.sub("", begin[1]) if begin else ""
    return name.casefold() if _PROPER_NAME.search(name) else ""


def _has_word(sentence: str, word: str) -> bool:
    if not word:
        return True
    text = _MARKUP.sub("", sentence).casefold()
    begin = text.find(word)
    beside = text[max(begin - 1, 0) : begin] + text[begin + len(word) :][:1]
    return begin >= 0 and not any(map(str.isalnum, beside))


def _is_statement(match: re.Match[str] | None) -> bool:
    if match is None:
        return False
    names = filter(None, match.groupdict().values())
    return all(_PROPER_NAME.search(re.sub(r"\\[A-Za-z]+|[^A-Za-z0-9]", "", name)) for name in names)


def _without_lead_in(sentence: str) -> str:
    rest = _LEAD_IN.sub("", sentence)
    return rest[:1].upper() + rest[1:] if rest != sentence and _PLAIN_WORD.match(rest) else rest
