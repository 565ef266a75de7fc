"""What is wrong with a command line, in Chinese: the messages of the command-line library are English."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from difflib import get_close_matches
from typing import Any

import typer
from typer.core import TyperGroup

from kg.errors import UsageError

_LIBRARY: type[Exception] = typer.BadParameter.__bases__[0]  # its errors in the use of a command
_HELP = "NoArgsIsHelpError"
_VALUE, _COMMAND = re.compile("'([^']*)'"), re.compile("No such command '(.*?)'")


class Commands(TyperGroup):
    """The commands, with what is wrong told in Chinese."""

    def make_context(self, *given: Any, **more: Any) -> Any:
        """The context of a command line. Raises UsageError."""
        with _told(self):
            return super().make_context(*given, **more)

    def invoke(self, ctx: Any) -> Any:
        """Run the command. Raises UsageError for one that is not there, and for its options and arguments."""
        with _told(self):
            return super().invoke(ctx)


@contextmanager
def _told(group: Commands) -> Iterator[None]:
    try:
        yield
    except _LIBRARY as problem:
        if type(problem).__name__ == _HELP:
            raise
        raise UsageError(_said(problem), hint=_hint(problem, group)) from None


def _said(problem: Any) -> str:
    """The message in Chinese; what is not known stays as the library says it."""
    kind, message = type(problem).__name__, str(problem.message)
    if found := _COMMAND.match(message):
        return f"没有这个命令：{found[1]}"
    if kind == "NoSuchOption":
        return f"没有这个选项：{problem.option_name}"
    name = _name(problem)
    if kind == "MissingParameter":
        return f"缺少 {name}"
    if kind == "BadParameter" and (value := _VALUE.search(message)):
        return f"{name} 的值不对：{value[1]}"
    if kind == "BadOptionUsage":
        return f"选项 {problem.option_name} 的用法不对（缺少值，或不应有值）"
    return f"命令行看不懂：{message}"


def _name(problem: Any) -> str:
    """The option as it is typed, the argument as the help names it."""
    param = getattr(problem, "param", None)
    if param is None:
        return str(getattr(problem, "param_hint", "") or "参数")
    return str(max(param.opts, key=len) if param.param_type_name == "option" else (param.metavar or param.name).upper())


def _hint(problem: Any, group: Commands) -> str:
    """What may have been meant, and where it is told."""
    said = str(problem.message)
    if found := _COMMAND.match(said):
        near = get_close_matches(found[1], list(group.commands), 2)
        meant = f"是否想用 {'、'.join(near)}？" if near else ""
        return f"{meant}可用的命令：{'、'.join(group.commands)}。"
    choices = getattr(getattr(getattr(problem, "param", None), "type", None), "choices", ())
    listed = f"可用的值：{'、'.join(str(getattr(one, 'value', one)) for one in choices)}。" if choices else ""
    path = problem.ctx.command_path.split()[-1] if problem.ctx and problem.ctx.parent else ""
    return f"{listed}用法见 duty-kg {path + ' ' if path else ''}--help。"
