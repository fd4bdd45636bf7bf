"""Tracked changes: what others wrote stays, what is put in can be refused without a trace, and Word can open it."""

from __future__ import annotations

import re

import pytest

from makegood.rules.clauses.judging import judge
from makegood.rules.documents.document import Standing
from makegood.rules.documents.docx.names import STRICT, WORD
from makegood.rules.documents.limits import Unreadable
from makegood.rules.documents.reading import read_paper
from makegood.rules.markup.change import Choices
from makegood.rules.markup.marking import marked_up
from makegood.rules.refusal import Refused
from tests.rules.documents.making import packed, r
from tests.rules.markup.making import (
    AUTHOR,
    HEAD,
    NOW,
    SILENCE,
    contract,
    if_accepted,
    if_refused,
    marked,
    names,
    p,
    part,
    said,
    texts,
    title,
    words,
)

LISTS = """<w:abstractNum w:abstractNumId="1">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/></w:lvl></w:abstractNum>
<w:num w:numId="5"><w:abstractNumId w:val="1"/></w:num>"""
OTHERS = (
    '<w:p><w:ins w:id="1" w:author="Pat" w:date="2026-01-01T00:00:00Z">'
    + r(f"{SILENCE} Pat adds this.")
    + '</w:ins><w:del w:id="2" w:author="Pat" w:date="2026-01-01T00:00:00Z"><w:r>'
    "<w:delText>Old words.</w:delText></w:r></w:del></w:p>"
)
SPLIT = (
    '<w:p w:rsidR="00AB12CD"><w:r w:rsidRPr="00AB12CE"><w:rPr><w:i/></w:rPr><w:t xml:space="preserve">Before it. Deliv'
    '</w:t></w:r><w:bookmarkStart w:id="0" w:name="b"/><w:r><w:t>erables are deemed accepted if Client</w:t></w:r>'
    '<w:bookmarkEnd w:id="0"/><w:r><w:t xml:space="preserve"> does not object within</w:t><w:tab/><w:t>5 days. After '
    "it.</w:t></w:r></w:p>"
)
FIELD = (
    '<w:p><w:r><w:t xml:space="preserve">As said in </w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r>'
    '<w:instrText>REF a</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    + r("section 2")
    + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    + r(", deliverables are deemed accepted if Client does not object within 5 days.")
    + "</w:p>"
)
LINK = (
    "<w:p>"
    + r("Silence is said to be consent: ")
    + '<w:hyperlink w:anchor="x">'
    + r("Deliverables are deemed accepted if Client does not object")
    + "</w:hyperlink>"
    + r(" within 5 days.")
    + "</w:p>"
)
BOX = f"<w:p>{r(SILENCE)}<w:r><w:drawing><w:txbxContent>{p('In a box.')}</w:txbxContent></w:drawing></w:r></w:p>"
CELLS = (
    f"<w:tbl><w:tr><w:tc>{p('Acceptance')}</w:tc><w:tc>{p('First words.')}{p(SILENCE)}</w:tc></w:tr></w:tbl>{p('End.')}"
)
CASES = {
    "plain": p(SILENCE),
    "split runs": SPLIT,
    "a field": FIELD,
    "a link": LINK,
    "changes of others": OTHERS,
    "a text box beside it": BOX,
    "a table": CELLS,
    "last before a table": p(SILENCE) + CELLS,
    "a content control": f"<w:sdt><w:sdtContent>{p(SILENCE)}</w:sdtContent></w:sdt>",
    "an empty last paragraph": p(SILENCE) + "<w:p/>",
    "two in one paragraph": p(f"{SILENCE} Fees are non-refundable. All payments are due in advance."),
}


@pytest.mark.parametrize("body", CASES.values(), ids=CASES)
def test_refused_it_is_the_old_contract_and_accepted_the_rider_stands_there(body: str) -> None:
    before = contract(body)
    after = marked(before)
    assert if_refused(after) == said(read_paper(before))
    whole = " ".join(words(if_accepted(after)))
    assert "is accepted only by Client's written statement" in whole
    told = " ".join(words(said(read_paper(before))))
    assert whole.count("deemed accepted") == told.count("deemed accepted") - 1


@pytest.mark.parametrize("body", CASES.values(), ids=CASES)
def test_no_id_is_given_twice_and_no_struck_text_is_text(body: str) -> None:
    xml = part(marked(contract(body)))
    ids = re.findall(r'<w:(?:ins|del|commentRangeStart|bookmarkStart) w:id="(\d+)"', xml)
    assert len(ids) == len(set(ids))
    assert not re.search(r"<w:del [^>]*>(?:(?!</w:del>).)*<w:t[ >]", xml)


