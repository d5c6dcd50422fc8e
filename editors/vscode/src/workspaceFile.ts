// The command "Open Workspace File": the `deskcheck.toml` that counts for the note, or a new one.

import { dirname, isAbsolute, join, relative, resolve } from 'node:path';
import * as vscode from 'vscode';
import { mayBeNote, type Notes } from './notes';
import { template } from './template';
import { findUpward, subfolders, usualCorpus } from './folders';

const NAME = 'deskcheck.toml';

/** True once the file is open. */
export async function openWorkspaceFile(notes: Notes): Promise<boolean> {
  const folder = startingFolder(notes);
  if (folder === undefined) {
    await offerToOpenFolder();
    return false;
  }
  const file = findUpward(folder, NAME) ?? (await create(folder));
  if (file !== undefined) {
    await vscode.window.showTextDocument(vscode.Uri.file(file));
  }
  return file !== undefined;
}

/** Where the search begins: the folder of the note, else the folder that is open. */
function startingFolder(notes: Notes): string | undefined {
  const active = vscode.window.activeTextEditor?.document;
  const note = mayBeNote(active) ? active.uri : notes.current;
  if (note?.scheme === 'file') {
    return dirname(note.fsPath);
  }
  return vscode.workspace.workspaceFolders?.find(({ uri }) => uri.scheme === 'file')?.uri.fsPath;
}

async function offerToOpenFolder(): Promise<void> {
  const openFolder = 'Open Folder…';
  const message = 'Deskcheck: deskcheck.toml lies in the folder of your notes, and no folder is open.';
  if ((await vscode.window.showInformationMessage(message, openFolder)) === openFolder) {
    await vscode.commands.executeCommand('vscode.openFolder');
  }
}

/** Asks where the documents are, and writes the file. */
async function create(noteFolder: string): Promise<string | undefined> {
  const folder = homeOf(noteFolder);
  const corpus = await pickCorpus(folder);
  if (corpus === undefined) {
    return undefined;
  }
  const file = join(folder, NAME);
  await vscode.workspace.fs.createDirectory(vscode.Uri.file(resolve(folder, corpus)));
  await vscode.workspace.fs.writeFile(vscode.Uri.file(file), new TextEncoder().encode(template(corpus)));
  return file;
}

/** A note with documents beside it has a file of its own; else one file counts for all that is open. */
function homeOf(noteFolder: string): string {
  const workspace = vscode.workspace.getWorkspaceFolder(vscode.Uri.file(noteFolder))?.uri.fsPath;
  return workspace === undefined || usualCorpus(noteFolder) !== undefined ? noteFolder : workspace;
}

async function pickCorpus(folder: string): Promise<string | undefined> {
  const usual = usualCorpus(folder);
  const others = subfolders(folder).filter((name) => name !== usual);
  const elsewhere = { label: '$(folder-opened) Another folder…', corpus: '' };
  const items = [
    ...(usual === undefined ? [] : [{ label: `$(folder) ${usual}`, corpus: usual }]),
    ...others.map((name) => ({ label: `$(folder) ${name}`, corpus: name })),
    ...(usual === undefined ? [{ label: '$(new-folder) sources', description: 'a new, empty folder', corpus: 'sources' }] : []),
    elsewhere,
  ];
  const title = `A new deskcheck.toml in ${folder}`;
  // The walkthrough, whose button asks this, takes the focus back.
  const options = { title, placeHolder: 'Which folder holds the documents?', ignoreFocusOut: true };
  const chosen = await vscode.window.showQuickPick(items, options);
  return chosen === elsewhere ? pickElsewhere(folder) : chosen?.corpus;
}

async function pickElsewhere(folder: string): Promise<string | undefined> {
  const chosen = await vscode.window.showOpenDialog({
    title: 'Folder with documents',
    openLabel: 'Take These',
    defaultUri: vscode.Uri.file(folder),
    canSelectFiles: false,
    canSelectFolders: true,
  });
  const path = chosen?.[0]?.fsPath;
  if (path === undefined) {
    return undefined;
  }
  const inside = relative(folder, path);
  return inside === '' ? '.' : inside.startsWith('..') || isAbsolute(inside) ? path : inside;
}
