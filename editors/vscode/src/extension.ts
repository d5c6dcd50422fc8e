// Starts the server for Markdown notes and shows what it says. No analysis in here.

import * as vscode from 'vscode';
import { checkNotes, rereadDocuments } from './check';
import { chooseServer } from './chooseServer';
import { claimsView } from './claims';
import { Faults } from './faults';
import { Notes } from './notes';
import { registerOpening } from './places';
import { Session } from './session';
import { sourcesView } from './sources';
import { Status } from './status';
import { Timelines } from './timeline';
import { openWorkspaceFile } from './workspaceFile';

let session: Session;

export function activate(context: vscode.ExtensionContext): void {
  const log = vscode.window.createOutputChannel('Deskcheck', { log: true });
  session = new Session(context.extension, log, new Faults());
  const notes = new Notes(session);
  const timelines = new Timelines(session, notes);
  const commands = {
    restart: () => session.restart(),
    showLog: () => log.show(),
    chooseServer: () => chooseServer(session),
    reindex: () => rereadDocuments(session),
    checkNotes: () => checkNotes(session),
    showClaims: () => vscode.commands.executeCommand('deskcheck.claims.focus'),
    showTimeline: () => timelines.show(),
    openWorkspaceFile: async () => setContext('workspaceFile', await openWorkspaceFile(notes)),
  };
  context.subscriptions.push(
    log,
    session,
    notes,
    timelines,
    new Status(session, notes),
    claimsView(session, notes),
    sourcesView(session, notes),
    registerOpening(),
    ...Object.entries(commands).map(([name, run]) => vscode.commands.registerCommand(`deskcheck.${name}`, run)),
    session.onDidChange((state) => setContext('state', state)),
    session.onDidChange((state) => state === 'starting' && setContext('documents', false)),
    session.onDidRead(({ documents }) => setContext('documents', documents > 0)),
    notes.onDidChange(() => setContext('note', notes.current !== undefined)),
    vscode.workspace.onDidChangeConfiguration((change) => {
      // The server asks for all other settings by itself.
      if (change.affectsConfiguration('deskcheck.server')) {
        void session.restart();
      }
    }),
    vscode.workspace.onDidGrantWorkspaceTrust(() => session.restart()),
  );
  setContext('folder', vscode.workspace.workspaceFolders !== undefined);
  // Not waited for: the editor has other things to do meanwhile.
  void session.start();
}

export function deactivate(): Promise<void> {
  return session.stop();
}

/** What the manifest's conditions are about. */
function setContext(key: string, value: unknown): void {
  void vscode.commands.executeCommand('setContext', `deskcheck.${key}`, value);
}
