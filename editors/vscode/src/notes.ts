// The notes that the server has judged, and the one that the views are about.

import * as vscode from 'vscode';
import type { Judged } from './protocol';
import type { Session } from './session';

/** True for what may be a note: the server knows whether it is one. */
export function mayBeNote(document: vscode.TextDocument | undefined): document is vscode.TextDocument {
  return document?.languageId === 'markdown' && ['file', 'untitled'].includes(document.uri.scheme);
}

/** While a number is typed it is many numbers: what was judged is told once no more comes for so many milliseconds. */
const PAUSE = 500;

export class Notes implements vscode.Disposable {
  private readonly judged = new Map<string, Judged>();
  private readonly untold = new Map<string, Judged>();
  private timer: NodeJS.Timeout | undefined;
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly subscriptions: vscode.Disposable[];
  private shown: vscode.Uri | undefined;
  /** Another note is the current one, or notes were judged anew. */
  readonly onDidChange = this.changed.event;

  constructor(session: Session) {
    this.subscriptions = [
      this.changed,
      session.onDidJudge((judged) => this.take(judged)),
      session.onDidChange((state) => state === 'starting' && this.forget()),
      vscode.window.onDidChangeActiveTextEditor(() => this.look()),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.close(uri)),
    ];
  }

  /** The note that was edited last: it stays the current one while one of its sources is looked at. */
  get current(): vscode.Uri | undefined {
    return this.shown;
  }

  /** How the figures of a note came off. */
  tally(uri: vscode.Uri): Judged | undefined {
    return this.judged.get(uri.toString());
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.subscriptions.forEach((subscription) => subscription.dispose());
  }

  private take(judged: Judged): void {
    const key = vscode.Uri.parse(judged.uri).toString();
    this.untold.set(key, judged);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.tell(), this.judged.has(key) ? PAUSE : 0);
  }

  private tell(): void {
    this.untold.forEach((judged, key) => this.judged.set(key, judged));
    this.untold.clear();
    if (!this.look()) {
      this.changed.fire();
    }
  }

  private close(uri: vscode.Uri): void {
    this.untold.delete(uri.toString());
    this.judged.delete(uri.toString());
    if (this.shown?.toString() === uri.toString()) {
      this.turnTo(undefined);
    }
  }

  private forget(): void {
    clearTimeout(this.timer);
    this.untold.clear();
    this.judged.clear();
    this.turnTo(undefined);
  }

  /** Turns to the note in the active editor, if there is another than before. */
  private look(): boolean {
    const active = vscode.window.activeTextEditor?.document.uri;
    if (active === undefined || !this.judged.has(active.toString()) || active.toString() === this.shown?.toString()) {
      return false;
    }
    this.turnTo(active);
    return true;
  }

  private turnTo(note: vscode.Uri | undefined): void {
    this.shown = note;
    this.changed.fire();
  }
}
