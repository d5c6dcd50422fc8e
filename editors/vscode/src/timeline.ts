// The command "Show Actor Timeline": what the documents tell of an actor, day by day, as a page beside the note.

import * as vscode from 'vscode';
import { chronicle } from './chronicle';
import { mayBeNote, type Notes } from './notes';
import { LINKED, openingLink } from './places';
import type { Timeline } from './protocol';
import type { Session } from './session';
import { counted } from './words';

export class Timelines implements vscode.Disposable {
  private panel: vscode.WebviewPanel | undefined;

  constructor(private readonly session: Session, private readonly notes: Notes) {}

  dispose(): void {
    this.panel?.dispose();
  }

  /** Shows the actor under the cursor, else one that the user picks. */
  async show(): Promise<void> {
    const column = vscode.window.activeTextEditor?.viewColumn ?? vscode.ViewColumn.One;
    const timelines = (await this.underCursor()) ?? (await this.picked());
    const [first] = timelines ?? [];
    if (timelines === undefined || first === undefined) {
      return;
    }
    const panel = this.opened();
    panel.title = `Timeline: ${first.actor}`;
    panel.webview.html = chronicle(timelines, (uri, range) => openingLink(uri, range, column));
  }

  private opened(): vscode.WebviewPanel {
    if (this.panel !== undefined) {
      this.panel.reveal(undefined, true);
      return this.panel;
    }
    const place = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true };
    const options = { enableCommandUris: LINKED, enableFindWidget: true, localResourceRoots: [] };
    this.panel = vscode.window.createWebviewPanel('deskcheck.timeline', 'Timeline', place, options);
    this.panel.onDidDispose(() => (this.panel = undefined));
    return this.panel;
  }

  private async underCursor(): Promise<Timeline[] | undefined> {
    const editor = vscode.window.activeTextEditor;
    if (!mayBeNote(editor?.document)) {
      return undefined;
    }
    const { line, character } = editor.selection.active;
    const textDocument = { uri: editor.document.uri.toString() };
    return (await this.session.ask('deskcheck/timeline', { textDocument, position: { line, character } }))?.timelines;
  }

  private async picked(): Promise<Timeline[] | undefined> {
    const note = this.notes.current;
    if (note === undefined) {
      return undefined;
    }
    const textDocument = { uri: note.toString() };
    const actors = (await this.session.ask('deskcheck/actors', { textDocument }))?.actors ?? [];
    const items = actors.map(({ name, kind, documents, introduction }) => ({
      label: name,
      description: [kind, counted(documents, 'document')].filter(Boolean).join(' · '),
      detail: introduction?.sentence,
    }));
    const placeHolder = items.length > 0 ? 'Whose timeline?' : 'This note names no actor that the documents know.';
    const chosen = await vscode.window.showQuickPick(items, { title: 'Actor Timeline', placeHolder });
    return chosen && (await this.session.ask('deskcheck/timeline', { textDocument, name: chosen.label }))?.timelines;
  }
}
