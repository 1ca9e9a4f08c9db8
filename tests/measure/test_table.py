"""A table of results: every row fits its head, and no cell can leave its place in the HTML."""

import pytest

from mpepsn.measure.table import Table


def test_a_row_that_does_not_fit_the_head_is_refused():
    with pytest.raises(ValueError, match=r"rows must have the 2 cells of the head; got \['1'\]"):
        Table(["a", "b"], [[1]])


def test_a_page_gets_heads_that_a_reader_can_hear():
    html = Table(["λ", "error <b>"], ["still & sure", ["0.1", "<i>"]])._repr_html_()
    assert '<th scope="col">λ</th><th scope="col">error &lt;b&gt;</th>' in html
    assert '<th colspan="2" scope="colgroup">still &amp; sure</th>' in html
    assert '<th scope="row">0.1</th><td>&lt;i&gt;</td>' in html
