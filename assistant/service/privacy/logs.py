"""Keeps personal data out of logs."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable
from typing import Any

_Factory = Callable[..., logging.LogRecord]


def keep_out_of_logs() -> None:
    """From now on the message and the traceback of every log record are redacted, whatever handler writes them."""
    made = logging.getLogRecordFactory()
    if not isinstance(made, _Redacting):
        logging.setLogRecordFactory(_Redacting(made))


class _Redacting:
    """Makes records without personal data.

    Args:
        make: Makes a record.
    """

    def __init__(self, make: _Factory) -> None:
        self.make = make

    def __call__(self, *args: Any, **kwargs: Any) -> logging.LogRecord:
        from assistant.service.privacy.vault import redact  # the rules load with the first record, not at start-up

        record = self.make(*args, **kwargs)
        record.msg, record.args = redact(record.getMessage()), None
        if record.exc_info and record.exc_info[1] is not None:
            record.exc_text = redact("".join(traceback.format_exception(record.exc_info[1])).rstrip())
        return record
