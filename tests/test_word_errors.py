from lab.word_errors import align, plain_words, word_errors


def test_spelling_does_not_count() -> None:
    assert word_errors(plain_words("We lost twenty-five percent!"), plain_words("we lost 25 %")) == 0


def test_words_left_out_put_in_and_changed_count_once() -> None:
    assert word_errors("a b c d".split(), "a x c d e".split()) == 2
    assert word_errors([], ["a"]) == word_errors(["a"], []) == 1


def test_lost_and_added_words_have_their_places() -> None:
    assert align("we met the team".split(), "we the team".split()).missing == [1]
    assert align("we met the team".split(), "we the team".split()).misheard == []
    assert align("my sous chef said".split(), "my susheff said".split()).missing == []
    assert align("my sous chef said".split(), "my susheff said".split()).misheard == [1]
    assert align("we met".split(), "we we met".split()).extra in ([0], [1])
