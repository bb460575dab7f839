import pytest

from tests.analytics.rules import shipped


@pytest.fixture
def source():
    return shipped.source()


@pytest.fixture
def rules():
    return shipped.rules()
