"""`kb` run as a user runs it, its exit status held against what is expected."""

from click.testing import CliRunner

from kb.cli import main


def kb(*arguments, status=0):
    done = CliRunner().invoke(main, [*map(str, arguments)])
    assert done.exit_code == status, done.output
    return done
