"""The advisor's desk in the staff area."""

from advisor.admin.desk import DeskAdmin, MissedSignAdmin, SavedReplyAdmin
from advisor.admin.enquiry import EnquiryAdmin
from advisor.admin.question import QuestionAdmin
from advisor.admin.warning_sign import HelpLineAdmin, WarningSignAdmin

__all__ = [
    "DeskAdmin",
    "EnquiryAdmin",
    "HelpLineAdmin",
    "MissedSignAdmin",
    "QuestionAdmin",
    "SavedReplyAdmin",
    "WarningSignAdmin",
]
