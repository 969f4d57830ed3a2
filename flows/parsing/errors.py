"""Why a page gave no article."""

from __future__ import annotations


class Unparsable(ValueError):
    """A page that gives no article: a code to count by, what was seen, what a person can do about it.

    Codes: empty, binary, undecodable, no_body, too_little_text.
    """

    def __init__(self, code: str, evidence: str, remedy: str) -> None:
        super().__init__(f"{code}: {evidence}. {remedy}")
        self.code = code
        self.evidence = evidence
        self.remedy = remedy
