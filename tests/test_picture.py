import re
import subprocess
import sys
from html.parser import HTMLParser

import pytest
import torch

import mpepsn
from mpepsn import picture

ALT = "Nine spikes of one neuron over forty steps"


@pytest.fixture
def shown():
    x = torch.rand(40, 2, generator=torch.Generator().manual_seed(1)) * 0.7
    return picture.trace(mpepsn.lif(x, decay=0.8), ALT, x=x, neuron=1)


def test_the_text_alternative_reaches_the_page(shown):
    assert f'role="img" aria-label="{ALT}"' in shown._repr_html_()


@pytest.mark.parametrize("alt", ["", "trace", None, "figure 1"])
def test_a_picture_without_words_is_refused(alt):
    with pytest.raises(ValueError, match="alt must say in words"):
        picture.raster(torch.zeros(4, 3), alt)


def test_text_and_axes_take_the_colour_of_the_page(shown):
    svg = shown.svg
    assert "currentColor" in svg and picture.PAGE not in svg
    assert picture.COLOURS["h"] in svg and picture.COLOURS["threshold"] in svg


def test_the_svg_leaves_the_rest_of_the_page_alone(shown):
    svg = shown.svg
    assert "<style" not in svg and "<metadata" not in svg
    HTMLParser().feed(svg)


def test_two_pictures_share_no_id(shown):
    other = picture.raster(torch.eye(8), "A diagonal of eight spikes in a raster")
    ids = [set(re.findall(r'id="([^"]+)"', p.svg)) for p in (shown, other)]
    assert all(ids) and not ids[0] & ids[1]
    for p, known in zip((shown, other), ids, strict=True):
        assert set(re.findall(r'(?:href="|url\()#([^")]+)', p.svg)) <= known


def test_the_same_picture_is_the_same_text():
    first, second = (picture.raster(torch.eye(8), "A diagonal of eight spikes in a raster") for _ in range(2))
    assert first.svg == second.svg


def test_spikes_stand_where_the_trace_says(shown):
    spikes = mpepsn.lif(torch.rand(40, 2, generator=torch.Generator().manual_seed(1)) * 0.7, decay=0.8).s[:, 1]
    lines = shown.figure.axes[0].collections[0].get_segments()
    assert [segment[0][0] for segment in lines] == torch.nonzero(spikes).flatten().tolist()


def test_an_estimate_is_drawn_where_there_is_one():
    x = torch.rand(12, 1, generator=torch.Generator().manual_seed(1))
    traces = mpepsn.LIF().trace(x), mpepsn.MPEPSN().eval().trace(x)
    without, with_estimate = (picture.trace(trace, ALT) for trace in traces)
    assert picture.COLOURS["v_hat"] not in without.svg
    (line,) = [line for line in with_estimate.figure.axes[0].lines if line.get_label() == "v_hat"]
    assert torch.equal(torch.tensor(line.get_ydata()), traces[1].v_hat[:, 0].detach())


def test_a_raster_has_one_mark_per_spike():
    s = (torch.rand(20, 5, generator=torch.Generator().manual_seed(2)) < 0.2).float()
    (patch,) = picture.raster(s, "Random spikes of five neurons").figure.axes[0].patches
    ends = patch.get_path().vertices.reshape(-1, 2, 2)
    assert {tuple(mark.mean(0).round().astype(int)) for mark in ends} == {tuple(p) for p in torch.nonzero(s).tolist()}


def test_a_raster_of_silent_neurons_is_empty_but_there():
    assert "<svg" in picture.raster(torch.zeros(5, 3), "Three neurons that never fire").svg


def test_without_matplotlib_the_extra_is_named():
    code = (
        "import sys; sys.modules['matplotlib'] = None\n"
        "import torch; from mpepsn import picture\n"
        "try: picture.raster(torch.zeros(2, 2), 'two silent neurons over two steps')\n"
        "except ImportError as error: print(error)"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert "mpepsn[plot]" in said
