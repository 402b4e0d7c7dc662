from audio.transcript import Transcript, Word

HEARD = Transcript.of_words(
    (Word("The", 0.0, 0.2), Word("sea", 0.3, 0.5), Word("side", 0.5, 0.8), Word("rose.", 1.0, 1.4)), 2.0, "base"
)


def test_words_that_stay_keep_their_times() -> None:
    corrected = HEARD.corrected("The CSAT  rose. ")

    assert corrected.text == "The CSAT rose."
    assert corrected.edited
    assert corrected.words == (Word("The", 0.0, 0.2), Word("CSAT", 0.3, 0.8), Word("rose.", 1.0, 1.4))
    assert (corrected.seconds, corrected.model) == (2.0, "base")


def test_words_that_are_put_in_come_where_they_are_said() -> None:
    corrected = HEARD.corrected("The sea side really rose. Twice.")

    assert [word.text for word in corrected.words] == ["The", "sea", "side", "really", "rose.", "Twice."]
    starts = [word.start for word in corrected.words]
    assert starts == sorted(starts)


def test_words_that_nobody_heard_take_no_time() -> None:
    corrected = HEARD.corrected("The sea side fell from ten to two.")

    assert sum(word.end > word.start for word in corrected.words) == len(HEARD.words)
    assert corrected.words[-1].end == HEARD.words[-1].end


def test_a_typed_answer_has_no_times_after_it_was_corrected() -> None:
    assert Transcript.typed("One two.").corrected("One three.").words == ()


def test_everything_can_be_taken_out() -> None:
    assert HEARD.corrected("").words == ()
