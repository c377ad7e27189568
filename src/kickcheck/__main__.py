"""The door: quiet leaving first, then everything else."""

from kickcheck.screen import panic


def main() -> None:
    """Run kickcheck."""
    panic.install()
    from kickcheck import cli  # noqa: PLC0415 - imported once leaving is quiet

    cli.run()


if __name__ == "__main__":
    main()
