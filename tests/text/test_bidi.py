from hypothesis import example, given
from hypothesis import strategies as st

from generator.text.bidi import closed

LRE, RLE, PDF, LRO, RLO = map(chr, range(0x202A, 0x202F))

LRI, RLI, FSI, PDI = map(chr, range(0x2066, 0x206A))

turning = st.text(st.sampled_from([LRE, RLE, PDF, LRO, RLO, LRI, RLI, FSI, PDI, "a", "ש", " "]))


def depths(text: str) -> tuple[int, int]:
    """
    What *text* leaves open of its isolates, and how far it closes those around it: the matching
    of the Unicode Bidirectional Algorithm (BD9), which knows isolates apart from all else.
    """
    depth = lowest = 0
    for one in text:
        depth += (one in {LRI, RLI, FSI}) - (one == PDI)
        lowest = min(lowest, depth)
    return depth, lowest


def embeddings(text: str) -> int:
    """
    How many embeddings and overrides are open at the end, outside of any isolate.
    """
    levels = [0]
    for one in text:
        if one in {LRI, RLI, FSI}:
            levels.append(0)
        elif one == PDI and len(levels) > 1:
            levels.pop()
        elif one in {LRE, RLE, LRO, RLO}:
            levels[-1] += 1
        elif one == PDF:
            levels[-1] = max(0, levels[-1] - 1)
    return sum(levels)


@given(turning)
@example(f"{RLI}{PDF}{PDI}{RLO}")
@example(f"{PDI}{RLO}{LRI}")
def test_no_text_turns_what_stands_beside_it(text: str) -> None:
    """
    Whatever it opens or closes, text before and after it keeps its direction; nothing is lost.
    """
    found = closed(text)

    assert text in found
    assert (0, 0) == depths(found)
    assert 0 == embeddings(found)
    assert found == closed(found)


@given(st.text(st.characters(exclude_characters=f"{LRE}{RLE}{LRO}{RLO}{PDF}{LRI}{RLI}{FSI}{PDI}")))
def test_ordinary_text_is_left_alone(text: str) -> None:
    """
    Letters written from right to left turn nothing but themselves.
    """
    assert text == closed(text)


def test_what_is_closed_already_stays() -> None:
    """
    Authors who close what they open have their text back to the letter.
    """
    text = f"{RLI}שלום{PDI} and {RLE}שלום{PDF}"

    assert text == closed(text)
