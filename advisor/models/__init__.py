"""The tables of the advisor's room; each lives in the file named after its noun."""

from advisor.models.desk import Desk, MissedSign, SavedReply
from advisor.models.enquiry import Enquiry, EnquiryEvent, EnquiryNote, TooLate
from advisor.models.question import Question, QuestionCount
from advisor.models.similar_word import QuestionWord, WordCount
from advisor.models.warning_sign import HelpLine, WarningSign

__all__ = [
    "Desk",
    "Enquiry",
    "EnquiryEvent",
    "EnquiryNote",
    "HelpLine",
    "MissedSign",
    "Question",
    "QuestionCount",
    "QuestionWord",
    "SavedReply",
    "TooLate",
    "WarningSign",
    "WordCount",
]
