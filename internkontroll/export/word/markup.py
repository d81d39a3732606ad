"""Small pieces of WordprocessingML as text. The prefix ``w`` is bound by the part that they go into."""

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

PARAGRAPH_END = "</w:t></w:r></w:p>"
_TEXT_START = '<w:t xml:space="preserve">'


def escape(text: str) -> str:
    """The text as element content."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def escape_attribute(text: str) -> str:
    """The text as the content of an attribute in double quotes; line breaks survive as references."""
    return escape(text).replace('"', "&quot;").replace("\n", "&#10;").replace("\t", "&#9;")


def content(text: str) -> str:
    """The text between `paragraph_start` and `PARAGRAPH_END`: escaped, with Word's own line breaks and tabs."""
    text = escape(text)
    if "\n" in text:
        text = text.replace("\n", f"</w:t><w:br/>{_TEXT_START}")
    if "\t" in text:
        text = text.replace("\t", f"</w:t><w:tab/>{_TEXT_START}")
    if "\u00ad" in text:  # Word draws the character as a hyphen that is always there
        text = text.replace("\u00ad", f"</w:t><w:softHyphen/>{_TEXT_START}")
    return text


def paragraph_start(style: str, more: str = "") -> str:
    """Everything of a paragraph before its text; `more` is paragraph properties that follow pStyle in the schema."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{more}</w:pPr><w:r>{_TEXT_START}'


def picture(style: str, more: str, drawing: str) -> str:
    """A paragraph that holds a drawing; `more` as for `paragraph_start`."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{more}</w:pPr><w:r>{drawing}</w:r></w:p>'


def empty_paragraph(style: str) -> str:
    """What an empty cell must hold."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr></w:p>'