def test_what_is_not_changed_stays_byte_by_byte() -> None:
    before = contract(p("Untouched words.", '<w:jc w:val="both"/>'), SPLIT, styles='<w:style w:styleId="A"/>')
    after = marked(before, 7)
    assert part(after, "word/styles.xml") == part(before, "word/styles.xml")
    xml = part(after)
    for same in (p("Untouched words.", '<w:jc w:val="both"/>'), '<w:p w:rsidR="00AB12CD">', 'w:rsidRPr="00AB12CE"'):
        assert same in xml
    assert xml.startswith(part(before)[:200])


def test_what_pat_put_in_can_still_be_refused_alone() -> None:
    xml = part(marked(contract(OTHERS), 7))
    assert xml.count('w:author="Pat"') == 3  # the insertion was closed before ours and opened again behind it
    assert not re.search(rf"<w:ins [^>]*Pat[^>]*>(?:(?!</w:ins>).)*<w:ins [^>]*{AUTHOR}", xml)
    assert "Old words." in texts(marked(contract(OTHERS), 7), Standing.STRUCK)


def test_the_comment_says_why_and_that_a_lawyer_decides() -> None:
    after = marked(contract(p(SILENCE)), 7)
    (comment,) = texts(after, Standing.COMMENT)
    assert "Criteria and days are known before the work starts" in comment
    assert "a lawyer decides" in comment
    assert "The struck words name 5 days" in comment
    assert f'w:author="{AUTHOR}" w:date="2026-03-02T09:00:00Z"' in part(after, "word/comments.xml")
    assert "comments.xml" in part(after, "word/_rels/document.xml.rels")
    assert "/word/comments.xml" in part(after, "[Content_Types].xml")


def test_comments_of_others_stay_and_ours_follow() -> None:
    mark = '<w:commentRangeStart w:id="0"/><w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>'
    theirs = '<w:comment w:id="0" w:author="Pat"><w:p><w:r><w:t>Why so?</w:t></w:r></w:p></w:comment>'
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments" Target="comments.xml"/>'
        "</Relationships>"
    )
    before = contract(p(SILENCE), f"<w:p>{mark}{r('Marked.')}</w:p>", comments=theirs)
    before = packed({**{name: part(before, name) for name in names(before)}, "word/_rels/document.xml.rels": relations})
    after = marked(before, 7)
    assert set(texts(after, Standing.COMMENT)) >= {"Why so?"}
    assert len(texts(after, Standing.COMMENT)) == 2
    assert part(after, "word/comments.xml").startswith(part(before, "word/comments.xml")[: -len("</w:comments>")])


def test_word_goes_on_tracking() -> None:
    after = marked(contract(p(SILENCE)), 7)
    assert "<w:trackRevisions/>" in part(after, "word/settings.xml")
    assert "settings.xml" in part(after, "word/_rels/document.xml.rels")


def test_a_new_clause_takes_the_next_number_of_its_section() -> None:
    def counted(level: int) -> str:
        return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="5"/></w:numPr>'

    body = [p("Termination", counted(0)), p("Either party may end it for breach of it.", counted(1))]
    body += [p("General", counted(0)), p("Notices are in writing and sent by mail.", counted(1))]
    after = marked(contract(*body, numbering=LISTS), 20)
    rows = [row for row in if_accepted(after) if "orderly transition" in str(row)]
    assert [row[4] for row in rows] == ["1.2"]  # type: ignore[index]
    assert ["General" in str(row) and "'2'" in str(row) for row in if_accepted(after)].count(True) == 1


def test_typed_numbers_go_on_too() -> None:
    body = [title("7. Termination"), p("7.1 Either party may end it for breach."), p("7.2 Notice is in writing.")]
    after = marked(contract(*body, title("8. General"), p("8.1 Notices are sent by mail.")), 18, 20)
    new = [text for text in words(if_accepted(after)) if "Termination for" in text or "Transition" in text]
    assert [text[:4] for text in new] == ["7.3 ", "7.4 "]


def test_what_belongs_nowhere_stands_before_the_signatures() -> None:
    body = [p("IN WITNESS WHEREOF the parties have signed."), p("By: ______")]
    found = words(if_accepted(marked(contract(*body), 17)))
    at = next(index for index, row in enumerate(found) if "Key personnel" in row)
    assert "Further terms" in found[at - 1]
    assert "IN WITNESS" in found[at + 1]


