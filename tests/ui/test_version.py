import re

from ui import sentences, version


def test_the_version_is_the_one_of_the_project_file():
    stated = re.search(r'^version = "(.+)"$', version.PROJECT_FILE.read_text(), re.MULTILINE)
    assert stated is not None
    assert stated.group(1) == version.VERSION


def test_the_sidebar_line_names_it():
    shown = sentences.data_date(None, version.VERSION).replace("\\", "")  # escaped for Markdown
    assert version.VERSION in shown
