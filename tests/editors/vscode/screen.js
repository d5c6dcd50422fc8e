// What can be read off the screen. Runs in the page, before VS Code does; `window.mjs` asks it as `screenOf`.

globalThis.screenOf = { box, squiggles, card, cursor, watch };
watchToasts();

/** The box around words in an editor, or around those of them that stand in its first line where they are wrapped. */
function box(words) {
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

/** The kinds of the squiggles under words. */
function squiggles(words) {
  const place = box(words);
  if (place === null) {
    return [];
  }
  const under = [...document.querySelectorAll('.monaco-editor [class*="squiggly-"]')].filter((squiggle) => {
    const { x, y, width, height } = squiggle.getBoundingClientRect();
    return x < place.x + place.width && place.x < x + width && y < place.y + place.height && place.y < y + height;
  });
  return under.flatMap((squiggle) => [...squiggle.classList]).filter((name) => name.startsWith('squiggly-'));
}

/** The card over words, once it tells something; `moved` when the words are no longer where they were. */
function card(words, place, telling) {
  const now = box(words);
  if (now === null || now.x !== place.x || now.y !== place.y) {
    return 'moved';
  }
  const card = document.querySelector('.monaco-hover:not(.hidden)');
  const content = card?.querySelector('.monaco-hover-content');
  if (!content?.innerText.includes(telling)) {
    return null;
  }
  const { x, y, width, height } = card.getBoundingClientRect();
  const hidden = content.scrollHeight - content.closest('.monaco-scrollable-element').clientHeight;
  return { text: card.innerText, box: { x, y, width, height }, hidden };
}

/** The line that the cursor is in, as shown; the file, and the place as the status bar tells it. None where there is no cursor. */
function cursor() {
  const editor = document.querySelector('.editor-group-container.active .monaco-editor');
  const cursor = editor?.querySelector('.cursors-layer .cursor')?.getBoundingClientRect();
  if (cursor === undefined) {
    return null;
  }
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

/** Looks at every frame from now on; the function that is returned ends that, and tells what was seen, each thing once. */
function watch() {
  const seen = { squiggles: new Set(), status: new Set() };
  let frame;
  const look = () => {
    seen.squiggles.add(document.querySelectorAll('.monaco-editor [class*="squiggly-warning"]').length);
    seen.status.add(document.querySelector('.statusbar-item[id*="deskcheck"]')?.textContent.trim() ?? null);
    frame = requestAnimationFrame(look);
  };
  look();
  return () => {
    cancelAnimationFrame(frame);
    return Object.fromEntries(Object.entries(seen).map(([what, values]) => [what, [...values]]));
  };
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
