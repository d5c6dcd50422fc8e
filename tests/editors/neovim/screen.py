"""A screen for Neovim that can be photographed.

    screen.py NVIM --embed ARGUMENT...

starts Neovim with this program as its user interface, draws what it is told to draw, and ends with it. A script in
Neovim asks for a picture by `vim.rpcrequest(CHANNEL, 'picture', PATH)`, where CHANNEL is that of the interface; the
answer comes once the picture of the screen, as it was last told, is written. Nothing here knows what is shown.
"""

import subprocess
import sys

import msgpack
from PIL import Image, ImageDraw, ImageFont

COLUMNS, ROWS = 126, 40
SIZE = 18
REQUEST, RESPONSE, NOTIFICATION = 0, 1, 2


def font(*names):
    """The first of these faces that is installed."""
    for name in names:
        try:
            return ImageFont.truetype(name, SIZE)
        except OSError:
            continue
    sys.exit(f"no font {names[-1]}: install fonts-dejavu-core")


BOOK = font("DejaVuSansMono.ttf")
FACES = {
    (False, False): BOOK,
    (True, False): font("DejaVuSansMono-Bold.ttf", "DejaVuSansMono.ttf"),
    (False, True): font("DejaVuSansMono-Oblique.ttf", "DejaVuSansMono.ttf"),
    (True, True): font("DejaVuSansMono-BoldOblique.ttf", "DejaVuSansMono-Bold.ttf", "DejaVuSansMono.ttf"),
}
WIDTH = round(BOOK.getlength("M"))
HEIGHT = sum(BOOK.getmetrics())
BASE = BOOK.getmetrics()[0]


class Screen:
    """The grid as Neovim describes it (`:help ui-linegrid`)."""

    def __init__(self):
        self.cells = [[(" ", 0)] * COLUMNS for _ in range(ROWS)]
        self.styles = {0: {}}
        self.cursor = (0, 0)
        self.cursor_shapes, self.mode = [], 0
        self.foreground, self.background, self.special = 0, 0xFFFFFF, 0xFF0000

    def redraw(self, batches):
        for name, *calls in batches:
            handler = getattr(self, "on_" + name, None)
            for arguments in calls if handler else ():
                handler(*arguments)

    def on_default_colors_set(self, foreground, background, special, *_):
        self.foreground, self.background, self.special = foreground, background, special

    def on_hl_attr_define(self, number, style, *_):
        self.styles[number] = style

    def on_grid_clear(self, _grid):
        self.cells = [[(" ", 0)] * COLUMNS for _ in range(ROWS)]

    def on_grid_cursor_goto(self, _grid, row, column):
        self.cursor = (row, column)

    def on_mode_info_set(self, _enabled, shapes):
        self.cursor_shapes = shapes

    def on_mode_change(self, _name, number):
        self.mode = number

    def on_grid_line(self, _grid, row, column, cells, *_):
        style = 0
        for text, *rest in cells:
            style = rest[0] if rest else style
            for _ in range(rest[1] if len(rest) > 1 else 1):
                self.cells[row][column] = (text, style)
                column += 1

    def on_grid_scroll(self, _grid, top, bottom, left, right, rows, _columns):
        order = range(top, bottom - rows) if rows > 0 else range(bottom - 1, top - rows - 1, -1)
        for row in order:
            self.cells[row][left:right] = self.cells[row + rows][left:right]

    def text(self):
        """What can be read on it."""
        return "\n".join("".join(text for text, _ in row).rstrip() for row in self.cells)

    def picture(self, path):
        image = Image.new("RGB", (COLUMNS * WIDTH, ROWS * HEIGHT), rgb(self.background))
        draw = ImageDraw.Draw(image)
        for row, cells in enumerate(self.cells):
            for column, (_, style) in enumerate(cells):
                back = self.colours(style)[1]
                x, y = column * WIDTH, row * HEIGHT
                draw.rectangle((x, y, x + WIDTH - 1, y + HEIGHT - 1), fill=rgb(back))
        for row, cells in enumerate(self.cells):
            for column, (text, style) in enumerate(cells):
                self.draw_cell(draw, column * WIDTH, row * HEIGHT, text, style)
        self.draw_cursor(draw)
        image.save(path, optimize=True)

    def colours(self, number):
        style = self.styles.get(number, {})
        front, back = style.get("foreground", self.foreground), style.get("background", self.background)
        return (back, front) if style.get("reverse") else (front, back)

    def draw_cell(self, draw, x, y, text, number):
        style = self.styles.get(number, {})
        front = self.colours(number)[0]
        if text.strip():
            face = FACES[bool(style.get("bold")), bool(style.get("italic"))]
            draw.text((x, y + BASE), text, font=face, fill=rgb(front), anchor="ls")
        line = rgb(style.get("special", self.special if style.get("undercurl") else front))
        bottom = y + HEIGHT - 2
        if style.get("undercurl"):
            points = [(x + step, bottom - (0, 1, 2, 1)[(x + step) // 2 % 4]) for step in range(WIDTH + 1)]
            draw.line(points, fill=line)
        elif style.get("underline") or style.get("underdashed") or style.get("underdotted"):
            draw.line((x, bottom, x + WIDTH - 1, bottom), fill=line)
        if style.get("strikethrough"):
            draw.line((x, y + HEIGHT // 2, x + WIDTH - 1, y + HEIGHT // 2), fill=rgb(front))

    def draw_cursor(self, draw):
        row, column = self.cursor
        x, y = column * WIDTH, row * HEIGHT
        shapes = self.cursor_shapes
        shape = shapes[self.mode].get("cursor_shape", "block") if self.mode < len(shapes) else "block"
        text, number = self.cells[row][column]
        front, back = self.colours(number)
        if shape == "vertical":
            draw.rectangle((x, y, x + 1, y + HEIGHT - 1), fill=rgb(front))
        else:
            draw.rectangle((x, y, x + WIDTH - 1, y + HEIGHT - 1), fill=rgb(front))
            if text.strip():
                draw.text((x, y + BASE), text, font=BOOK, fill=rgb(back), anchor="ls")


def rgb(colour):
    return (colour >> 16 & 255, colour >> 8 & 255, colour & 255)


def main():
    neovim = subprocess.Popen(sys.argv[1:], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    screen = Screen()

    def send(*message):
        neovim.stdin.write(msgpack.packb(message))
        neovim.stdin.flush()

    send(REQUEST, 1, "nvim_ui_attach", [COLUMNS, ROWS, {"rgb": True, "ext_linegrid": True}])
    unpacker = msgpack.Unpacker(raw=False, strict_map_key=False, unicode_errors="surrogateescape")
    while received := neovim.stdout.read1(1 << 16):
        unpacker.feed(received)
        for kind, *rest in unpacker:
            if kind == NOTIFICATION and rest[0] == "redraw":
                screen.redraw(rest[1])
            elif kind == REQUEST and rest[1] == "picture":
                screen.picture(rest[2][0])
                send(RESPONSE, rest[0], None, screen.text())
            elif kind == RESPONSE and rest[1]:
                sys.exit(f"Neovim refuses the screen: {rest[1]}")
    sys.exit(neovim.wait())


if __name__ == "__main__":
    main()
