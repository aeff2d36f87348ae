#!/usr/bin/env python3
"""Makes the fonts in this folder from Debian's fonts-liberation2 and fonts-noto-core.

Needs fonttools (4.38 was used). Run it in this folder with the folder that holds the TrueType files
of both packages: ./build.py /usr/share/fonts/truetype
"""

import sys
import tempfile
from pathlib import Path

from fontTools.merge import Merger
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

# Latin, combining marks, Greek, Cyrillic, Hebrew, Vietnamese, polytonic Greek, punctuation,
# currencies, letter-like characters, arrows, mathematics, geometric shapes, ligatures
TEXT = [
    (0x20, 0x24F), (0x250, 0x36F), (0x370, 0x52F), (0x590, 0x5F4), (0x1E00, 0x1FFF),
    (0x2000, 0x22FF), (0x25A0, 0x26FF), (0xFB00, 0xFB06), (0xFB1D, 0xFB4F),
]
# the shapes the text fonts lack, and pictures of control characters
SYMBOLS = [*range(0x2400, 0x2427), *map(ord, "◆◇▸▹▶◀▪★☆☐☑☒⚑⚠✓✔✕✗✘❤➔")]
REPLACEMENT = [0xFFFD]


def rename(font, family, style):
    """The Open Font License reserves the name of the original for the original."""
    # the same parts give the same file
    font.recalcTimestamp = False
    font["head"].modified = font["head"].created
    names = font["name"]
    for record in list(names.names):
        if record.nameID not in (0, 13, 14):
            names.removeNames(nameID=record.nameID)
    whole = f"{family} {style}"
    post_script = f"{family.replace(' ', '')}-{style}"
    texts = {1: family, 2: style, 3: whole, 4: whole, 5: "Version 1.0", 6: post_script}
    for number, text in texts.items():
        names.setName(text, number, 3, 1, 0x409)


def subset(path, characters):
    font = TTFont(path, recalcTimestamp=False)
    options = Options()
    options.hinting = False
    options.layout_features = ["kern", "mark", "mkmk", "ccmp", "locl"]
    options.name_IDs = ["*"]
    options.notdef_outline = True
    options.glyph_names = False
    options.drop_tables += ["FFTM", "kern"]
    maker = Subsetter(options)
    maker.populate(unicodes=characters)
    maker.subset(font)
    return font


def main():
    fonts = Path(sys.argv[1])
    text = [c for first, last in TEXT for c in range(first, last + 1)]
    for style in ("Regular", "Bold"):
        font = subset(fonts / f"liberation2/LiberationSans-{style}.ttf", text)
        rename(font, "Roundtable Sans", style)
        font.save(f"RoundtableSans-{style}.ttf")
    with tempfile.TemporaryDirectory() as folder:
        parts = []
        for name, characters in [("NotoSansSymbols2", SYMBOLS), ("NotoSans", REPLACEMENT)]:
            font = subset(fonts / f"noto/{name}-Regular.ttf", characters)
            for table in ("GPOS", "GSUB", "GDEF"):
                if table in font:
                    del font[table]
            created = font["head"].created
            parts.append(f"{folder}/{name}.ttf")
            font.save(parts[-1])
        merged = Merger().merge(parts)
    merged["head"].created = created
    rename(merged, "Roundtable Symbols", "Regular")
    merged.save("RoundtableSymbols.ttf")


main()
