"""Every page, light and dark, on a desk and on a phone."""

import gzip
from pathlib import Path

import pytest

AXE = Path(__file__).parents[2] / "node_modules/axe-core/axe.min.js"
LIMIT = 350_000  # bytes, gzip

# Boxes that scroll or cut sideways may hold what is wider than the page; nothing else may.
WIDER = """() => {
  const root = document.documentElement;
  const boxed = (e) => {
    for (let up = e.parentElement; up && up !== document.body; up = up.parentElement)
      if (getComputedStyle(up).overflowX !== 'visible' && up.getBoundingClientRect().right <= root.clientWidth + 1)
        return true;
    return false;
  };
  const say = (e) => `${e.tagName.toLowerCase()}.${e.getAttribute('class')} in ${e.parentElement.className}`;
  const found = root.scrollWidth > root.clientWidth ? [`the page is ${root.scrollWidth} px wide`] : [];
  for (const e of document.querySelectorAll('#main-content *')) {
    const box = e.getBoundingClientRect();
    const style = getComputedStyle(e);
    if (!box.width || !box.height || style.visibility === 'hidden') continue;
    if ((box.right > root.clientWidth + 1 || box.left < -1) && !boxed(e)) found.push(`${say(e)} sticks out`);
    if (['hidden', 'clip'].includes(style.overflowX) && box.width > 1 && e.scrollWidth > e.clientWidth + 1)
      found.push(`${say(e)} is cut`);
  }
  return found;
}"""
BROKEN_RULES = """async () => (await axe.run(document)).violations.flatMap(
  (rule) => rule.nodes.map((node) => `${rule.id} ${node.target} ${node.failureSummary}`))"""
MOVING = """() => [
  ...document.getAnimations().map((moving) => `${moving.effect?.target?.className} is moving`),
  ...[document.documentElement, ...document.querySelectorAll('*')].flatMap((e) =>
    ['', '::before', '::after'].flatMap((part) => {
      const style = getComputedStyle(e, part);
      const moves = style.animationName !== 'none' && style.animationPlayState === 'running';
      const long = style.transitionDuration.split(', ').some((time) => parseFloat(time) > 0.01);
      return moves || (long && style.transitionProperty !== 'none') || style.scrollBehavior === 'smooth'
        ? [`${e.tagName}.${e.getAttribute('class')}${part}`] : [];
    })),
]"""


SEEN = pytest.mark.parametrize("scheme, width", [("light", 1280), ("light", 360), ("dark", 360)])


@pytest.fixture(scope="module")
def axe():
    if not AXE.is_file():
        pytest.skip("axe-core is not installed: make js")
    return AXE.read_text(encoding="utf-8")


@SEEN
def test_nothing_sticks_out_and_axe_finds_nothing(visit, axe, name, scheme, width):
    page = visit(name, width=width, color_scheme=scheme)
    stands(page, axe, scheme)


@SEEN
def test_the_same_holds_for_what_a_search_finds(visit, address, axe, scheme, width):
    page = visit("search", width=width, color_scheme=scheme)
    page.goto(f"{address}/search.html?q=surrogate", wait_until="networkidle")
    assert page.locator("#search-results .highlighted").count() > 5
    assert page.locator("#search-results li", has_text="mpepsn.surrogate").count()
    stands(page, axe, scheme)


def stands(page, axe, scheme):
    assert page.evaluate("document.documentElement.dataset.theme") == scheme
    page.evaluate("document.querySelectorAll('details').forEach((closed) => (closed.open = true))")
    page.evaluate("document.fonts.ready.then(() => new Promise(requestAnimationFrame))")
    page.evaluate("Promise.all(document.getAnimations().map((fading) => fading.finished)).then(() => null)")
    wider = page.evaluate(WIDER)
    assert not wider, "\n".join(wider)
    page.evaluate(axe)
    broken = page.evaluate(BROKEN_RULES)
    assert not broken, "\n".join(broken)


def test_the_page_works_from_a_file(visit, site, name):
    page = visit(name, base=site.as_uri())
    assert page.evaluate("document.styleSheets.length") > 4
    assert page.evaluate("document.fonts.check('16px \"STIX Two Math Book\"')")


def test_a_reader_who_asks_for_less_motion_gets_none(visit, name):
    moving = visit(name, reduced_motion="reduce").evaluate(MOVING)
    assert not moving, "\n".join(moving)


def test_a_cold_load_is_light(browser, address, site, toc, capsys):
    sizes = {}
    for name in toc:
        context, asked = browser.new_context(), set()
        context.on("request", lambda request, asked=asked: asked.add(request.url.split("?")[0]))
        context.new_page().goto(f"{address}/{name}.html", wait_until="networkidle")
        context.close()
        sizes[name] = sum(weight(site / url.removeprefix(f"{address}/")) for url in asked if url.startswith(address))
    with capsys.disabled():
        print(*(f"\n{size / 1000:8.1f} kB  {name}" for name, size in sizes.items()))
    assert {name: size for name, size in sizes.items() if size > LIMIT} == {}


def weight(path):
    data = path.read_bytes()
    return len(data) if path.suffix == ".woff2" else len(gzip.compress(data))
