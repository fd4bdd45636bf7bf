from larkspur.catalogue.search import MOST_WORDS, _pattern, words_of


def test_words_are_small_and_not_repeated() -> None:
    assert words_of("Rose  bush ROSE") == ["rose", "bush"]


def test_only_the_first_words_count() -> None:
    assert len(words_of(" ".join(f"word{n}" for n in range(50)))) == MOST_WORDS


def test_wildcards_of_sql_are_plain_characters() -> None:
    assert _pattern("100%_\\") == "%100\\%\\_\\\\%"
