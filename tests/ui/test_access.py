import pytest

from ui import access, site_map


def test_every_page_says_who_opens_it_and_nothing_else_does():
    assert set(access.AUDIENCES) == {page.name for page in site_map.PAGES}


@pytest.mark.parametrize("role", access.DEMO_ROLES)
def test_every_role_of_the_demo_opens_some_page_of_the_menu(role):
    user = access.User(role, frozenset({role}), None, is_demo=True)
    assert any(user.may_open(p.name) for p in site_map.PAGES if not p.is_hidden)


def test_several_roles_open_the_union_of_their_pages():
    both = access.User("x", frozenset({"rater", "administrator"}), None, is_demo=False)
    assert {page for page in access.AUDIENCES if both.may_open(page)} == {"data", "method", "rules"}
