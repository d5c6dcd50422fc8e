// Starts the server for Markdown notes and shows what it says. No analysis in here.

import * as vscode from 'vscode';
import { LanguageClient, RevealOutputChannelOn, type LanguageClientOptions, type ServerOptions } from 'vscode-languageclient/node';
import { initializationOptions, type InitializationOptions } from './options';
import { findServer } from './server';

const OPEN_SETTINGS = 'Open Settings';
const SHOW_LOG = 'Show Log';

let log: vscode.LogOutputChannel;
let client: LanguageClient | undefined;
/** Starts and stops wait for one another here, so that there is never more than one server. */
let turn: Promise<void> = Promise.resolve();

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  log = vscode.window.createOutputChannel('Deskcheck', { log: true });
  const restart = () => inTurn(async () => {
    await stop();
    await start(context.extensionPath);
  });
  context.subscriptions.push(
    log,
    vscode.commands.registerCommand('deskcheck.showLog', () => log.show()),
    vscode.commands.registerCommand('deskcheck.restart', restart),
    vscode.workspace.onDidChangeConfiguration((change) => {
      // The server asks for all other settings by itself.
      if (change.affectsConfiguration('deskcheck.server')) {
        void restart();
      }
    }),
    vscode.workspace.onDidGrantWorkspaceTrust(restart),
  );
  await restart();
}

export function deactivate(): Promise<void> {
  return inTurn(stop);
}

function inTurn(job: () => Promise<void>): Promise<void> {
  turn = turn.then(job, job);
  return turn;
}

async function start(extensionFolder: string): Promise<void> {
  const settings = vscode.workspace.getConfiguration('deskcheck');
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath;
  const server = findServer(settings.get('server.path', ''), extensionFolder, folder);
  if ('missing' in server) {
    log.error(server.missing);
    void sayMissing(server.missing);
    return;
  }
  log.info(`Starting ${server.path} (${server.from})`);
  const run: ServerOptions = { command: server.path, args: ['lsp'] };
  const options: LanguageClientOptions = {
    documentSelector: [
      { scheme: 'file', language: 'markdown' },
      { scheme: 'untitled', language: 'markdown' },
    ],
    initializationOptions: initializationOptions(settings),
    middleware: { workspace: { configuration: ({ items }) => items.map(serverSettings) } },
    outputChannel: log,
    revealOutputChannelOn: RevealOutputChannelOn.Never,
  };
  client = new LanguageClient('deskcheck', 'Deskcheck', run, options);
  try {
    await client.start();
  } catch (error) {
    client = undefined;
    const reason = error instanceof Error ? error.message : String(error);
    log.error(`${server.path} did not start: ${reason}`);
    void sayBroken(`Deskcheck: ${server.path} did not start: ${reason}`);
  }
}

/** The settings as the server takes them, whenever it asks. */
function serverSettings(): InitializationOptions {
  return initializationOptions(vscode.workspace.getConfiguration('deskcheck'));
}

async function stop(): Promise<void> {
  const running = client;
  client = undefined;
  try {
    await running?.dispose();
  } catch (error) {
    // A server that died before is stopped already; its end is in the log.
    log.warn(`Stopping the server: ${error instanceof Error ? error.message : String(error)}`);
  }
}

async function sayMissing(message: string): Promise<void> {
  const choice = await vscode.window.showErrorMessage(`Deskcheck: ${message}`, OPEN_SETTINGS);
  if (choice === OPEN_SETTINGS) {
    await openSettings('deskcheck.server.path');
  }
}

async function sayBroken(message: string): Promise<void> {
  const choice = await vscode.window.showErrorMessage(message, SHOW_LOG, OPEN_SETTINGS);
  if (choice === SHOW_LOG) {
    log.show();
  } else if (choice === OPEN_SETTINGS) {
    await openSettings('deskcheck');
  }
}

/** Settings that belong to a machine are, on a remote one, in a part of the settings of its own. */
async function openSettings(query: string): Promise<void> {
  const remote = vscode.env.remoteName !== undefined;
  const command = remote ? 'workbench.action.openRemoteSettings' : 'workbench.action.openSettings';
  await vscode.commands.executeCommand(command, { query });
}
