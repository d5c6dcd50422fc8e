// The item in the status bar: how the figures of the active note came off, how far the reading is, or that there is no server.

import * as vscode from 'vscode';
import { mayBeNote, type Notes } from './notes';
import type { Session } from './session';
import { brief, full } from './words';

/** What is read faster than this is not worth a word, in milliseconds. */
const WORTH_A_WORD = 400;
/** How long the last word on reading may stand until the note is judged, so that the item does not go and come. */
const LAST_WORD = 2000;
/** Between two editors there is none for so long, and the item stays. */
const BETWEEN_EDITORS = 300;

export class Status implements vscode.Disposable {
  private readonly item = vscode.window.createStatusBarItem('deskcheck.status', vscode.StatusBarAlignment.Left, 0);
  private readonly subscriptions: vscode.Disposable[];
  private progress: string | undefined;
  private readingSince = 0;
  private timer: NodeJS.Timeout | undefined;
  private leaving: NodeJS.Timeout | undefined;

  constructor(private readonly session: Session, private readonly notes: Notes) {
    this.item.name = 'Deskcheck';
    this.subscriptions = [
      this.item,
      session.onDidChange(() => this.update()),
      notes.onDidChange(() => this.update()),
      session.onDidProgress((progress) => this.read(progress)),
      vscode.window.onDidChangeActiveTextEditor(() => this.update()),
    ];
    this.update();
  }

  dispose(): void {
    clearTimeout(this.timer);
    clearTimeout(this.leaving);
    this.subscriptions.forEach((subscription) => subscription.dispose());
  }

  private read(progress: string | undefined): void {
    const wasReading = this.progress !== undefined;
    this.progress = progress;
    if (wasReading && progress !== undefined) {
      this.update();
      return;
    }
    clearTimeout(this.timer);
    this.readingSince = Date.now();
    this.timer = setTimeout(() => this.update(), progress === undefined ? LAST_WORD : WORTH_A_WORD);
  }

  private update(): void {
    clearTimeout(this.leaving);
    const document = vscode.window.activeTextEditor?.document;
    const shown = mayBeNote(document) && this.shown(document.uri);
    if (!shown) {
      this.leaving = setTimeout(() => this.item.hide(), document === undefined ? BETWEEN_EDITORS : 0);
      return;
    }
    this.item.text = `$(${shown.icon}) ${shown.text}`;
    this.item.tooltip = shown.tooltip;
    this.item.command = shown.command;
    this.item.accessibilityInformation = { label: `Deskcheck: ${shown.text}` };
    this.item.show();
  }

  private shown(note: vscode.Uri) {
    if (this.session.state === 'stopped') {
      const tooltip = `${this.session.fault?.message ?? 'The server does not run.'}\nA click starts it again.`;
      return { icon: 'debug-disconnect', text: 'Deskcheck is off', tooltip, command: 'deskcheck.restart' };
    }
    const tally = this.notes.tally(note);
    if (this.progress !== undefined && Date.now() - this.readingSince >= WORTH_A_WORD) {
      const text = `Reading ${this.progress}`;
      return { icon: 'book', text, tooltip: 'Deskcheck reads the documents of this note.', command: 'deskcheck.showClaims' };
    }
    if (this.session.notice !== undefined) {
      const tooltip = `${this.session.notice}\nA click opens that file, or writes it.`;
      return { icon: 'checklist', text: 'No documents', tooltip, command: 'deskcheck.openWorkspaceFile' };
    }
    return tally && { icon: 'checklist', text: brief(tally), tooltip: `${full(tally)}\nA click lists them.`, command: 'deskcheck.showClaims' };
  }
}
