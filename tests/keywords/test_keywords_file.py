import json
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from samples.goldens import DATA, Golden

from generator.build.mkdocs_config import SiteConfig, read_site
from generator.errors import ConfigError
from generator.keywords.keyword import Keyword
from generator.keywords.keywords_file import read_keywords_file
from generator.keywords.slugs import RESERVED
from generator.site import addresses

REFUSED = sorted((DATA / "config/refused").glob("*.yaml"))

HOSTILE = json.loads((DATA / "config/hostile-names.json").read_text("utf-8"))

EVERYTHING = """\
keywords:
  - Video   Understanding
  - name: Vision Language Model
    any: [vision language model, VLM]
    none: [survey]
    categories: [cs.CV, cs.CL]
    slug: vlm
    group: Vision   and language
  - name: Ada Lovelace
    authors: [Ada Lovelace]
    sort_by: updated
    feed_revisions: false
  - name: Graph learning
    query: 'ti:"graph neural network" AND cat:cs.LG'
    max_papers: 50
  - name: About
  - name: All of vision
    categories: [cs.CV]
  - name: Windmill
    in: title
    not_categories: [cs.CR, physics.*]
    none: [sail]
  - name: Mills
    any: [mill]
    in: abstract
  - name: My papers
    ids: ["2107.05580", hep-th/9901001]
    group: Mine
  - name: Serre
    authors: ["Serre, J. P."]
  - name: He
    authors: [Kaiming He]
    author_variants: true
defaults:
  max_papers: 20
  sort_by: published
  feed_revisions: true
"""


def keywords_of(folder: Path, text: str) -> tuple[Keyword, ...]:
    path = folder / "keywords.yaml"
    path.write_text(text, "utf-8")
    return read_keywords_file(path)[0]


def refusal(path: Path) -> str:
    with pytest.raises(ConfigError) as caught:
        read_keywords_file(path)[0]
    return str(caught.value).replace(str(path), "keywords.yaml") + "\n"


def test_every_setting_is_understood(tmp_path: Path) -> None:
    """
    A plain phrase, and all that can be said beyond; defaults hold where an entry is silent.
    """
    phrase, model, ada, graphs, about, vision, *more = keywords_of(tmp_path, EVERYTHING)

    assert phrase == Keyword(
        name="Video Understanding",
        slug="video-understanding",
        query='(ti:"Video Understanding" OR abs:"Video Understanding")',
        max_papers=20,
        sort_by="published",
        feed_revisions=True,
    )
    assert ("vlm", "Vision and language") == (model.slug, model.group)
    assert (
        '((ti:"vision language model" OR abs:"vision language model" OR ti:"VLM" OR abs:"VLM")'
        ' AND (cat:cs.CV OR cat:cs.CL)) ANDNOT (ti:"survey" OR abs:"survey")'
    ) == model.query
    assert ('(au:"Ada Lovelace")', "updated", False) == (ada.query, ada.sort_by, ada.feed_revisions)
    assert ('(ti:"graph neural network" AND cat:cs.LG)', 50) == (graphs.query, graphs.max_papers)
    assert ("about-papers", '(ti:"About" OR abs:"About")') == (about.slug, about.query)
    assert "(cat:cs.CV)" == vision.query
    assert [
        '(ti:"Windmill") ANDNOT (ti:"sail" OR abs:"sail" OR cat:cs.CR OR cat:physics.*)',
        '(abs:"mill")',
        "id_list=2107.05580,hep-th/9901001",
        '(au:"J. P. Serre" OR au:"J.P. Serre")',
        '(au:"Kaiming He" OR au:"K. He" OR au:"He Kaiming")',
    ] == [one.query for one in more]
    assert Keyword(
        name="My papers",
        slug="my-papers",
        query="id_list=2107.05580,hep-th/9901001",
        max_papers=2,
        feed_revisions=True,
        group="Mine",
        ids=("2107.05580", "hep-th/9901001"),
    ) == next(one for one in more if one.ids)


@pytest.mark.parametrize("path", REFUSED, ids=lambda path: path.stem)
def test_wrong_configurations_are_answered_with_what_to_write(path: Path, golden: Golden) -> None:
    """
    File, line, what is wrong, what to write instead; each message can be read beside its file.
    """
    golden(f"config/refused/{path.stem}.txt", refusal(path))


def test_a_missing_file_is_answered_with_one_to_begin_with(tmp_path: Path, golden: Golden) -> None:
    """
    What the message shows is a whole configuration.
    """
    golden("config/missing-file.txt", refusal(tmp_path / "keywords.yaml"))


