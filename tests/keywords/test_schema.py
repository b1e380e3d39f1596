import msgspec
import pytest
import yaml
from jsonschema import Draft202012Validator

from generator.build import sample
from generator.keywords.schema import Defaults, KeywordEntry, schema

CHECK = Draft202012Validator(schema())


def test_the_schema_is_one() -> None:
    """
    Editors read it as JSON Schema of 2020-12.
    """
    Draft202012Validator.check_schema(schema())


@pytest.mark.parametrize(
    ("text", "valid"),
    [
        ("keywords: [Windmills]", True),
        ("{version: 1, keywords: [Windmills]}", True),
        ("{version: 2, keywords: [Windmills]}", False),
        ("keywords: [{name: A, any: [a], none: [b], max_papers: 5, sort_by: published}]", True),
        ("{keywords: [A], defaults: {max_papers: 2000, feed_revisions: true}}", True),
        ("keywords: []", False),
        ("keywords: [3]", False),
        ("keywords: [{nam: A}]", False),
        ("keywords: [{name: A, any: []}]", False),
        ("keywords: [{name: A, max_papers: 0}]", False),
        ("{keywords: [A], defaults: {max_papers: 2001}}", False),
        ("{keywords: [A], default: {}}", False),
        ("[A]", False),
    ],
)
def test_an_editor_accepts_what_the_program_accepts(text: str, valid: bool) -> None:  # noqa: FBT001 - a table's column
    """
    The schema comes from the types that read the file.
    """
    assert valid == CHECK.is_valid(yaml.safe_load(text))


def test_the_demos_keywords_satisfy_the_schema() -> None:
    """
    What the project writes itself is an example to keepers.
    """
    assert CHECK.is_valid(yaml.safe_load(sample.keywords_file()))


def test_every_setting_is_explained_to_editors() -> None:
    """
    A keeper who hovers over a setting reads what it does.
    """
    settings = schema()["$defs"]["KeywordEntry"]["properties"]

    assert {field.encode_name for field in msgspec.structs.fields(KeywordEntry)} == set(settings)
    assert all(setting.get("description") for setting in settings.values())


def test_every_default_can_be_set_for_one_keyword() -> None:
    """
    What holds for all can be said otherwise for one.
    """
    defaults = {field.encode_name for field in msgspec.structs.fields(Defaults)}

    assert defaults <= {field.encode_name for field in msgspec.structs.fields(KeywordEntry)}
