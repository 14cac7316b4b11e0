"""Personal data: found, taken out before a text leaves or is logged, put back into the answer."""

from assistant.service.privacy.find import find_personal
from assistant.service.privacy.kinds import Found, Kind
from assistant.service.privacy.logs import keep_out_of_logs
from assistant.service.privacy.vault import Vault, redact

__all__ = ["Found", "Kind", "Vault", "find_personal", "keep_out_of_logs", "redact"]