def test_a_clause_put_in_at_the_very_end_leaves_nothing_when_refused() -> None:
    before = contract()
    assert if_refused(marked(before, 17, 21)) == said(read_paper(before))


def test_a_blank_is_marked_and_a_given_name_fills_it() -> None:
    blank = marked(contract(p("General words.")), 17)
    assert '<w:highlight w:val="yellow"/></w:rPr><w:t xml:space="preserve">[names and share of time]' in part(blank)
    assert "To be filled in before signing: [names and share of time]" in str(texts(blank, Standing.COMMENT))
    filled = marked(contract(p("General words.")), 17, people="Ann Lee (half her time)")
    assert "highlight" not in part(filled)
    assert "The key personnel are Ann Lee (half her time)." in " ".join(words(if_accepted(filled)))


def test_markup_in_names_stays_text() -> None:
    content = contract(p(SILENCE))
    author = 'O"<b>&\x00'
    after = marked_up(content, judge(read_paper(content)), Choices(only=frozenset({7})), author, NOW)
    assert "O&quot;" in part(after) or "'O\"&lt;b&gt;&amp;'" in part(after)


def test_a_text_becomes_a_word_file_with_the_same_passages() -> None:
    text = f"# Contract\n\n{HEAD}\n\n{SILENCE}\n\n| Part | Price |\n|---|---|\n| One | $5 |\n\nDeveloper must work.\n"
    document = read_paper(text.encode())
    after = marked_up(b"", judge(document), Choices(only=frozenset({7})), AUTHOR, NOW)
    assert words(if_refused(after)) == words(said(document))


def test_another_file_than_the_one_that_was_read_is_refused() -> None:
    review = judge(read_paper(contract(p(SILENCE))))
    with pytest.raises(Refused, match="not the one"):
        marked_up(contract(p("Other.")), review, Choices(), AUTHOR, NOW)


def test_nothing_to_change_is_said() -> None:
    content = contract(p("Client may terminate this Agreement for convenience upon 14 days' notice."))
    with pytest.raises(Refused, match="nothing to change"):
        marked_up(content, judge(read_paper(content)), Choices(only=frozenset({18})), AUTHOR, NOW)


def test_a_file_with_macros_is_not_sent_back() -> None:
    before = contract(p(SILENCE))
    other = {name: part(before, name) for name in names(before)} | {
        "[Content_Types].xml": "<Types><a>macroEnabled</a></Types>"
    }
    with pytest.raises(Unreadable, match="macros"):
        marked(packed(other), 7)


def test_a_file_saved_as_strict_keeps_its_names() -> None:
    before = contract(p(SILENCE))
    strict = packed({name: part(before, name).replace(WORD, STRICT) for name in names(before)})
    after = marked(strict, 7, 21)
    assert WORD not in part(after) + part(after, "word/comments.xml") + part(after, "word/settings.xml")
    assert "purl.oclc.org/ooxml/officeDocument/relationships/comments" in part(after, "word/_rels/document.xml.rels")
    assert if_refused(after) == said(read_paper(strict))


def test_a_signed_file_is_not_changed() -> None:
    before = contract(p(SILENCE))
    sealed = packed({**{name: part(before, name) for name in names(before)}, "_xmlsignatures/sig1.xml": "<a/>"})
    with pytest.raises(Unreadable, match="signed digitally"):
        marked(sealed, 7)


def test_a_list_in_one_sentence_is_struck_to_its_end() -> None:
    before = contract(
        p('All work is provided "AS IS", without warranty of: 1) merchantability; 2) fitness; or 3) title.')
    )
    assert "merchantability" not in " ".join(words(if_accepted(marked(before, 12))))
    assert "fitness" not in " ".join(words(if_accepted(marked(before, 12))))
    assert "title." not in " ".join(words(if_accepted(marked(before, 12))))


def test_what_is_added_to_a_weak_sentence_comes_before_what_is_left_there() -> None:
    body = [title("5. Warranty"), p("5.1 Developer shall do the work in a workmanlike manner. All else is excluded.")]
    (text,) = [text for text in words(if_accepted(marked(contract(*body), 12))) if text.startswith("5.1")]
    assert "manner. Notwithstanding anything else in this section: For 12 months" in text
    assert text.endswith("All else is excluded.")
