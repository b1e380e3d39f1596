import re
from pathlib import Path

from generator.build.assets import imported, script_modules

SOURCE = Path(__file__).parents[2] / "site_src"
SCRIPTS = sorted((SOURCE / "assets/js").rglob("*.js"))


def write(source: Path, **scripts: str) -> None:
    """
    Put *scripts* by name into the folder of scripts below *source*.
    """
    folder = source / "assets/js"
    folder.mkdir(parents=True)
    for name, text in scripts.items():
        (folder / f"{name}.js").write_text(text, "utf-8")


def test_modules_are_found_by_following_imports(tmp_path: Path) -> None:
    """
    Nobody keeps a list: a module is on it if the main one imports it, directly or not.
    """
    write(
        tmp_path,
        main='// import "./none.js";\nimport "./alone.js";\nimport { a as b } from "./stars.js";\n',
        stars='import {\n  one,\n} from "./dom.js";\nexport const a = one;\n',
        dom='import { messages } from "../../messages.js";\nimport { a } from "./stars.js";\n',
        alone='const later = () => import("./unused.js");\n',
        unused="",
    )

    assert ("assets/js/alone.js", "assets/js/dom.js", "assets/js/stars.js", "messages.js") == (
        script_modules(tmp_path)
    )


def test_a_site_without_scripts_has_no_modules(tmp_path: Path) -> None:
    """
    The pages are the same, and name none.
    """
    assert () == script_modules(tmp_path)


def test_scripts_import_each_other_in_one_direction() -> None:
    """
    No script needs itself, whichever way round its imports lead.
    """
    addresses = {path.relative_to(SOURCE).as_posix() for path in SCRIPTS}
    rest = {one: imported(one, SOURCE) & addresses for one in addresses}

    while free := {one for one, others in rest.items() if not others & set(rest)}:
        rest = {one: others for one, others in rest.items() if one not in free}
    assert {} == rest


def test_what_scripts_share_is_written_once() -> None:
    """
    One script makes elements, and one keeps what a reader chose; early.js runs before them.
    """
    texts = {path.stem: path.read_text("utf-8") for path in SCRIPTS if path.stem != "early"}

    assert ["dom"] == [one for one, text in texts.items() if "createElement(" in text]
    assert ["reader"] == [
        one for one, text in texts.items() if re.search(r"__md_[gs]et|localStorage\.", text)
    ]
