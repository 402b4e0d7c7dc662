"""What the screen says of the moment a turn is in."""

from voiceint.rules import Rules
from voiceint.turn import Moment

_STAGES = {
    Moment.ASKING: "Listen to the question. Space begins your answer.",
    Moment.READY: "Think as long as you like. Space begins your answer.",
    Moment.OPENING: "Opening the microphone ...",
    Moment.LISTENING: "● Recording. Speak freely; Space ends your answer.",
    Moment.PAUSED: "Paused: nothing is recorded. P goes on, Space ends your answer.",
    Moment.INTERRUPTED: (
        "Not recording: the microphone stopped. What you said is kept. "
        "Waiting for a microphone; Space ends the answer here, T types the rest."
    ),
    Moment.TRANSCRIBING: "Writing down the last words ...",
    Moment.ASSESSING: "Reading your answer ...",
    Moment.KEPT: "Kept. The next question comes by itself; Space asks it now.",
}
_TIMED = {
    Moment.ASKING: "Listen to the question.",
    Moment.READY: "Prepare. The recording starts by itself; Space starts it now.",
    Moment.LISTENING: "● Recording. It ends by itself at 0:00; Space ends it now.",
}
_WARNING = "● Recording. The end is near: come to your result."
_TYPING = "Type your answer. Ctrl+S hands it in."
_TYPING_TIMED = "Type your answer. What is there at 0:00 is handed in; Ctrl+S hands it in now."


def describe_stage(moment: Moment, rules: Rules, typed: bool, warns: bool = False) -> str:
    """One line.

    Args:
        moment: Where the turn is.
        rules: How the question is answered.
        typed: Whether with the keyboard.
        warns: Whether the time to answer is nearly over.
    """
    if typed and moment not in (Moment.ASSESSING, Moment.KEPT):
        return _TYPING if rules.answer is None else _TYPING_TIMED
    if warns and moment == Moment.LISTENING:
        return _WARNING
    return (_TIMED.get(moment) if rules.timed else None) or _STAGES[moment]
