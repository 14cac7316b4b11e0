"""Opens somebody else's file in a process of its own that may not take much memory or time, and checks its size first.

A file is data: the process has no state of the product, only the file's path, and answers in JSON.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.errors import ToolInputError
from assistant.paths import ROOT

MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """What a file may take.

    Attributes:
        size_mb: Of the file.
        unzipped_mb: Of all parts of a zipped format such as DOCX and XLSX.
        members: Parts of a zipped format.
        seconds: Time to read it.
        memory_mb: Memory to read it.
        answer_mb: Of what was read.
    """

    size_mb: int = 10
    unzipped_mb: int = 50
    members: int = 5000
    seconds: float = 30
    memory_mb: int = 1024
    answer_mb: int = 20


def parse_limited(parser: str, path: Path, name: str = "", *, limits: Limits | None = None) -> Any:
    """What a parser makes of a file.

    Args:
        parser: `package.module:function`; the function takes a `Path` and returns plain JSON, or raises
            `ToolInputError` for what the user can mend.
        path: The file.
        name: What the user calls it; the file's name where empty.
        limits: Other limits than usual.

    Raises:
        ToolInputError: The file is missing, too large, or cannot be read within the limits.
    """
    limits, name = limits or Limits(), name or path.name
    check_size(path, name, limits)
    command = [sys.executable, "-m", "assistant.files.worker", parser, str(path), str(limits.memory_mb), name]
    environment = {key: value for key, value in os.environ.items() if key in {"PATH", "SYSTEMROOT", "LANG", "HOME"}}
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter and module, no shell
            command,
            capture_output=True,
            timeout=limits.seconds,
            cwd=ROOT,
            env={**environment, "PYTHONIOENCODING": "utf-8", "OMP_NUM_THREADS": "1"},
            stdin=subprocess.DEVNULL,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise ToolInputError(
            f"{name} takes too long to read (over {limits.seconds:g} seconds). Save a simpler or shorter copy.",
            f"读取{name}耗时过长（超过{limits.seconds:g}秒）。请另存为更简单或更短的版本。",
        ) from None
    return _answer(done, name, limits)


def check_size(path: Path, name: str, limits: Limits) -> None:
    """Refuse a file that is missing, empty or too large, also when unzipped.

    Raises:
        ToolInputError: It is.
    """
    if not path.is_file():
        raise ToolInputError(f"{name} is no longer there; upload it again.", f"{name}已不存在，请重新上传。")
    size = path.stat().st_size
    if size == 0:
        raise ToolInputError(f"{name} is empty.", f"{name}是空文件。")
    if size > limits.size_mb * MEGABYTE:
        raise ToolInputError(
            f"{name} has {size / MEGABYTE:.1f} MB; at most {limits.size_mb} MB can be read. Split it or leave pictures "
            "out.",
            f"{name}有{size / MEGABYTE:.1f} MB，最多可读取{limits.size_mb} MB。请拆分文件或去掉图片。",
        )
    if zipfile.is_zipfile(path):
        _check_unzipped(path, name, limits)


def _check_unzipped(path: Path, name: str, limits: Limits) -> None:
    """The directory of a zip may lie about sizes; the memory limit of the process holds then."""
    with zipfile.ZipFile(path) as archive:
        parts = archive.infolist()
    if sum(part.file_size for part in parts) > limits.unzipped_mb * MEGABYTE or len(parts) > limits.members:
        raise ToolInputError(
            f"{name} unpacks to more than {limits.unzipped_mb} MB. Save a smaller copy.",
            f"{name}解压后超过{limits.unzipped_mb} MB。请另存为更小的版本。",
        )


def _answer(done: subprocess.CompletedProcess[bytes], name: str, limits: Limits) -> Any:
    if done.returncode == 0 and len(done.stdout) <= limits.answer_mb * MEGABYTE:
        answer = json.loads(done.stdout.decode("utf-8"))
        if "error" in answer:
            raise ToolInputError(answer["error"]["en"], answer["error"]["zh"])
        return answer["result"]
    raise ToolInputError(
        f"{name} cannot be read: it is damaged, or too large to open. Save it anew and upload it again.",
        f"{name}无法读取：文件已损坏或过大。请重新保存后再上传。",
    )
