"""Mail: built once, sent by SMTP with every certificate checked, or laid into files where no server is set."""

from makegood.connectors.mail.bounces import Bounce, bounces_in
from makegood.connectors.mail.files import FileSender, KeptMail, kept_mails
from makegood.connectors.mail.letters import Attachment, Letter, LetterRefused, built, message_id
from makegood.connectors.mail.settings import MailSettings, MailSettingsWrong, read_mail_settings
from makegood.connectors.mail.smtp import MailFailed, SmtpSender

__all__ = [
    "Attachment",
    "Bounce",
    "FileSender",
    "KeptMail",
    "Letter",
    "LetterRefused",
    "MailFailed",
    "MailSettings",
    "MailSettingsWrong",
    "SmtpSender",
    "bounces_in",
    "built",
    "kept_mails",
    "message_id",
    "read_mail_settings",
]
