"""What strangers tell about a domain and a running address: asked few things, politely, each request written down."""

from makegood.connectors.outlook.looking import Asker, look
from makegood.connectors.outlook.record import Look
from makegood.connectors.outlook.subject import Subject, SubjectRefused, read_subject

__all__ = ["Asker", "Look", "Subject", "SubjectRefused", "look", "read_subject"]
