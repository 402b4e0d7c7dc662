"""Judging the recordings of many candidates: a folder in, a table out, on this machine or on a Dask cluster.

The table has one row a file. What is done is noted in a journal beside it, from which the work is taken up again.
"""
