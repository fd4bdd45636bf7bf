"""Records of real people have no place beside the code."""

from __future__ import annotations

from makegood.engine.check import Judgement, Limits, check, failed, passed
from makegood.engine.facts import Facts
from makegood.rules.wording import counted


@check(
    id="data.no_personal_data",
    version=1,
    phase="acceptance",
    promise="No data of your customers or staff lies in the code.",
    why="Everyone who gets the code gets these people's data too, and you answer for that to them and to the law.",
    remedy="Take the listed files out of the code and its history, tell us whose data they hold and where they come "
    "from, and use made-up people for tests.",
    needs=("personal_data.records",),
    uses=("personal_data.files_read",),
    standards=("CWE-359", "GDPR:32"),
)
def no_personal_data(facts: Facts, _: Limits) -> Judgement:
    records = facts.findings("personal_data.records")
    real = [record for record in records if record.severity == "high"]
    if real:
        files = counted(len(real), "file holds", "files hold")
        return failed(f"{files} what looks like records of real people.", real)
    read = facts.integer("personal_data.files_read") if "personal_data.files_read" in facts else 0
    doubtful = [record for record in records if record.severity == "medium"]
    because = f"No records of real people were found in {counted(read, 'data file')}."
    if doubtful:
        files = counted(len(doubtful), "file holds", "files hold")
        because += f" {files} many e-mail addresses, which a person should look at."
    return passed(because, doubtful)
