"""
Things that stand in the place of a file and are none.
"""

import os
import socket
from pathlib import Path

# Each kind that `stand_in` knows, except a link to another file.
KINDS = ("pipe", "socket", "folder", "loop", "nowhere")


def stand_in(kind: str, path: Path, target: Path) -> None:
    """
    Put something of this *kind* in the place of the file at *path*; a link leads to *target*.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "socket":
        _socket(path)
    elif kind == "folder":
        path.mkdir()
    elif kind == "loop":
        path.symlink_to(path.name)
    elif kind == "nowhere":
        path.symlink_to("nowhere")
    else:
        path.symlink_to(target)


def _socket(path: Path) -> None:
    # The name of a socket may have a hundred characters: a relative one is shorter.
    before = Path.cwd()
    os.chdir(path.parent)
    try:
        with socket.socket(socket.AF_UNIX) as listening:
            listening.bind(path.name)
    finally:
        os.chdir(before)
