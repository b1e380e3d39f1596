"""
GitHub's command line with a GitHub of its own: a file of JSON, named by GITHUB_STATE.

It knows the words the scripts use and refuses all others, as the real one would.
"""

import argparse
import json
import os
import sys
from pathlib import Path
from typing import Any

REPOSITORY = "ada/papers"
LONGEST_BODY = 65_536
EMPTY: dict[str, Any] = {"pages": None, "has_issues": True, "labels": [], "issues": []}


def main() -> None:
    """
    Do what the command line says, and remember it.
    """
    path = Path(os.environ["GITHUB_STATE"])
    state = json.loads(path.read_text("utf-8"))
    if not os.environ.get("GH_TOKEN"):
        sys.exit("gh: To use GitHub CLI in a GitHub Actions workflow, set GH_TOKEN")
    arguments = _parser().parse_args()
    arguments.act(state, arguments)
    path.write_text(json.dumps(state), "utf-8")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="gh", allow_abbrev=False)
    words = parser.add_subparsers(required=True)
    api = _command(words, "api", _api)
    api.add_argument("path")
    api.add_argument("--jq", required=True)
    labels = words.add_parser("label").add_subparsers(required=True)
    label = _command(labels, "create", _create_label)
    label.add_argument("name")
    label.add_argument("--force", action="store_true", required=True)
    label.add_argument("--color", required=True)
    label.add_argument("--description", required=True)
    issues = words.add_parser("issue").add_subparsers(required=True)
    listed = _command(issues, "list", _list_issues)
    listed.add_argument("--label", required=True)
    listed.add_argument("--state", choices=("open", "all"), required=True)
    listed.add_argument("--limit", type=int, default=30)
    listed.add_argument("--json", required=True)
    created = _command(issues, "create", _create_issue)
    created.add_argument("--title", required=True)
    created.add_argument("--label", required=True)
    created.add_argument("--body-file", type=Path, required=True)
    closed = _command(issues, "close", _close_issue)
    closed.add_argument("number", type=int)
    closed.add_argument("--reason", choices=("completed", "not planned"))
    return parser


def _command(words: Any, name: str, act: Any) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = words.add_parser(name, allow_abbrev=False)
    parser.set_defaults(act=act)
    return parser


def _api(state: dict[str, Any], words: argparse.Namespace) -> None:
    answers = {
        (f"repos/{REPOSITORY}/pages", ".build_type"): state["pages"],
        (f"repos/{REPOSITORY}", ".has_issues"): json.dumps(state["has_issues"]),
    }
    answer = answers[words.path, words.jq]
    if answer is None:
        _say('{"message":"Not Found","status":"404"}')
        sys.exit("gh: Not Found (HTTP 404)")
    if answer == "down":
        sys.exit("gh: Server Error (HTTP 502)")
    _say(answer)


def _create_label(state: dict[str, Any], words: argparse.Namespace) -> None:
    state["labels"] = sorted({*state["labels"], words.name})


def _list_issues(state: dict[str, Any], words: argparse.Namespace) -> None:
    _need_issues(state)
    found = [
        {name: issue[name] for name in words.json.split(",")}
        for issue in reversed(state["issues"])
        if words.label in issue["labels"] and words.state in {"all", issue["state"].lower()}
    ]
    _say(json.dumps(found[: words.limit]))


def _create_issue(state: dict[str, Any], words: argparse.Namespace) -> None:
    _need_issues(state)
    body = words.body_file.read_text("utf-8")
    if words.label not in state["labels"]:
        sys.exit(f"could not add label: '{words.label}' not found")
    if len(body) > LONGEST_BODY:
        sys.exit("GraphQL: Body is too long (maximum is 65536 characters) (createIssue)")
    number = len(state["issues"]) + 1
    state["issues"].append(
        {
            "number": number,
            "state": "OPEN",
            "title": words.title,
            "labels": [words.label],
            "body": body,
        }
    )
    _say(f"https://github.com/{REPOSITORY}/issues/{number}")


def _close_issue(state: dict[str, Any], words: argparse.Namespace) -> None:
    issue = state["issues"][words.number - 1]
    issue["state"] = "CLOSED"


def _need_issues(state: dict[str, Any]) -> None:
    if not state["has_issues"]:
        sys.exit(f"the '{REPOSITORY}' repository has disabled issues")


def _say(text: str) -> None:
    print(text)  # noqa: T201 - its output is what it is for


if __name__ == "__main__":
    main()
