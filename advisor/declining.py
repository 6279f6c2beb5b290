"""What an asker is told when the desk declines: the words that stand in the form until the advisor changes them."""

from advisor.models import Enquiry

Reason = Enquiry.DeclineReason
WORDS = {
    Reason.SEE_SOMEONE: "Somebody has to examine this, and we cannot do that from here. Please ask your GP or a "
    "physiotherapist for an appointment. If it gets worse, call NHS 111, or 999 in an emergency.",
    Reason.UNDER_18: "We answer questions about adults only. A pharmacist, your GP or NHS 111 can help with a child or a "
    "teenager.",
    Reason.NOT_OUR_FIELD: "We only know about muscles and joints. For other questions about health, your GP or a "
    "pharmacist is the right place. NHS 111 helps day and night.",
    Reason.MEDICINES: "This depends on the medicines you take. Please ask a pharmacist, or the doctor who prescribed "
    "them, before you take or use anything new.",
    Reason.NOT_CLEAR: "We read your question several times and are not sure what you would like to know. Please ask it "
    "once more in other words.",
}
