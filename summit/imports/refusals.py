"""Why a file or an act is not taken: each with a code for programs and one sentence for people."""


class Refused(Exception):
    """The file cannot be read; nothing of it was kept."""

    def __init__(self, code, message):
        super().__init__(str(message))
        self.code, self.message = code, message


class AskEncoding(Exception):
    """The bytes fit several encodings that read differently. ``candidates`` are ``(encoding, sample)``, likeliest first."""

    def __init__(self, candidates):
        super().__init__(", ".join(encoding for encoding, sample in candidates))
        self.candidates = candidates


class AskSheet(Exception):
    """The workbook has several sheets with something in them."""

    def __init__(self, names):
        super().__init__(", ".join(names))
        self.names = names


class CellError(Exception):
    """One cell does not say what its column needs."""

    def __init__(self, code, message):
        super().__init__(str(message))
        self.code, self.message = code, message


class NotReady(Exception):
    """Rows still wait for an answer, or the batch is not at this point; the text says which."""


class Overtaken(Exception):
    """What the preview promised is no longer true; it has been made again and nothing was written."""
