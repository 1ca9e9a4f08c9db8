"""What the zip holds in place of the solutions: their pages, so that no link leads nowhere, without an answer."""

from bs4 import BeautifulSoup

NOT_HERE = "The solutions of this chapter are not part of the download; they stand at the end of the book on its site."


def emptied(page):
    """A page of solutions as HTML with its title and its ways to other pages, and without an answer."""
    soup = BeautifulSoup(page, "html.parser")
    article = soup.find("article")
    title, said = article.find("h1"), soup.new_tag("p")
    title.find("a", class_="headerlink").decompose()
    said.string = NOT_HERE
    for gone in (article, *soup.select("nav.page-toc, #jb-print-toc")):
        gone.clear()
    article.extend([title, said])
    return str(soup)