def test_the_file_to_begin_with_is_accepted(tmp_path: Path) -> None:
    """
    A keeper may copy it from the message.
    """
    example = refusal(tmp_path / "missing.yaml").partition("\n")[2]

    assert ["Video Understanding"] == [one.name for one in keywords_of(tmp_path, example)]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (
            b"keywords:\n  - Caf\xe9\n",
            "keywords.yaml:2: is not in UTF-8; save it in that encoding\n",
        ),
        (
            "keywords:\n  - Windmills\n".encode("utf-16"),
            "keywords.yaml:1: is not in UTF-8; save it in that encoding\n",
        ),
        (
            b"keywords:\n  - A\n  - B\x00\n",
            "keywords.yaml:3: a character that YAML does not allow\n",
        ),
    ],
)
def test_other_encodings_are_refused(tmp_path: Path, content: bytes, message: str) -> None:
    """
    With the line that holds the first wrong byte.
    """
    path = tmp_path / "keywords.yaml"
    path.write_bytes(content)

    assert message == refusal(path)


def test_a_folder_of_that_name_is_refused(tmp_path: Path) -> None:
    """
    Whatever the disk says is passed on.
    """
    assert "keywords.yaml: cannot be read: Is a directory\n" == refusal(tmp_path)


@pytest.mark.parametrize(
    "content",
    [
        b"\xef\xbb\xbfkeywords:\n  - Windmills\n",
        b"keywords:\r\n  - Windmills\r\n",
        b"keywords: [Windmills]",
        b'{"keywords": ["Windmills"]}',
    ],
)
def test_windows_files_and_other_spellings_are_read(tmp_path: Path, content: bytes) -> None:
    """
    A byte order mark, other line ends, flow style, JSON: all mean the same.
    """
    path = tmp_path / "keywords.yaml"
    path.write_bytes(content)

    assert ["windmills"] == [one.slug for one in read_keywords_file(path)[0]]


def test_settings_may_be_shared_through_anchors(tmp_path: Path) -> None:
    """
    YAML's own way of saying a thing once.
    """
    text = "keywords:\n  - &k {name: Kites, max_papers: 7}\n  - {<<: *k, name: Windmills}\n"

    assert [7, 7] == [one.max_papers for one in keywords_of(tmp_path, text)]


def outcome(folder: Path, name: str) -> str:
    try:
        (keyword,) = keywords_of(folder, yaml.safe_dump({"keywords": [name]}))
    except ConfigError as exc:
        return f"refused: {exc.reason}"
    return keyword.slug


def test_hostile_names_work_or_are_refused(tmp_path: Path, golden: Golden) -> None:
    """
    Paths, devices, markup, other scripts, invisible characters: each has an address or a reason.
    """
    outcomes = "".join(f"{name!a:.60} → {outcome(tmp_path, name)}\n" for name in HOSTILE)

    golden("config/hostile-names.txt", outcomes)


@pytest.mark.parametrize("name", HOSTILE, ids=lambda name: ascii(name)[1:30])
def test_no_name_leaves_its_folder(tmp_path: Path, name: str) -> None:
    """
    Pages and feeds stand below the source tree, under names that every file system takes.
    """
    slug = outcome(tmp_path, name)
    if slug.startswith("refused: "):
        return
    folder = tmp_path / addresses.folder(addresses.keyword_page(slug))

    assert folder.resolve().parent == tmp_path.resolve()
    assert len(folder.name.encode()) <= 255
    assert slug not in RESERVED


@given(name=st.text(max_size=80))
@settings(max_examples=60, deadline=None)
def test_any_name_is_read_or_refused(tmp_path_factory: pytest.TempPathFactory, name: str) -> None:
    """
    With its line: nothing a keeper can write ends in anything but an answer.
    """
    path = tmp_path_factory.getbasetemp() / "any-keywords.yaml"
    path.write_text(json.dumps({"keywords": [name]}), "utf-8")
    try:
        (keyword,) = read_keywords_file(path)[0]
    except ConfigError as exc:
        assert exc.where.endswith(":1")  # noqa: PT017 - either outcome is fine
    else:
        assert keyword.name == " ".join(name.split())


def test_the_slug_a_message_suggests_is_accepted(tmp_path: Path) -> None:
    """
    Also where the shared one is as long as slugs may be.
    """
    first, second = "windmill" * 8 + "s", "windmill" * 8 + "z"
    message = refusal(DATA / "config/refused/shared-long-slug.yaml")
    suggestion = message.strip().rpartition("slug: ")[2]

    text = f"keywords:\n  - {first}\n  - name: {second}\n    slug: {suggestion}\n"

    assert [first, second] == [one.name for one in keywords_of(tmp_path, text)]


