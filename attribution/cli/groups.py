"""Groups of commands that do something useful without a command."""

from __future__ import annotations

import click

__all__ = ["ListsByDefault"]


class ListsByDefault(click.Group):
    """`attribution documents --db FILE` is `attribution documents list --db FILE`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put the default command before options that are not the group's own."""
        if not args or (args[0].startswith("-") and args[0] not in {"-h", "--help"}):
            args = ["list", *args]
        return super().parse_args(ctx, args)
