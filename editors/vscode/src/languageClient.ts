// The library's client, with our settings, and without messages of its own. Loaded when a server is started.

import * as vscode from 'vscode';
import {
  CloseAction, ErrorAction, LanguageClient, MessageType, RevealOutputChannelOn, ShowMessageNotification,
  type LanguageClientOptions, type StaticFeature, type WorkDoneProgressBegin, type WorkDoneProgressReport,
} from 'vscode-languageclient/node';
import type { Launched } from './launch';
import { initializationOptions } from './options';
import type { Judged, Read } from './protocol';

/** What the server tells unasked. */
export interface Listener {
  judged(judged: Judged): void;
  read(read: Read): void;
  /** How far the reading of the documents is; `undefined` once they are read. */
  reading(progress: string | undefined): void;
  /** A sentence for the user; `urgent` where something is wrong. */
  said(message: string, urgent: boolean): void;
}

export type { LanguageClient };

/** A client for the server that was launched; not started yet. */
export function createClient(launched: Launched, log: vscode.LogOutputChannel, listener: Listener): LanguageClient {
  const options: LanguageClientOptions = {
    documentSelector: [
      { scheme: 'file', language: 'markdown' },
      { scheme: 'untitled', language: 'markdown' },
    ],
    initializationOptions: settings(),
    middleware: {
      workspace: { configuration: ({ items }) => items.map(settings) },
      handleWorkDoneProgress: (token, params, next) => {
        const ours = String(token).startsWith('deskcheck/reading/');
        if (ours) {
          listener.reading(params.kind === 'end' ? undefined : progressWords(params));
        }
        // The library shows nothing for an end without a beginning, and forgets the token.
        if (!ours || params.kind === 'end') {
          next(token, params);
        }
      },
    },
    outputChannel: log,
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    initializationFailedHandler: () => false,
    errorHandler: {
      error: () => ({ action: ErrorAction.Continue, handled: true }),
      closed: () => ({ action: CloseAction.DoNotRestart, handled: true, message: 'The connection to the server is closed.' }),
    },
  };
  // The library writes the error output to the log where it gets a process; `launch` does so already.
  const { stdout: reader, stdin: writer } = launched.process;
  const client = new QuietClient('deskcheck', 'Deskcheck', async () => ({ reader, writer }), options);
  client.registerFeature(STATUS);
  client.onNotification('deskcheck/judged', (judged: Judged) => listener.judged(judged));
  client.onNotification('deskcheck/read', (read: Read) => listener.read(read));
  client.onNotification(ShowMessageNotification.type, ({ type, message }) => listener.said(message, type <= MessageType.Warning));
  return client;
}

/** Says that we listen to `deskcheck/judged` and `deskcheck/read`. */
const STATUS: StaticFeature = {
  fillClientCapabilities: (capabilities) => {
    capabilities.experimental = { ...capabilities.experimental, deskcheck: { status: true } };
  },
  initialize: () => undefined,
  getState: () => ({ kind: 'static' }),
  clear: () => undefined,
};

/** The library puts up messages of its own about its server; what the user must know of it is told by `session.ts`. */
class QuietClient extends LanguageClient {
  override error(message: string, data?: unknown): void {
    // What goes wrong before the start or after the end is news to nobody: `session.ts` says why there is no server.
    if (this.isRunning()) {
      // Where in the library something failed is of no use to whoever reads the log.
      super.error(message, data instanceof Error ? data.message : data, false);
    }
  }

  override warn(message: string, data?: unknown): void {
    super.warn(message, data, false);
  }

  override info(message: string, data?: unknown): void {
    super.info(message, data, false);
  }
}

/** The settings as the server takes them, whenever it asks. */
function settings() {
  return initializationOptions(vscode.workspace.getConfiguration('deskcheck'));
}

function progressWords({ message, percentage }: WorkDoneProgressBegin | WorkDoneProgressReport): string {
  return message ?? (percentage === undefined ? 'documents' : `documents: ${percentage} %`);
}
