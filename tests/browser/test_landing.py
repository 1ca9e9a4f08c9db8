"""The first page: what the reader sees before scrolling, the four doors, the map of the chapters."""

import re

import pytest


@pytest.fixture
def first(toc):
    return toc[0]


def test_a_desk_sees_the_figure_work_in_the_first_screen(visit, first):
    page = visit(first, width=1280, height=800)
    figure = page.locator(".mpepsn-trace").first
    drawing = figure.get_by_role("img").bounding_box()
    slider = figure.get_by_role("slider", name="decay")
    place = slider.bounding_box()
    assert drawing["y"] >= 0 and drawing["y"] + drawing["height"] <= 800
    assert place["y"] + place["height"] <= 800
    assert figure.locator("input[value=none]").bounding_box()["y"] <= 800 - 24
    line = figure.locator("svg .mpepsn-h")
    before = line.get_attribute("d")
    page.mouse.click(place["x"] + 30, place["y"] + place["height"] / 2)
    assert line.get_attribute("d") != before
    assert page.evaluate("scrollY") == 0


@pytest.mark.parametrize("width, height", [(360, 640), (390, 844)])
def test_a_phone_moves_a_slider_in_the_first_screen(visit, first, width, height):
    page = visit(first, width=width, height=height, has_touch=True, is_mobile=True)
    figure = page.locator(".mpepsn-trace").first
    slider = figure.get_by_role("slider").first
    place = slider.bounding_box()
    assert place["y"] + place["height"] <= height
    before = figure.locator("svg .mpepsn-h").get_attribute("d")
    page.touchscreen.tap(place["x"] + 30, place["y"] + place["height"] / 2)
    assert figure.locator("svg .mpepsn-h").get_attribute("d") != before
    assert page.evaluate("scrollY") == 0


def test_the_idea_is_one_sentence(visit, first):
    words = visit(first).locator(".hero").inner_text()
    assert words.endswith(".") and not re.search(r"[.!?]\s", words)


def test_the_four_doors_lead_somewhere(visit, first):
    page = visit(first)
    doors = page.locator(".doors a")
    assert [words.split()[0] for words in doors.all_inner_texts()] == ["Read", "Run", "Build", "Teach"]
    for door in doors.all():
        target = door.get_attribute("href")
        door.click()
        page.wait_for_url(lambda url, target=target: url.endswith(target))
        name = target.partition("#")[2]
        if name:
            assert 0 <= page.locator(f"[id='{name}']").bounding_box()["y"] < 800
        else:
            assert page.locator("article h1").is_visible()
        page.go_back()


def test_the_map_lists_every_chapter_with_its_claim_and_time(visit, first, toc):
    page = visit(first)
    chapters = [name for name in toc if re.search(r"/\d\d_", name)]
    assert chapters
    rows = page.locator("section", has=page.locator("h2", has_text="The chapters")).locator("tbody tr").all()
    assert [row.locator("a").first.get_attribute("href") for row in rows] == [
        f"{name.rpartition('/')[2]}.html" for name in chapters
    ]
    minutes = 0
    for row, chapter in zip(rows, chapters, strict=True):
        title, claim, time = row.locator("td").all_inner_texts()
        assert title.startswith(f"{int(chapter.partition('/')[2][:2])}. ") and len(claim) > 20
        minutes += int(re.fullmatch(r"(\d+) min", time)[1])
    assert f"All of it: about {minutes / 60:.0f} hours." in page.locator("article").inner_text()
