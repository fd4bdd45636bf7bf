"""A contract as it goes back: the file with tracked changes, the letter with it, what to settle before signing.

    marked_up(content, review, choices, author, now)     # marking.py: bytes of a DOCX
    letter_back(review, choices, ...)                    # letter.py
    settle(review, ...)                                  # settle.py

Pure. The bytes of a stranger's DOCX belong into `engine.papers`, which calls this in a child with limits.
"""
