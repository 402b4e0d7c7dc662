"""What can be wrong with a bank of questions."""


class BankError(Exception):
    """Faults in question files; the message has one line a fault, each naming file, place and problem."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults
