// One window of VS Code as an analyst meets it: what can be done there, and what can be read off.

import { join } from 'node:path';

/** By how much the side bar is widened, in pixels. */
const SIDE_BAR_MORE = 110;

export class Window {
  /** Messages that popped up, however shortly. */
  toasts = [];
  /** What was written to the browser's console. */
  console = [];

  constructor(page) {
    this.page = page;
    page.on('console', (message) => this.console.push(`${message.type()}: ${message.text()}`));
    page.on('pageerror', (error) => this.console.push(`error: ${error.stack ?? error.message}`));
  }

  /** Opens a folder, and a note in it, and waits until the window stands. */
  async open(address, folder, note) {
    const query = new URLSearchParams({ folder });
    if (note !== undefined) {
      const file = `vscode-remote://${new URL(address).host}${join(folder, note)}`;
      query.set('payload', JSON.stringify([['openFile', file]]));
    }
    await this.page.exposeFunction('deskcheckToast', (text) => this.toasts.push(text));
    await this.page.addInitScript({ path: join(import.meta.dirname, 'screen.js') });
    await this.page.goto(`${address}/?${query}`, { waitUntil: 'domcontentloaded' });
    await this.page.waitForSelector(note === undefined ? '.explorer-folders-view .monaco-list-row' : '.monaco-editor .view-line > span');
  }

  async close() {
    await this.page.context().close();
  }

  async press(...keys) {
    for (const key of keys) {
      await this.page.keyboard.press(key);
    }
  }

  /** Waits for an element that is seen, and returns it. */
  async see(selector, options = {}) {
    const element = this.page.locator(selector, options).first();
    await element.waitFor({ state: 'visible' });
    return element;
  }

  /** The quick fix at the cursor that says `words`; asked for again where the list of them does not open, as anybody would. */
  async quickFix(words) {
    const fix = this.page.locator('.action-widget .monaco-list-row', { hasText: words }).first();
    for (let tries = 5; ; tries--) {
      await this.press('Escape', 'Control+.');
      try {
        await fix.waitFor({ state: 'visible', timeout: 6_000 });
        return fix;
      } catch (error) {
        if (tries === 1) {
          throw error;
        }
      }
    }
  }

  /** Saves the file in front, which was changed. */
  async save() {
    await this.see('.tab.active.dirty');
    await this.press('Control+S');
    await this.gone('.tab.active.dirty');
  }

  /** Waits until nothing of the kind is there. */
  async gone(selector) {
    await this.page.waitForFunction((selector) => document.querySelector(selector) === null, selector);
  }

  /** Waits until `look`, asked again and again in the page, returns something. */
  async until(look, argument) {
    const found = await this.page.waitForFunction(look, argument, { polling: 50 });
    return found.jsonValue();
  }

  /** Runs a command by its name in the palette. */
  async command(name) {
    await this.page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
    await this.press('F1');
    await this.pick(`>${name}`, name);
    // The list of commands has gone, or that of the command has taken its place.
    await this.until((typed) => {
      const widget = document.querySelector('.quick-input-widget');
      return widget.style.display === 'none' || widget.querySelector('input').value !== typed;
    }, `>${name}`);
  }

  /** Opens a file that the explorer lists. */
  async openFile(name) {
    await this.page.locator(`.explorer-folders-view .monaco-list-row[aria-label^="${name}"]`).dblclick();
    await this.see(`.tab.active[data-resource-name="${name}"]`);
    await this.see('.editor-group-container.active .monaco-editor.focused');
    await this.cursor();
  }

  /** The page that an extension shows. */
  webview() {
    return this.page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame');
  }

  /** Clicks the element that says just that. */
  async click(selector, words) {
    await this.page.locator(selector).getByText(words, { exact: true }).first().click();
  }

  /** Brings a file that is open to the front. */
  async show(file) {
    await this.page.locator(`.tab[data-resource-name="${file}"]`).click();
    await this.see(`.tab.active[data-resource-name="${file}"]`);
    await this.cursor();
    await this.rest();
  }

