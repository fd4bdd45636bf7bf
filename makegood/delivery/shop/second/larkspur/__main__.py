"""`python -m larkspur migrate | serve | make-staff EMAIL | send-letters | sweep`"""

import argparse
import logging
import sys
from contextlib import closing

from larkspur.accounts.customers import make_staff
from larkspur.accounts.sessions import sweep_sessions
from larkspur.mail.letters import send_letters, smtp
from larkspur.settings import Settings, SettingsError, read_settings
from larkspur.storage.database import connect
from larkspur.storage.migrations import MigrationError, migrate


def _run(command: str, email: str, settings: Settings) -> str:
    with closing(connect(settings.database)) as database:
        if command == "migrate":
            return f"applied: {', '.join(migrate(database)) or 'nothing, all is up to date'}"
        with database:
            if command == "sweep":
                return f"{sweep_sessions(database)} expired sessions removed"
            if command == "make-staff":
                return "done" if make_staff(database, email) else "there is no such customer"
        if not settings.mail_host or not settings.mail_sender:
            raise SettingsError("LARKSPUR_MAIL_HOST and LARKSPUR_MAIL_SENDER must be set.")
        sent, failed = send_letters(database, settings.mail_sender, smtp(settings.mail_host))
        return f"{sent} letters sent, {failed} to be tried again"


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="larkspur")
    commands = ("migrate", "serve", "make-staff", "send-letters", "sweep")
    parser.add_argument("command", choices=commands)
    parser.add_argument("email", nargs="?", default="")
    options = parser.parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")
    try:
        settings = read_settings()
        if options.command == "serve":
            from larkspur.serve import serve

            serve(settings)
        else:
            print(_run(options.command, options.email, settings))
    except (SettingsError, MigrationError) as error:
        print(error, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
