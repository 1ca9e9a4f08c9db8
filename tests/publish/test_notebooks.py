"""The copies that Colab opens: plain Markdown, with the numbers and sources that the pages show."""

import json

import pytest

SITE = "https://alice.github.io/mpe-book"


@pytest.fixture(scope="module")
def copies(built):
    return {name: json.loads(text) for name, text in built["alice/mpe-book"][2].items()}


@pytest.fixture(scope="module")
def text(copies):
    return "".join(copies["01_first"]["cells"][0]["source"])


@pytest.mark.parametrize(
    "shown",
    [
        "$$\nv = 1 \\tag{1.1}$$",
        "$$w = 2 \\tag{1.2}$$",
        "(1.1) before (1.2) of",
        f"[the other]({SITE}/book/02_second.html); [Second chapter]({SITE}/book/02_second.html) again",
        f"[Second chapter]({SITE}/book/02_second.html), or [`here`]({SITE}/book/02_second.html), or",
        f"[above]({SITE}/book/01_first.html#the-start)",
        f"[the place]({SITE}/book/01_first.html#the-start)",
        "[Known, 2023; One et al., 2024], which Known [2023] made",
        "> **Note.** See (1.1).\n>\n> Two paragraphs.",
        f"![A dot.]({SITE}/_images/dot.svg)\n\n*The caption.*",
        'Not a role: `{eq}`, `code`, nor\n\n```python\nx = "{eq}`inside`"\n```',
    ],
)
def test_markup_is_resolved(text, shown):
    assert shown in text


def test_nothing_of_the_markup_is_left(text):
    rest = text.replace("`{eq}`", "").replace("{eq}`inside`", "")
    assert not any(sign in rest for sign in ("{eq}", "{doc}", "{cite", ":::", "```{", "(the-start)=", "{.wide}", "\0"))


def test_numbers_hold_in_another_chapter_too(copies):
    assert "See (1.1)." in "".join(copies["02_second"]["cells"][0]["source"])


def test_the_sources_are_listed(copies):
    listed = "".join(copies["01_first"]["cells"][3]["source"])
    assert listed.startswith("## Sources\n\n- ") and listed.count("\n- ") == 2
    assert "Ada Known" in listed and "2024" in listed


def test_code_and_metadata_stay_and_the_origin_is_named(copies):
    notebook = copies["02_second"]
    assert notebook["metadata"]["accelerator"] == "GPU" and notebook["metadata"]["colab"] == {"gpuType": "T4"}
    assert copies["01_first"]["cells"][2]["source"] == ["print('ran')"]
    assert f"]({SITE}/book/02_second.html). Text CC BY 4.0, code MIT." in "".join(notebook["cells"][-1]["source"])


def test_each_page_says_when_it_last_ran_with_colabs_pins(built):
    pages = built["alice/mpe-book"][1]
    first, second = pages["01_first"], pages["02_second"]
    line = "Last run on 2026-11-22 with Colab&#x27;s pins of 2026-08 (ipython 7.34.0, ipywidgets 7.7.1), "
    line += "python 3.11.7 and torch 2.13.0, in 4.2 s."
    assert f'<p class="last-run">{line} Its code has changed since.</p>' in first
    assert "Not yet run with Colab&#x27;s pins." in second
    assert "last-run" not in pages["intro"]


def test_markup_without_a_rule_fails_the_build(small_book):
    book = small_book()
    book.add("01_first.ipynb", ["# First\n\nPress {kbd}`Ctrl`."])
    code, said = book.build()
    assert code == 1 and "Colab would show this as it is typed: {kbd}`Ctrl`" in said
