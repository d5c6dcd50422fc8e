// An analyst's half hour with the sample brief: reads, follows sources, corrects, takes back, writes.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { given, run } from './session.mjs';

const NOTE = 'brief.md';
/** Themes of which a picture is taken: what it is called, the theme, the class that VS Code has then. */
const LOOKS = [
  ['dark', 'Dark Modern', 'vs-dark'],
  ['high contrast', 'Dark High Contrast', 'hc-black'],
  ['high contrast light', 'Light High Contrast', 'hc-light'],
  ['light', 'Light Modern', 'vs'],
];
const FILE = join(given.folder, NOTE);

await run(async (desk) => {
  const window = await desk.open(given.folder, NOTE);
  const begin = Date.now();
  await desk.step('squiggle in a new window', async () => {
    await window.untilAnySquiggle();
    return Date.now() - begin;
  });
  const note = readFileSync(FILE, 'utf8');
  /** A step that begins in the note, with the cursor on words of it. */
  const on = (name, words, act) =>
    desk.step(name, async () => {
      await window.show(NOTE);
      await window.goTo(place(note, words));
      return act();
    });

  const at = { desk, window, note, on };
  await read(at);
  await write(at);
  await survey(at);
  await changeTheme(at);
  await measure(at);
}, { 'workbench.colorTheme': 'Default Light Modern' });

/** Reads the note, and what stands in it unasked; follows figures and citations to where they come from. */
async function read({ desk, window, on }) {
  const follow = async () => {
    await window.press('F12');
    await window.gone(`.tab.active[data-resource-name="${NOTE}"]`);
    return window.cursor();
  };

  await desk.step('marks', async () => {
    await window.see('.codelens-decoration', { hasText: 'verified' });
    await desk.picture('brief');
    return { lenses: await window.texts('.codelens-decoration'), lines: await window.texts('.monaco-editor .view-line') };
  });

  await on('squiggle', given.figure, async () => {
    await window.untilSquiggle(given.figure, true);
    const card = await window.hover(given.figure, given.verdict);
    await desk.picture('squiggle');
    return { kinds: await window.squiggles(given.figure), card };
  });

  await on('hover', given.actor, async () => {
    const card = await window.hover(given.actor, given.kind);
    await desk.picture('hover');
    return { card, screen: window.page.viewportSize() };
  });

  await on('from figure', given.figure, async () => {
    const place = await follow();
    await desk.picture('from-figure');
    return place;
  });

  await on('from disputed figure', given.disputed_figure, async () => {
    await window.press('F12');
    await window.see('.peekview-widget .monaco-list-row');
    const title = await window.texts('.peekview-widget .peekview-title');
    await desk.picture('from-disputed-figure');
    await window.press('Escape');
    return title;
  });

  await on('from citation', given.citation, follow);

  await on('from figure of a web page', given.web_figure, async () => {
    const place = await follow();
    await window.page.keyboard.type('x');
    const refusal = await window.see('.monaco-editor-overlaymessage');
    await desk.picture('web-page');
    return { ...place, refusal: await refusal.innerText() };
  });
}

/** Corrects, renames, cites, and goes on writing. */
async function write({ desk, window, note, on }) {
  await on('quick fix', given.figure, async () => {
    const fix = await window.quickFix(given.right_figure);
    const offered = await window.texts('.action-widget .monaco-list-row');
    await desk.picture('quick-fix');
    await fix.click();
    await window.box(given.right_figure);
    await window.untilSquiggle(given.right_figure, false);
    const fixed = await window.cursor();
    await window.press('Control+Z');
    await window.untilSquiggle(given.figure, true);
    return { offered, fixed, undone: await window.cursor() };
  });

  await on('rename', given.spelling, async () => {
    await window.press('F2');
    const input = await window.see('.rename-box input');
    await desk.picture('rename');
    await input.fill(given.new_spelling);
    await window.press('Enter');
    await window.save();
    const renamed = readFileSync(FILE, 'utf8');
    await window.press('Control+Z');
    await window.save();
    return { renamed, undone: readFileSync(FILE, 'utf8') === note };
  });

  await on('completion', given.figure, async () => {
    await window.press('Control+End', 'Enter');
    await window.page.keyboard.type(given.typed);
    await window.see('.suggest-widget.visible .monaco-list-row', { hasText: given.offered });
    const offered = await window.texts('.suggest-widget.visible .monaco-list-row');
    await desk.picture('completion');
    await window.press('Escape');
    await window.command('File: Revert File');
    return offered;
  });

  await on('typing', given.figure, async () => {
    await window.press('End', 'Enter');
    await window.untilSquiggle(given.figure, true);
    const watching = await window.page.evaluateHandle(() => screenOf.watch());
    await window.page.keyboard.type(given.sentence, { delay: 40 });
    await window.box(given.sentence);
    const seen = await watching.evaluate((end) => end());
    await window.command('File: Revert File');
    return seen;
  });
}

