"""Rows of tables."""


def row_lines(cells: list[list[str]]) -> list[str]:
    """One line for a row of data; the cells one after another where a table only lays out a page.

    Args:
        cells: The lines of each cell.
    """
    filled = [[line for line in cell if line] for cell in cells]
    if any(len(lines) > 1 for lines in filled):
        return [line for cell in cells for line in [*cell, ""]]
    return [" | ".join(lines[0] for lines in filled if lines)]
