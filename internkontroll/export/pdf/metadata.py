"""What a file says of itself: title, language, conformance and colour space."""

import struct
from xml.sax.saxutils import escape

from internkontroll.domain.document import Document
from internkontroll.export.pdf.pdffile import PdfFile, text_string

LANGUAGE = "sv-SE"
_PRODUCER = "Internkontroll"

_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:date><rdf:Seq><rdf:li>{as_of}</rdf:li></rdf:Seq></dc:date>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<pdf:Producer>{producer}</pdf:Producer>
<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that the file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""


def write_info(file: PdfFile, document: Document) -> int:
    """The information dictionary, which the XMP repeats; no time of making: the same document, the same bytes."""
    title, author, producer = map(text_string, (document.title, document.author, _PRODUCER))
    return file.add(f"<</Title{title}/Author{author}/Producer{producer}>>")


def write_xmp(file: PdfFile, document: Document) -> int:
    """Title, author, day and conformance as XMP, which an archive reads without opening the rest."""
    packet = _XMP.format(
        title=escape(document.title),
        author=escape(document.author),
        as_of=document.as_of.isoformat(),
        language=LANGUAGE,
        producer=_PRODUCER,
    )
    return file.add_stream(packet.encode(), "/Type/Metadata/Subtype/XML", compress=False)


def write_output_intent(file: PdfFile) -> int:
    """The colour space that the colours are meant in: sRGB."""
    profile = file.add_stream(srgb_profile(), "/N 3")
    name = text_string("sRGB IEC61966-2.1")
    return file.add(
        f"<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier{name}/Info{name}/DestOutputProfile {profile} 0 R>>"
    )


def srgb_profile() -> bytes:
    """An ICC profile (version 2) of sRGB: IEC 61966-2-1's curve, its primaries adapted to D50."""
    curve = b"curv" + bytes(4) + struct.pack(">I1024H", 1024, *(round(65535 * _linear(i / 1023)) for i in range(1024)))
    tags = {
        b"desc": _description("sRGB"),
        b"cprt": b"text" + bytes(4) + b"Public domain\0",
        b"wtpt": _xyz(0.9642, 1.0, 0.8249),
        b"rXYZ": _xyz(0.4360747, 0.2225045, 0.0139322),
        b"gXYZ": _xyz(0.3850649, 0.7168786, 0.0971045),
        b"bXYZ": _xyz(0.1430804, 0.0606169, 0.7141733),
        b"rTRC": curve,
        b"gTRC": curve,
        b"bTRC": curve,
    }
    return _assemble(tags)


def _assemble(tags: dict[bytes, bytes]) -> bytes:
    """Header, tag table and tags; equal tags are stored once."""
    data, table, places = b"", b"", dict[bytes, int]()
    start = 128 + 4 + 12 * len(tags)
    for name, tag in tags.items():
        if tag not in places:
            places[tag] = start + len(data)
            data += tag + bytes(-len(tag) % 4)
        table += name + struct.pack(">II", places[tag], len(tag))
    header = struct.pack(
        ">I4sI4s4s4s12s4s28s12s48s",
        start + len(data), b"", 0x02100000, b"mntr", b"RGB ", b"XYZ ",
        struct.pack(">6H", 2000, 1, 1, 0, 0, 0), b"acsp", b"", _xyz(0.9642, 1.0, 0.8249)[8:], b"",
    )  # fmt: skip
    return header + struct.pack(">I", len(tags)) + table + data


def _description(text: str) -> bytes:
    name = text.encode("ascii") + b"\0"
    return b"desc" + bytes(4) + struct.pack(">I", len(name)) + name + bytes(4 + 4 + 2 + 1 + 67)


def _xyz(*values: float) -> bytes:
    return b"XYZ " + bytes(4) + struct.pack(">3i", *(round(value * 65536) for value in values))


def _linear(value: float) -> float:
    """Light of an sRGB value, both 0–1."""
    return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)