/** Looks at the note and its documents as a whole. */
async function survey({ desk, window, note, on }) {
  await desk.step('status bar', async () => {
    await window.show(NOTE);
    const item = await window.see('.statusbar-item[id*="deskcheck"]');
    return item.innerText();
  });

  await desk.step('claims', async () => {
    await window.show(NOTE);
    await window.command('Deskcheck: Show Claims');
    const claim = await window.row('Claims', given.figure);
    await window.widenSideBar();
    const rows = await window.rows('Claims');
    await desk.picture('claims');
    await claim.click();
    await window.untilPlace(place(note, given.figure).line);
    const figure = await window.cursor();
    await window.unfold('Claims', given.figure);
    const passage = await window.see('.monaco-list-row[aria-label^="differs: "]');
    await passage.click();
    await window.gone(`.tab.active[data-resource-name="${NOTE}"]`);
    return { rows, figure, passage: await window.cursor() };
  });

  await desk.step('sources', async () => {
    await window.show(NOTE);
    await window.command('Deskcheck: Show Claims');
    const source = await window.row('Sources', given.source);
    const rows = await window.rows('Sources');
    await source.click();
    await window.gone(`.tab.active[data-resource-name="${NOTE}"]`);
    const opened = await window.cursor();
    await window.unfold('Sources', given.source);
    const citation = await window.row('Sources', 'Line ');
    await desk.picture('sources');
    await citation.click();
    await window.see(`.tab.active[data-resource-name="${NOTE}"]`);
    return { rows, opened, citation: await window.cursor() };
  });

  await on('timeline', given.actor, async () => {
    await window.command('Deskcheck: Show Actor Timeline');
    const page = window.webview();
    const link = page.locator('a', { hasText: given.source }).first();
    await link.waitFor({ state: 'visible' });
    const text = await page.locator('body').innerText();
    await desk.picture('timeline');
    await link.click();
    await window.gone(`.tab.active[data-resource-name="${NOTE}"]`);
    // The page that was clicked in may keep the focus; once it is closed the passage has it.
    await window.page.locator('.tab', { hasText: 'Timeline' }).click({ button: 'middle' });
    return { text, passage: await window.cursor() };
  });

  await desk.step('check all notes', async () => {
    await window.show(NOTE);
    await window.command('Deskcheck: Check All Notes');
    await window.see('.quick-input-list .monaco-list-row', { hasText: NOTE });
    const notes = await window.texts('.quick-input-list .monaco-list-row');
    const problems = await window.texts('.markers-panel .monaco-list-row');
    await desk.picture('check-all-notes');
    await window.press('Escape', 'Control+J');
    return { notes, problems };
  });

  await desk.step('documents read again', async () => {
    await window.command('Deskcheck: Re-read Documents');
    const told = await window.see('.statusbar-item', { hasText: 'documents read' });
    return (await told.innerText()).trim();
  });
}

/** Looks at all of it in every kind of theme. */
async function changeTheme({ desk, window, on }) {
  for (const [name, theme, look] of LOOKS) {
    await on(name, given.figure, async () => {
      await window.command('Preferences: Color Theme');
      await window.pick(theme, theme);
      await window.see(`.monaco-workbench.${look}`);
      await window.command('Deskcheck: Show Claims');
      await window.row('Claims', given.figure);
      await window.press('Control+1');
      const card = await window.hover(given.figure, given.verdict);
      await desk.picture(name);
      await window.press('Escape');
      return { card };
    });
  }
}

/** How long the extension took, as VS Code says; what it has said unasked; how long a note takes in a window that stands. */
async function measure({ desk, window }) {
  await desk.step('activation', async () => {
    await window.command('Developer: Show Running Extensions');
    const row = await window.see('.runtime-extensions-editor .monaco-list-row', { hasText: 'Deskcheck' });
    await desk.picture('running-extensions');
    return Number(/Activation: (\d+)/.exec(await row.innerText())?.[1]);
  });

  await desk.step('quiet', () => desk.complaints());

  await desk.open(given.folder);
  await desk.step('squiggle in a window that stands', async (window) => {
    const begin = Date.now();
    await window.openFile(NOTE);
    await window.untilAnySquiggle();
    return Date.now() - begin;
  });
}

/** Where words first stand in a text: line and column, from 1, just behind their first letter. */
function place(text, words) {
  const before = text.slice(0, text.indexOf(words) + 1).split('\n');
  return { line: before.length, column: before.at(-1).length + 1 };
}
