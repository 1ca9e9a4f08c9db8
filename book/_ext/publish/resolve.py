"""MyST markup in plain Markdown: in the copies that Colab opens, a role or a directive would show as it is typed."""

import re
from pathlib import PurePosixPath

TOKEN = re.compile(
    r"""^(?P<fence>`{3,}|:{3,})\{(?P<directive>[\w:-]+)\}[ \t]*(?P<title>.*)\n(?P<body>(?:.*\n)*?)(?P=fence)[ \t]*$
    |^(?P<code>`{3,}).*\n(?:.*\n)*?(?P=code)[ \t]*$
    |\{(?P<role>[\w:]+)\}`(?P<content>[^`]*)`
    |`[^`\n]+`""",
    re.MULTILINE | re.VERBOSE,
)
TITLED = re.compile(r"(.*\S)\s*<([^<>]+)>", re.DOTALL)
NUMBERED = re.compile(r"^\$\$(.+?)\$\$[ \t]*\(([\w:-]+)\)[ \t]*$", re.MULTILINE | re.DOTALL)
OPTION = re.compile(r"\A:([\w-]+):[ \t]*(.*)\n?")
LINK = re.compile(r"(?<!!)\[([^\]]*)\]\((?!\w+:)(?:([^)#\s]*)\.(?:ipynb|md)|(#[\w-]+))\)")
TARGET_OR_ATTRIBUTES = re.compile(r"^(?:\([\w-]+\)=|\{[.#][^}\n]*\})\n", re.MULTILINE)
ADMONITIONS = {"note", "tip", "hint", "important", "warning", "caution", "attention", "danger", "error", "seealso"}


class Resolver:
    """Rewrites the Markdown of one page, with the numbers, titles and sources that the built book shows."""

    def __init__(self, book, docname):
        self.book, self.docname = book, docname
        self.unknown = []

    def __call__(self, text):
        """The text without MyST markup; what is code stays, and what has no rule is noted in `unknown`."""
        done = []

        def take(match):
            done.append(self.token(match))
            return f"\0{len(done) - 1}\0"

        text = TOKEN.sub(take, text + "\n")
        text = TARGET_OR_ATTRIBUTES.sub("", text)
        text = NUMBERED.sub(lambda m: f"$${m[1].rstrip()} \\tag{{{self.book.number(m[2])}}}$$", text)
        text = LINK.sub(self.link, text)
        self.unknown += re.findall(r"^:{3,}.*", text, re.MULTILINE)
        return re.sub("\0(\\d+)\0", lambda m: done[int(m[1])], text).removesuffix("\n")

    def token(self, match):
        """What stands for a directive, a role or a piece of code."""
        found = None
        if match["directive"]:
            found = self.directive(match["directive"], match["title"].strip(), match["body"])
        elif match["role"]:
            found = self.role(match["role"], match["content"])
        else:
            return match[0]
        if found is None:
            self.unknown.append(match[0])
        return match[0] if found is None else found

    def directive(self, name, title, body):
        """An admonition becomes a quotation, a figure an image, a bibliography a list."""
        options = {}
        while found := OPTION.match(body):
            options[found[1]] = found[2]
            body = body[found.end() :]
        if name in ("math", "bibliography"):
            entries = "\n".join(f"- {entry}" for entry in self.book.sources(self.docname))
            tag = f" \\tag{{{self.book.number(options['label'])}}}" if "label" in options else ""
            return f"$$\n{body.strip()}{tag}\n$$" if name == "math" else entries
        body = self(body.strip("\n"))
        if name in ("figure", "image"):
            image = f"![{options.get('alt', '')}]({self.book.image(self.docname, title)})"
            return f"{image}\n\n*{body}*" if body else image
        if name == "admonition":
            return quoted(f"**{title}.** {body}")
        if name in ADMONITIONS:
            return quoted(f"**{name.capitalize()}.** {title} {body}")
        return body if name == "container" else None

    def role(self, name, content):
        """The words that the page shows; a link where it leads to another page."""
        titled = TITLED.fullmatch(content)
        words, target = titled.groups() if titled else ("", content)
        if name == "eq":
            return f"({self.book.number(target)})"
        if name == "doc":
            return self.page(words, target)
        if name == "ref":
            docname, mark, title = self.book.label(target)
            return f"[{words or title}]({self.book.address(docname)}#{mark})"
        if name in ("cite", "cite:p", "cite:t"):
            cited = [self.book.citation(key.strip(), in_text=name == "cite:t") for key in content.split(",")]
            return ", ".join(cited) if name == "cite:t" else f"[{'; '.join(cited)}]"
        return f"`{words or target}`" if name.startswith("py:") else None

    def link(self, match):
        """A link to a source file leads to its page, a link to a heading to that of the built page."""
        words, path, mark = match.groups()
        return self.page(words, path) if path else f"[{words}]({self.book.address(self.docname)}{mark})"

    def page(self, words, path):
        """A link to another page of the book."""
        docname = path.lstrip("/") if path.startswith("/") else str(PurePosixPath(self.docname).parent / path)
        return f"[{words or self.book.title(docname)}]({self.book.address(docname)})"


def quoted(text):
    """Markdown's quotation."""
    return "\n".join(f"> {line}".rstrip() for line in re.sub(" +", " ", text).strip().split("\n"))
