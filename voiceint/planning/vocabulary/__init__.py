"""The words that postings and backgrounds use for tools, key figures, channels and competencies."""

from voiceint.planning.vocabulary.phrases import Mention, Phrases
from voiceint.planning.vocabulary.terms import channels, competencies, key_figures, tools
from voiceint.planning.vocabulary.words import Word, split_words

__all__ = ["Mention", "Phrases", "Word", "channels", "competencies", "key_figures", "split_words", "tools"]
