"""What a page test looks at."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest


def words(app: AppTest) -> str:
    """Return the sentences of the page."""
    shown = [*app.title, *app.header, *app.subheader, *app.markdown, *app.caption]
    shown += [*app.info, *app.warning, *app.error]
    return "\n".join(str(element.value) for element in shown)


def key_figures(app: AppTest) -> dict[str, str]:
    """Return the key figures by label."""
    return {metric.label: str(metric.value) for metric in app.metric}
