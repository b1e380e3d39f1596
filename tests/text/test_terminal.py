from hypothesis import given
from hypothesis import strategies as st

from generator.text.terminal import printable


@given(st.text())
def test_text_from_outside_cannot_act_on_a_terminal(text: str) -> None:
    """
    No colour, no cursor, no line break, no reversed reading; as many characters as before.
    """
    shown = printable(text)

    assert shown.isprintable()
    assert len(text) == len(shown)


@given(
    st.lists(
        st.sampled_from([":", "::", "#", "##", "[", "]", " ", "\n", "\r", "\xa0", "error"])
    ).map("".join)
)
def test_text_from_outside_cannot_command_githubs_runner(text: str) -> None:
    """
    Its parser trims a line and looks for two colons there, and for ##[ in all of it.
    """
    for before in ("", "  ", "name: "):
        line = before + printable(text)

        assert not line.strip().startswith("::")
        assert "##[" not in line


def test_what_can_be_seen_stays() -> None:
    """
    Letters of any script, blanks and emoji are shown; an escape is visible as something lost.
    """
    assert "视频 é 🎬 �[31m" == printable("视频 é 🎬 \x1b[31m")
    assert "std::vector #[x] ## [y]" == printable("std::vector #[x] ## [y]")