def site_of(folder: Path, text: str) -> SiteConfig:
    path = folder / "mkdocs.yml"
    path.write_text(text, "utf-8")
    return read_site(path)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://example.org", "https://example.org/"),
        ("https://example.org/papers", "https://example.org/papers/"),
        ("https://example.org/papers/", "https://example.org/papers/"),
        ("http://127.0.0.1:8000/", "http://127.0.0.1:8000/"),
    ],
)
def test_the_sites_address_ends_with_a_slash(tmp_path: Path, url: str, expected: str) -> None:
    """
    Other addresses are joined to it.
    """
    assert SiteConfig("Mine", expected) == site_of(tmp_path, f"site_name: Mine\nsite_url: {url}\n")


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "site_name is missing; write site_name: Daily Papers"),
        ("site_name:\nsite_url: https://a.org/\n", "site_name is missing"),
        ("site_name: [a]\nsite_url: https://a.org/\n", "site_name is missing"),
        ("- site_name\n", "a list or text; write site_name: Daily Papers"),
        ("site_name: Mine\n", "site_url is missing; feeds need the site's address, such as"),
        ("site_name: Mine\nsite_url: ''\n", "site_url is ''; feeds need the site's address"),
        ("site_name: Mine\nsite_url: /papers/\n", "site_url is '/papers/'; feeds need"),
        ("site_name: Mine\nsite_url: example.org\n", "site_url is 'example.org'; feeds need"),
        ("site_name: Mine\nsite_url: ftp://a.org/\n", "site_url is 'ftp://a.org/'; feeds need"),
        ("site_name: Mine\nsite_url: https://a.org/?x\n", "site_url is 'https://a.org/?x'"),
        ("site_name: Mine\nsite_url: https://a b.org/\n", "site_url is 'https://a b.org/'"),
        ("site_name: Mine\nsite_url: 8000\n", "site_url is 8000; feeds need"),
        ("site_name: 'Mine\n", "cannot be read: MkDocs encountered an error"),
        ("site_name: !!python/name:no.such.module\n", "cannot be read: "),
        ('site_name: "\\ud800"\n', "site_name has half a character; type it anew"),
        ('site_name: "\\UFFFFFFFF"\n', "a value cannot be read (Python int too large"),
        ("site_name: 2025-13-45\n", "a value cannot be read (month must be in 1..12); put it in"),
        ("site_name: !!timestamp soon\n", "a value cannot be read ("),
    ],
)
def test_a_site_without_name_or_address_is_refused(tmp_path: Path, text: str, fault: str) -> None:
    """
    Feeds and links would lead nowhere.
    """
    with pytest.raises(ConfigError) as caught:
        site_of(tmp_path, text)

    assert str(caught.value).startswith(f"{tmp_path / 'mkdocs.yml'}: {fault}")


@pytest.mark.parametrize(
    "extensions",
    [
        "\n  - toc\n  - generator.markdown_ext\n",
        "\n  - toc: {title: Days}\n  - generator.markdown_ext: {}\n",
        "\n  generator.markdown_ext: {}\n",
    ],
)
def test_a_module_for_an_extension_is_refused_with_the_name(
    tmp_path: Path, extensions: str
) -> None:
    """
    A keeper's file of earlier days says what MkDocs could only stumble over.
    """
    text = f"site_name: Mine\nsite_url: https://a.org/\nmarkdown_extensions:{extensions}"

    with pytest.raises(ConfigError) as caught:
        site_of(tmp_path, text)

    assert str(caught.value) == (
        f"{tmp_path / 'mkdocs.yml'}: markdown_extensions: generator.markdown_ext is no name of an "
        "extension any more; write daily-papers instead"
    )


def test_a_missing_mkdocs_yml_is_refused(tmp_path: Path) -> None:
    """
    By its name.
    """
    with pytest.raises(ConfigError, match=r"mkdocs\.yml: cannot be read: .*No such file"):
        read_site(tmp_path / "mkdocs.yml")


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({}, "http://127.0.0.1:8000/"),
        ({"SITE_URL": "https://me.github.io/papers"}, "https://me.github.io/papers/"),
    ],
)
def test_the_environment_may_say_where_the_site_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], expected: str
) -> None:
    """
    A scheduled run knows the address of the fork it runs in.
    """
    monkeypatch.delenv("SITE_URL", raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)

    found = site_of(
        tmp_path, 'site_name: Mine\nsite_url: !ENV [SITE_URL, "http://127.0.0.1:8000/"]\n'
    )

    assert expected == found.url


def test_tags_of_other_plugins_are_no_obstacle(tmp_path: Path) -> None:
    """
    Material's documents advise some; only MkDocs needs to know what they mean.
    """
    text = (
        "site_name: Mine\nsite_url: https://a.org/\n"
        "markdown_extensions:\n  - toc:\n      slugify: !!python/name:os.path.join\n"
    )

    assert SiteConfig("Mine", "https://a.org/") == site_of(tmp_path, text)


def test_the_projects_own_configuration_is_right(monkeypatch: pytest.MonkeyPatch) -> None:
    """
    A fork works before anybody has edited it.
    """
    monkeypatch.delenv("SITE_URL", raising=False)
    root = DATA.parents[1]

    assert 4 == len(read_keywords_file(root / "keywords.yaml")[0])
    assert "Daily Papers" == read_site(root / "mkdocs.yml").name