  /** Types into the quick input and takes the row with that name. */
  async pick(typed, name) {
    const input = await this.see('.quick-input-widget input');
    await input.fill(typed);
    await this.page.locator('.quick-input-list .label-name').getByText(name, { exact: true }).first().click();
  }

  /** The rows of a view in the side bar, as a screen reader says them. */
  async rows(view) {
    const labels = await this.page.locator(`${pane(view)} .monaco-list-row`).evaluateAll((rows) =>
      rows.sort((a, b) => a.dataset.index - b.dataset.index).map((row) => row.ariaLabel));
    return labels;
  }

  /** Waits for a row of a view, by the beginning of what a screen reader says of it. */
  async row(view, label) {
    return this.see(`${pane(view)} .monaco-list-row[aria-label^="${label}"]`);
  }

  /** Makes room for what the rows of views say. */
  async widenSideBar() {
    const { x, width } = await this.page.locator('.part.sidebar').boundingBox();
    const { height } = this.page.viewportSize();
    await this.page.mouse.move(x + width, height / 2);
    await this.page.mouse.down();
    await this.page.mouse.move(x + width + SIDE_BAR_MORE, height / 2, { steps: 5 });
    await this.page.mouse.up();
    await this.rest();
  }

  /** Folds a row of a view out. */
  async unfold(view, label) {
    const row = await this.row(view, label);
    if ((await row.getAttribute('aria-expanded')) === 'false') {
      await row.locator('.monaco-tl-twistie').click();
    }
  }

  /** Puts the cursor on a line and a column, both from 1. */
  async goTo({ line, column }) {
    await this.press('Control+G');
    const input = await this.see('.quick-input-widget input');
    await input.fill(`:${line}:${column}`);
    await this.press('Enter');
    await this.page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
    await this.untilPlace(line, column);
  }

  /** Waits until the cursor is on a line, and a column where one is named. */
  async untilPlace(line, column = '') {
    await this.until(
      (place) => document.querySelector('#status\\.editor\\.selection')?.textContent.startsWith(place),
      `Ln ${line}, Col ${column}`,
    );
  }

  /** Where words stand on the screen; they must be in sight. */
  async box(words) {
    return this.until((words) => screenOf.box(words), words);
  }

  /** Where the cursor is, once it shows. */
  async cursor() {
    return this.until(() => screenOf.cursor());
  }

  /**
   * Points at words in sight with the mouse, and returns the card that shows there once it tells something: its words, its place
   * on the screen, and how much of it needs scrolling. Words move when lenses come in over them: then they are pointed at again.
   */
  async hover(words, telling) {
    for (;;) {
      const place = await this.box(words);
      await this.page.mouse.move(place.x + 2, place.y + 2);
      await this.page.mouse.move(place.x + place.width / 2, place.y + place.height / 2, { steps: 5 });
      const card = await this.until(([words, place, telling]) => screenOf.card(words, place, telling), [words, place, telling]);
      if (card !== 'moved') {
        return card;
      }
      await this.rest();
    }
  }

  /** Kinds of the squiggles under words in sight. */
  async squiggles(words) {
    return this.page.evaluate((words) => screenOf.squiggles(words), words);
  }

  /** Waits for a squiggle under words in sight, or for none. */
  async untilSquiggle(words, there) {
    await this.until(([words, there]) => screenOf.squiggles(words).length > 0 === there, [words, there]);
  }

  /** Waits for a squiggle anywhere in sight. */
  async untilAnySquiggle() {
    await this.until(() => document.querySelector('.monaco-editor [class*="squiggly-"]') !== null);
  }

  /** The texts of all elements of a kind. */
  async texts(selector) {
    const texts = await this.page.locator(selector).allInnerTexts();
    return texts.map((text) => text.replace(/\s+/g, ' ').trim());
  }

  /** Takes the mouse away from whatever it points at. */
  async rest() {
    const { width, height } = this.page.viewportSize();
    await this.page.mouse.move(width - 1, height / 2);
  }

  /** Closes whatever a failed step has left open. */
  async recover() {
    await this.press('Escape', 'Escape', 'Escape');
    await this.rest();
  }
}

function pane(view) {
  return `.pane:has(> .pane-header[aria-label^="${view}"])`;
}
