"""One module for each kind of file, and the child process they run in.

Each gives the whole lines of a document, "" between paragraphs, or raises ReaderError.
"""
