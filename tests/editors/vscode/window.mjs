// One window of VS Code as an analyst meets it: what can be done there, and what can be read off.

import { join } from 'node:path';

export class Window {
  constructor(page, seen) {
    this.page = page;
    this.seen = seen;
    page.on('console', (message) => seen.console.push(`${message.type()}: ${message.text()}`));
    page.on('pageerror', (error) => seen.console.push(`error: ${error.stack ?? error.message}`));
  }

  /** Opens a folder, and a note in it, and waits until the window stands. */
  async open(address, folder, note) {
    this.folder = folder;
    const query = new URLSearchParams({ folder });
    if (note !== undefined) {
      const file = `vscode-remote://${new URL(address).host}${join(folder, note)}`;
      query.set('payload', JSON.stringify([['openFile', file]]));
    }
    await this.page.exposeFunction('deskcheckToast', (text) => this.seen.toasts.push(text));
    await this.page.addInitScript(watchToasts);
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
    await this.press('F1');
    await this.pick(`>${name}`, name);
  }

  /** Brings a file that is open to the front. */
  async show(file) {
    await this.page.locator(`.tab[data-resource-name="${file}"]`).click();
    await this.see(`.tab.active[data-resource-name="${file}"]`);
    await this.untilCursor();
  }

  /** Types into the quick input and takes the row with that name. */
  async pick(typed, name) {
    const input = await this.see('.quick-input-widget input');
    await input.fill(typed);
    await this.page.locator('.quick-input-list .label-name').getByText(name, { exact: true }).first().click();
    await this.page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
  }

  /** Puts the cursor on a line and a column, both from 1. */
  async goTo({ line, column }) {
    await this.press('Control+G');
    const input = await this.see('.quick-input-widget input');
    await input.fill(`:${line}:${column}`);
    await this.press('Enter');
    await this.page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
    await this.until(
      (place) => document.querySelector('#status\\.editor\\.selection')?.textContent.startsWith(place),
      `Ln ${line}, Col ${column}`,
    );
  }

  /** Where words stand on the screen; they must be in sight. */
  async box(words) {
    return this.until(boxOf, words);
  }

  /** The line that the cursor is in, as shown: its number and its words; the file, and what is selected there. */
  async cursor() {
    return this.page.evaluate(lineAtCursor);
  }

  /** The same, once the cursor shows in an editor that was just opened. */
  async untilCursor() {
    await this.until(() => document.querySelector('.editor-group-container.active .cursors-layer .cursor') !== null);
    return this.cursor();
  }

  /** Points at words in sight with the mouse. */
  async point(words) {
    const { x, y, width, height } = await this.box(words);
    await this.page.mouse.move(x + 2, y + 2);
    await this.page.mouse.move(x + width / 2, y + height / 2, { steps: 5 });
  }

  /** The card that shows where the mouse points: its words, its place on the screen, and how much of it needs scrolling. */
  async hover() {
    return this.until(() => {
      const card = document.querySelector('.monaco-hover:not(.hidden)');
      const content = card?.querySelector('.monaco-hover-content');
      if (!content || content.innerText.trim() === '' || content.innerText.includes('Loading...')) {
        return null;
      }
      const { x, y, width, height } = card.getBoundingClientRect();
      const hidden = content.scrollHeight - content.closest('.monaco-scrollable-element').clientHeight;
      return { text: card.innerText, box: { x, y, width, height }, hidden };
    });
  }

  /** Kinds of the squiggles under words in sight. */
  async squiggles(words) {
    return this.page.evaluate(`(${squigglesUnder})(${boxOf}, ${JSON.stringify(words)})`);
  }

  /** Waits for a squiggle under words in sight, or for none. */
  async untilSquiggle(words, there) {
    const look = `(${squigglesUnder})(${boxOf}, ${JSON.stringify(words)}).length > 0 === ${there}`;
    await this.page.waitForFunction(look, undefined, { polling: 50 });
  }

  /** The texts of all elements of a kind. */
  async texts(selector) {
    const texts = await this.page.locator(selector).allInnerTexts();
    return texts.map((text) => text.replace(/\s+/g, ' ').trim());
  }

  /** Closes whatever a failed step has left open. */
  async recover() {
    await this.press('Escape', 'Escape', 'Escape');
    await this.page.mouse.move(0, 0);
  }
}

/** Tells of every message that pops up, however shortly. */
function watchToasts() {
  const told = new WeakSet();
  const look = () => {
    for (const toast of document.querySelectorAll('.notification-toast .notification-list-item-message')) {
      const text = toast.textContent.trim();
      if (text !== '' && !told.has(toast)) {
        told.add(toast);
        globalThis.deskcheckToast(text);
      }
    }
  };
  new MutationObserver(look).observe(document, { childList: true, subtree: true, characterData: true });
}

/** The box around words in an editor, or around those of them that stand in its first line where they are wrapped. */
function boxOf(words) {
  const pieces = [];
  let text = '';
  const top = (line) => line.getBoundingClientRect().y;
  const lines = [...document.querySelectorAll('.monaco-editor .view-line')].sort((a, b) => top(a) - top(b));
  for (const line of lines) {
    const texts = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
    for (let node = texts.nextNode(); node; node = texts.nextNode()) {
      pieces.push({ node, line, start: text.length, end: text.length + node.length });
      text += node.data.replace(/\u00a0/g, ' ');
    }
  }
  const start = text.indexOf(words);
  if (start < 0) {
    return null;
  }
  const first = pieces.find((piece) => start < piece.end);
  const last = pieces.findLast((piece) => piece.line === first.line && piece.start < start + words.length);
  const range = document.createRange();
  range.setStart(first.node, start - first.start);
  range.setEnd(last.node, Math.min(start + words.length, last.end) - last.start);
  const { x, y, width, height } = range.getBoundingClientRect();
  return { x, y, width, height };
}

function squigglesUnder(boxOf, words) {
  const box = boxOf(words);
  if (box === null) {
    return [];
  }
  const kinds = [];
  for (const squiggle of document.querySelectorAll('.monaco-editor [class*="squiggly-"]')) {
    const { x, y, width, height } = squiggle.getBoundingClientRect();
    const over = x < box.x + box.width && box.x < x + width && y < box.y + box.height && box.y < y + height;
    if (over) {
      kinds.push(...[...squiggle.classList].filter((name) => name.startsWith('squiggly-')));
    }
  }
  return kinds;
}

function lineAtCursor() {
  const editor = document.querySelector('.editor-group-container.active .monaco-editor');
  const cursor = editor.querySelector('.cursors-layer .cursor').getBoundingClientRect();
  const middle = cursor.y + cursor.height / 2;
  const line = [...editor.querySelectorAll('.view-line')].find((line) => {
    const { y, height } = line.getBoundingClientRect();
    return y <= middle && middle < y + height;
  });
  const tab = document.querySelector('.editor-group-container.active .tab.active');
  return {
    file: tab?.dataset.resourceName,
    place: document.querySelector('#status\\.editor\\.selection')?.textContent,
    text: line?.textContent.replace(/\u00a0/g, ' '),
  };
}
