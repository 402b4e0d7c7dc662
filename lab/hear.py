"""Puts some test answers through a voice and the recogniser: `python -m lab.hear`. Writes `lab/data/answers/heard.txt`.

The judge then reads what the program really hears: run-ons, wrong words, digits, missing fillers.
"""

from lab.answers import FOLDER, SPLITS, read_answers
from voiceint.interviewer import transcribe
from voiceint.paths import Paths
from voiceint.settings import Settings
from voiceint.wiring import build_transcriber, build_voices

_EVERY = 6
"""One of so many test answers is heard: more would take hours of speech."""


def main() -> None:
    """Speak, listen, write."""
    settings, paths = Settings(), Paths.of_user()
    voices = build_voices(settings, paths)
    transcriber = build_transcriber(settings, paths)
    blocks = []
    try:
        for place, answer in enumerate(read_answers(SPLITS["test"])[::_EVERY]):
            voice = voices[place % len(voices)]
            question = answer.asked
            heard = transcribe(transcriber, question, voice.speak(answer.text))
            blocks.append(f"@id {answer.id}\n@voice {voice.name}\n{heard.text}\n")
            print(f"{answer.id}: {len(answer.text.split())} words spoken by {voice.name}, {len(heard.words)} heard")
    finally:
        for voice in voices:
            voice.close()
    (FOLDER / "heard.txt").write_text("\n".join(blocks), encoding="utf-8")


if __name__ == "__main__":
    main()
