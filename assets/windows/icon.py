#!/usr/bin/env python3
"""Draws the program's icon: a page of the ledger, three issues late, soon due and done, and the tick of what is struck off.

    pip install pillow && assets/windows/icon.py

Writes icon.ico (16 to 256 px, for the exe) and icon.png (256 px, for the window) beside itself. Each size is drawn for
itself: below 32 px the page keeps two lines and no dots, so that nothing turns to grey mush in the task bar.
"""
import io
import pathlib
import struct

from PIL import Image, ImageDraw

HERE = pathlib.Path(__file__).resolve().parent
# Windows makes 128 px from the largest; kept as a bitmap that size alone would be half of the file.
SIZES = [16, 20, 24, 32, 40, 48, 64, 256]
FINE = 8  # drawn so many times larger, then made smaller

# The colours of src/ui/theme.rs: primary button, its lighter edge, and the solid tones.
GROUND, EDGE = (31, 90, 166), (62, 122, 199)
PAGE, INK, SHADE = (255, 255, 255), (168, 178, 193), (225, 233, 244)
LATE, SOON, DONE = (208, 72, 64), (221, 160, 52), (46, 139, 87)


def scaled(draw, unit):
    """Drawing in units of a 32nd of the side."""
    def box(x0, y0, x1, y1, radius, fill):
        draw.rounded_rectangle([x0 * unit, y0 * unit, x1 * unit - 1, y1 * unit - 1], radius * unit, fill=fill)

    def dot(x, y, radius, fill):
        draw.ellipse([(x - radius) * unit, (y - radius) * unit, (x + radius) * unit, (y + radius) * unit], fill=fill)

    def tick(x, y, size, width):
        points = [(x - size, y + 0.05 * size), (x - 0.25 * size, y + 0.75 * size), (x + size, y - 0.7 * size)]
        points = [(a * unit, b * unit) for a, b in points]
        draw.line(points, fill=PAGE, width=round(width * unit), joint="curve")
        for a, b in points:
            half = width * unit / 2
            draw.ellipse([a - half, b - half, a + half, b + half], fill=PAGE)

    return box, dot, tick


def picture(size):
    side = size * FINE
    image = Image.new("RGBA", (side, side))
    box, dot, tick = scaled(ImageDraw.Draw(image), side / 32)
    if size >= 32:
        ground(image, box, side, 1)
        box(6, 4.5, 24, 27.5, 2, PAGE)
        box(6, 4.5, 24, 8.5, 2, SHADE)
        box(6, 7, 24, 8.5, 0, SHADE)
        for y, colour, end in [(12, LATE, 21), (16.5, SOON, 20), (21, DONE, 16)]:
            dot(9.7, y, 1.35, colour)
            box(12.4, y - 0.8, end, y + 0.8, 0.8, INK)
        dot(23, 23.5, 6.9, GROUND)
        dot(23, 23.5, 5.9, DONE)
        tick(22.9, 23.4, 2.6, 1.5)
    else:
        ground(image, box, side, 0)
        box(6, 4, 24, 28, 2, PAGE)
        for y in (8, 14):
            box(10, y, 20, y + 2, 0, INK)
        dot(22.5, 22.5, 8.6, GROUND)
        dot(22.5, 22.5, 7.4, DONE)
        tick(22.4, 22.4, 3.4, 2.4)
    return image.resize((size, size), Image.Resampling.BOX)


def ground(image, box, side, margin):
    """The blue plate, a little lighter at its top."""
    box(margin, margin, 32 - margin, 32 - margin, 6.5, GROUND)
    mask = image.getchannel("A")
    slope = Image.new("RGBA", (1, side))
    for y in range(side):
        part = 1 - y / side
        slope.putpixel((0, y), tuple(round(b + (a - b) * part) for a, b in zip(EDGE, GROUND)) + (255,))
    image.paste(slope.resize((side, side)), (0, 0), mask)


def png(image):
    file = io.BytesIO()
    image.save(file, "PNG", optimize=True)
    return file.getvalue()


def bitmap(image):
    """What an .ico holds of a size below 256: colours and alpha from the bottom up, then an empty mask."""
    side = image.width
    rows = image.transpose(Image.Transpose.FLIP_TOP_BOTTOM).tobytes("raw", "BGRA")
    mask = bytes((side + 31) // 32 * 4 * side)
    return struct.pack("<IiiHHIIiiII", 40, side, 2 * side, 1, 32, 0, len(rows) + len(mask), 0, 0, 0, 0) + rows + mask


def icon(pictures):
    """Only the largest is a PNG: older readers of icons know no other."""
    bodies = [png(image) if image.width == 256 else bitmap(image) for image in pictures]
    offset = 6 + 16 * len(bodies)
    head = struct.pack("<HHH", 0, 1, len(bodies))
    for image, body in zip(pictures, bodies):
        side = image.width % 256
        head += struct.pack("<BBBBHHII", side, side, 0, 0, 1, 32, len(body), offset)
        offset += len(body)
    return head + b"".join(bodies)


def main():
    pictures = [picture(size) for size in SIZES]
    (HERE / "icon.png").write_bytes(png(pictures[-1]))
    (HERE / "icon.ico").write_bytes(icon(pictures))


if __name__ == "__main__":
    main()
