import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.keywords.yaml_lines import read_yaml

TEXT = """\
# a comment
keywords:
  - plain
  - name: with settings
    any: [one,
          two]
defaults: &d
  max_papers: 3
again:
  <<: *d
"""


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("$", 2),
        ("$.keywords", 2),
        ("$.keywords[0]", 3),
        ("$.keywords[1]", 4),
        ("$.keywords[1].any[1]", 6),
        ("$.keywords[1].none", 4),
        ("$.keywords[1].none.deeper[7]", 4),
        ("$.keywords[9]", 2),
        ("$.defaults.max_papers", 8),
        ("$.unheard.of", 2),
        ("no path at all", 1),
        ("", 1),
    ],
)
def test_each_value_knows_its_line(path: str, line: int) -> None:
    """
    A value that is not there is looked for where it should have stood.
    """
    assert line == read_yaml(TEXT).line(path)


def test_values_are_those_yaml_means() -> None:
    """
    Anchors, merged settings, numbers: as any reader of YAML has them.
    """
    found = read_yaml(TEXT).data

    assert ["plain", {"name": "with settings", "any": ["one", "two"]}] == found["keywords"]
    assert {"max_papers": 3} == found["again"]


@pytest.mark.parametrize("text", ["", "# only a comment\n"])
def test_an_empty_document_has_no_values(text: str) -> None:
    """
    None, on line 1.
    """
    found = read_yaml(text)

    assert found.data is None
    assert 1 == found.line("$.keywords")


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("a: 1\nb: 2\na: 3\n", "line 3: 'a' stands here twice"),
        ("a:\n  - &x [*x]\n", "line 2: an alias that contains itself"),
        ("a: *x\n", "line 1: found undefined alias 'x'"),
        ("a:\n\t- b\n", r"line 2: found character '\t' that cannot start any token"),
        ("a:\n  - 'open\n  - b\n", "line 2: found unexpected end of stream"),
        ("a:\nb\nc: d\n", "line 2: could not find expected ':'"),
        ("a: 1\n---\nb: 2\n", "line 2: expected a single document in the stream, but found"),
        ("a: 1\nb: \x00\n", "line 2: a character that YAML does not allow"),
        ("a: 1\n? [b, c]\n: d\n", "line 2: a list or settings where a name is due"),
        ("a:\n  - 2025-13-45\n", "line 2: '2025-13-45' cannot be read; put it in quotation marks"),
        ("a: !!bool maybe\n", "line 1: 'maybe' cannot be read"),
        ("a: !!timestamp soon\n", "line 1: 'soon' cannot be read"),
        ("a: !!python/name:os.system x\n", "line 1: could not determine a constructor"),
        ("a: {b: c\n", "line 1: expected ',' or '}'"),
        ("a: [" + "9" * 5000 + "]", "line 1: '999"),
        ('a: b\nc: "\\U00110000"\n', "line 2: an escape such as"),
        ('a: b\nc: ["d", "\\UFFFFFFFF"]\n', "line 2: an escape such as"),
        ("[" * 5000, "line 1: lists or settings inside each other"),
        ("a: text\t\nb: \tc\t- d\n", r"line 1: found character '\t' that cannot start any token"),
    ],
)
def test_what_is_no_yaml_is_refused_with_its_line(text: str, fault: str) -> None:
    """
    The line is the one to look at, not the one where the reader gave up.
    """
    with pytest.raises(ValueError, match=re.escape(fault)):
        read_yaml(text)


@given(st.text(alphabet="ab:-[]{}&*!'\"#|>?%@`, \n\t0.~<=", max_size=40))
@settings(max_examples=300, deadline=None)
def test_any_text_is_read_or_refused_with_a_line(text: str) -> None:
    """
    No other error, and no end of time.
    """
    try:
        read_yaml(text).line("$.keywords[0].name")
    except ValueError as exc:
        assert re.match(r"line \d+: .", str(exc)), exc  # noqa: PT017 - either outcome is fine


@pytest.mark.parametrize("kind", ["[{}]", "{{k: [{}]}}"])
def test_aliases_of_aliases_are_refused_before_they_are_written_out(kind: str) -> None:
    """
    Forty lines may stand for more values than there are atoms ("billion laughs").
    """

    def text(levels: int) -> str:
        lines = (
            f"a{n}: &a{n} {kind.format(', '.join([f'*a{n - 1}'] * 9))}\n" for n in range(1, levels)
        )
        return f"a0: &a0 [lol]\n{''.join(lines)}"

    assert 5 == read_yaml(text(5)).line("$.a4")
    with pytest.raises(ValueError, match="line 1: aliases that stand for more than 1,000,000 val"):
        read_yaml(text(40))


def test_settings_merged_again_and_again_are_read_at_once() -> None:
    """
    Each line names the one before nine times; the settings are still as many as there are lines.
    """
    lines = (
        f"a{n}: &a{n} {{<<: [{', '.join([f'*a{n - 1}'] * 9)}], k{n}: 1}}\n" for n in range(1, 40)
    )

    found = read_yaml(f"a0: &a0 {{k0: 1}}\n{''.join(lines)}").data

    assert {f"k{n}": 1 for n in range(40)} == found["a39"]
