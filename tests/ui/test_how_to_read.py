import pytest

from ui import how_to_read
from ui.i18n import use_language


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("name", how_to_read.names())
def test_each_kind_of_card_is_explained_in_three_whole_sentences(name, language):
    with use_language(language):
        texts = how_to_read.texts(name)
    assert len(texts) == 3
    for text in texts:
        assert text.endswith(".")
        assert text[0].isupper()
        assert "!" not in text


def test_the_keys_of_a_table_are_named():
    assert "Shift+Spasi" in how_to_read.table_keys()
