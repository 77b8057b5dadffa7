"""A text in several languages has a labelled input for each."""

import re

from summit.event.forms import SiteForm


def test_each_language_has_its_label(coordinator):
    page = str(SiteForm(user=coordinator)["name"])
    ids = re.findall(r'<input[^>]* id="([^"]+)"', page)
    assert ids == ["id_name_0", "id_name_1", "id_name_2"]
    assert re.findall(r'<label class="hint" for="([^"]+)">', page) == ids
    assert [re.search(rf'lang="{code}"', page) is not None for code in ("fr", "ar", "en")] == [True] * 3
    assert " required" not in page


def test_one_language_is_enough_and_none_is_not(coordinator):
    data = {"code": "cicb", "site_type": "other"}
    assert SiteForm(data | {"name_1": "قصر المؤتمرات"}, user=coordinator).is_valid()
    form = SiteForm(data, user=coordinator)
    assert list(form.errors) == ["name"]
    assert form.fields["name"].required
