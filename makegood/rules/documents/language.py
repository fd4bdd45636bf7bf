"""Which language a paper is written in, told by the small words that every sentence needs."""

from __future__ import annotations

import re
from collections import Counter

_WORDS = {
    "en": "the of and to in shall be by or for any with this that not such is will as on",
    "es": "el la de los las que en y del para por con una un se no al su este esta será",
    "de": "der die und das den von zu mit ist des nicht im für dem ein eine auf wird oder sich",
    "fr": "le la les de des et du en que est pour dans une un par sur ne pas au aux",
    "pt": "o os as de da do das dos que em e para por com uma um não ao à será",
    "it": "il lo gli di del della e che in per una un con non sono dei delle al alla nel",
    "nl": "de het een van en in is dat op te voor met niet zijn door aan deze wordt of bij",
    "pl": "w i na z do nie się jest że przez oraz dla lub o od umowy po strony być",
    "sv": "och att det som en på är av för med den till inte om ett eller skall ska i vid",
    "da": "og at det som en på er af for med den til ikke om et eller skal i ved",
    "cs": "a v na je se že do pro s z nebo není podle smlouvy tato který od ve k o",
    "ro": "și de la în cu pe pentru nu sau este din care prin se al a ale va fi",
    "tr": "ve bir bu ile için olarak veya da de olan her taraf göre sözleşme olup kadar",
}
_PROFILES = {code: frozenset(words.split()) for code, words in _WORDS.items()}
_SCRIPTS = {
    "ru": re.compile("[а-яёА-Я]"),
    "el": re.compile("[α-ωΑ-Ω]"),
    "he": re.compile("[א-ת]"),
    "ar": re.compile("[ء-ي]"),
    "ko": re.compile("[가-힣]"),
    "ja": re.compile("[ぁ-ヿ]"),
    "zh": re.compile("[一-鿿]"),
    "hi": re.compile("[ऀ-ॿ]"),
}
_WORD = re.compile(r"[^\W\d_]+")
LETTERS = 40_000
ENOUGH_WORDS, ENOUGH_SHARE, ENOUGH_LEAD = 12, 0.12, 1.25

NAMES = {
    "en": "English", "es": "Spanish", "de": "German", "fr": "French", "pt": "Portuguese", "it": "Italian",
    "nl": "Dutch", "pl": "Polish", "sv": "Swedish", "da": "Danish", "cs": "Czech", "ro": "Romanian", "tr": "Turkish",
    "ru": "Russian", "el": "Greek", "he": "Hebrew", "ar": "Arabic", "ko": "Korean", "ja": "Japanese", "zh": "Chinese",
    "hi": "Hindi",
}  # fmt: skip


def language_of(text: str) -> str | None:
    """An ISO 639-1 code, None for too little text or none that is clear."""
    text = text[:LETTERS]
    letters = sum(letter.isalpha() for letter in text)
    for code, script in _SCRIPTS.items():
        if letters and len(script.findall(text)) > letters * 0.3:
            return code
    words = Counter(word.lower() for word in _WORD.findall(text))
    total = sum(words.values())
    if total < ENOUGH_WORDS:
        return None
    scores = sorted(((sum(words[word] for word in known), code) for code, known in _PROFILES.items()), reverse=True)
    (best, code), (second, _) = scores[:2]
    return code if best >= ENOUGH_SHARE * total and best >= ENOUGH_LEAD * second else None
