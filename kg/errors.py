"""What can go wrong, said for people: what happened, where, and what to do."""

from __future__ import annotations

import errno
import re

_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def _visible(text: str) -> str:
    """`text` with its control characters written out: the name of a file must not steer a terminal."""
    return _CONTROL.sub(lambda found: ascii(found[0])[1:-1], text)


_REASONS = {
    errno.ENOENT: "文件不存在",
    errno.EEXIST: "已有同名的文件，它不是文件夹",
    errno.EACCES: "没有读写权限",
    errno.EPERM: "没有读写权限",
    errno.EISDIR: "这是文件夹",
    errno.ENOTDIR: "路径中有一段不是文件夹",
    errno.ELOOP: "符号链接首尾相接",
    errno.ENAMETOOLONG: "路径太长",
    errno.ENOSPC: "磁盘已满",
    errno.EROFS: "磁盘是只读的",
    errno.EDQUOT: "磁盘配额已用完",
}
_FULL = re.compile("No space left on device|[0-9]+ requested and [0-9]+ written")  # as engines say it that give no number
FULL = "请腾出磁盘空间后再试，或写到另一个磁盘。"


def is_full(problem: OSError) -> bool:
    """Whether a file could not be written for want of room."""
    return problem.errno in (errno.ENOSPC, errno.EDQUOT) or _FULL.search(str(problem)) is not None


def reason(problem: OSError) -> str:
    """Why the system refused a file, in Chinese where the reason is a usual one."""
    if not problem.errno and is_full(problem):
        return _REASONS[errno.ENOSPC]
    return _REASONS.get(problem.errno or 0) or problem.strerror or str(problem)


class KgError(Exception):
    """Root of everything duty-kg raises on purpose.

    `message` says what happened, `where` names the file, line or row (may be empty),
    `hint` says what to do about it (may be empty). `exit_code` is what the command line ends with.
    """

    exit_code = 4

    def __init__(self, message: str, *, where: str = "", hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.where = where
        self.hint = hint

    def __str__(self) -> str:
        message = "\n".join(map(_visible, self.message.split("\n")))
        head = f"{_visible(self.where)}: {message}" if self.where else message
        return f"{head}\n  → {self.hint}" if self.hint else head


class SourceError(KgError):
    """A document or another input that cannot be read or understood."""

    exit_code = 3


class UsageError(KgError):
    """The request itself makes no sense: an unknown number, an impossible option."""

    exit_code = 2


class QueryError(KgError):
    """A SPARQL query that does not parse or must not run."""

    exit_code = 2


class BaseError(KgError):
    """The built base is missing, incomplete or altered."""

    exit_code = 4
