// The commands "Check All Notes" and "Re-read Documents".

import * as vscode from 'vscode';
import { open } from './places';
import { VERDICTS, type CheckedNote, type Tally } from './protocol';
import type { Session } from './session';
import { brief, counted } from './words';

/** How long the status bar tells what came of a command, in milliseconds. */
const TOLD_FOR = 8000;

/** Checks every note; its findings are in the Problems panel, the sums in a list that leads to the notes. */
export async function checkNotes(session: Session): Promise<void> {
  const checked = await whileWaiting('Checking all notes', () => session.ask('deskcheck/check', undefined));
  if (checked === undefined) {
    return;
  }
  await vscode.commands.executeCommand('workbench.actions.view.problems');
  const { notes } = checked;
  const items = notes.map((note) => item(note));
  const title = notes.length === 0 ? 'No notes' : `${counted(notes.length, 'note')}: ${brief(sum(notes))}`;
  const placeHolder = notes.length === 0 ? 'The folder that is open holds no notes.' : 'Open a note';
  const chosen = await vscode.window.showQuickPick(items, { title, placeHolder, matchOnDescription: true });
  if (chosen !== undefined) {
    await open(chosen.uri);
  }
}

export async function rereadDocuments(session: Session): Promise<void> {
  const read = await whileWaiting('Reading all documents again', () => session.ask('deskcheck/reindex', undefined));
  if (read !== undefined) {
    const { documents, problems } = read;
    const unread = problems.length === 0 ? '' : `, ${counted(problems.length, 'file')} could not be read`;
    vscode.window.setStatusBarMessage(`Deskcheck: ${counted(documents, 'document')} read${unread}`, TOLD_FOR);
  }
}

function whileWaiting<T>(title: string, job: () => Promise<T>): Thenable<T> {
  return vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title }, job);
}

function item(note: CheckedNote) {
  return { label: vscode.workspace.asRelativePath(vscode.Uri.parse(note.uri)), description: brief(note), uri: note.uri };
}

function sum(notes: Tally[]): Tally {
  const sums = VERDICTS.map((verdict) => [verdict, notes.reduce((sum, note) => sum + note[verdict], 0)]);
  return Object.fromEntries(sums) as Tally;
}
