// The one server: started, stopped, asked. What changes with it is told by events; what is wrong with it by `faults`.

import * as vscode from 'vscode';
import type { LanguageClient } from './languageClient';
import type { Fault, Faults } from './faults';
import { launch, seeOut, within, type Launched } from './launch';
import { PROTOCOL, type Judged, type Read, type Requests } from './protocol';
import { findServer } from './server';
import { goTogether } from './versions';

/** `older`: it runs, but cannot be asked what `protocol.ts` has. */
export type State = 'starting' | 'running' | 'older' | 'stopped';

/** How long a server may take until it answers, and one that closed its output until it ends, in milliseconds. */
const START_PATIENCE = 15_000;
const END_PATIENCE = 1000;

/** Of a request that nobody gives up. */
const NEVER = new vscode.CancellationTokenSource().token;

export class Session implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<State>();
  private readonly judging = new vscode.EventEmitter<Judged>();
  private readonly wasRead = new vscode.EventEmitter<Read>();
  private readonly progressed = new vscode.EventEmitter<string | undefined>();
  readonly onDidChange = this.changed.event;
  readonly onDidJudge = this.judging.event;
  readonly onDidRead = this.wasRead.event;
  /** How far the reading of the documents is; `undefined` once they are read. */
  readonly onDidProgress = this.progressed.event;

  private current: State = 'starting';
  private client: LanguageClient | undefined;
  private launched: Launched | undefined;
  /** Why there is no server. */
  fault: Fault | undefined;
  /** What the server says of a folder that has no documents. */
  notice: string | undefined;
  /** Starts and stops wait for one another here, so that there is never more than one server. */
  private turn: Promise<void> = Promise.resolve();

  constructor(
    private readonly extension: vscode.Extension<unknown>,
    private readonly log: vscode.LogOutputChannel,
    private readonly faults: Faults,
  ) {}

  get state(): State {
    return this.current;
  }

  dispose(): void {
    [this.changed, this.judging, this.wasRead, this.progressed].forEach((emitter) => emitter.dispose());
  }

  start(): Promise<void> {
    return this.inTurn(() => this.begin());
  }

  stop(): Promise<void> {
    return this.inTurn(() => this.end());
  }

  restart(): Promise<void> {
    this.faults.forget();
    return this.inTurn(async () => {
      await this.end();
      await this.begin();
    });
  }

  /** The server's answer; `undefined` where there is no server that answers. */
  async ask<M extends keyof Requests>(
    method: M, params: Requests[M][0], token: vscode.CancellationToken = NEVER,
  ): Promise<Requests[M][1] | undefined> {
    const { client } = this;
    if (this.current !== 'running' || client === undefined) {
      return undefined;
    }
    try {
      return await (params === undefined
        ? client.sendRequest<Requests[M][1]>(method, token)
        : client.sendRequest<Requests[M][1]>(method, params, token));
    } catch (error) {
      if (!token.isCancellationRequested && client.isRunning()) {
        this.log.warn(`${method}: ${reason(error)}`);
      }
      return undefined;
    }
  }

  private inTurn(job: () => Promise<void>): Promise<void> {
    this.turn = this.turn.then(job, job);
    return this.turn;
  }

  private async begin(): Promise<void> {
    this.fault = undefined;
    this.notice = undefined;
    this.become('starting');
    const configured = vscode.workspace.getConfiguration('deskcheck').get('server.path', '');
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath;
    const server = findServer(configured, this.extension.extensionPath, folder);
    if ('missing' in server) {
      this.fail({ message: server.missing, remedies: ['choose'] });
      return;
    }
    this.log.info(`Starting ${server.path} (${server.from})`);
    try {
      this.launched = await launch(server.path, (line) => this.log.info(line));
    } catch (error) {
      this.fail({ message: `${server.path} cannot be started: ${reason(error)}.`, remedies: ['choose', 'log'] });
      return;
    }
    await this.connect(this.launched, server.path);
  }

  private async connect(launched: Launched, path: string): Promise<void> {
    const { createClient } = await import('./languageClient');
    const client = createClient(launched, this.log, {
      judged: (judged) => this.judging.fire(judged),
      read: (read) => this.take(read),
      reading: (progress) => this.progressed.fire(progress),
      said: (message, urgent) => this.hear(message, urgent),
    });
    const answered = await within(START_PATIENCE, client.start().then(() => true, () => false));
    const info = client.initializeResult?.serverInfo;
    if (answered === true && info?.name === 'deskcheck') {
      this.client = client;
      void launched.ended.then((how) => this.lost(launched, how));
      this.compareVersions(path, info.version ?? '');
      const { experimental } = client.initializeResult?.capabilities ?? {};
      this.become(experimental?.deskcheck?.protocol === PROTOCOL ? 'running' : 'older');
      return;
    }
    const why = await this.whyNot(launched, answered, info?.name);
    this.launched = undefined;
    await seeOut(launched, 0);
    const message = `${path} did not start as a Deskcheck server: ${why}. Choose the program deskcheck, or look into the log.`;
    this.fail({ message, remedies: ['restart', 'choose', 'log'] });
  }

  private async whyNot(launched: Launched, answered: boolean | undefined, name: string | undefined): Promise<string> {
    if (answered === true) {
      return `it calls itself ${name ?? 'nothing'}`;
    }
    if (answered === undefined) {
      return 'it does not answer';
    }
    const how = await within(END_PATIENCE, launched.ended);
    return how === undefined ? 'it does not answer as one' : `it ${how}`;
  }

  private compareVersions(path: string, version: string): void {
    const { version: own } = this.extension.packageJSON as { version: string };
    if (!goTogether(version, own)) {
      const message = `${path} is version ${version}, and this extension is version ${own}: what one of them does not know is ` +
        'missing. Choose the program of the same version.';
      this.log.warn(message);
      void this.faults.tell({ message, remedies: ['choose'] });
    }
  }

  private take(read: Read): void {
    this.notice = read.documents > 0 ? undefined : this.notice;
    this.wasRead.fire(read);
  }

  /** A folder without documents is no fault: the status bar and the views say it. */
  private hear(message: string, urgent: boolean): void {
    if (urgent) {
      void this.faults.tell({ message, remedies: ['workspaceFile'] });
      return;
    }
    this.log.info(message);
    this.notice = message;
    this.changed.fire(this.current);
  }

  /** A server ended that nobody told to. */
  private lost(launched: Launched, how: string): void {
    if (this.launched !== launched) {
      return;
    }
    this.launched = undefined;
    this.client = undefined;
    this.fail({ message: `The server ${how}. Notes are not checked until it runs again.`, remedies: ['restart', 'log'] });
  }

  private fail(fault: Fault): void {
    this.fault = fault;
    this.log.error(fault.message);
    this.become('stopped');
    void this.faults.tell(fault);
  }

  private async end(): Promise<void> {
    const { client, launched } = this;
    this.client = undefined;
    this.launched = undefined;
    try {
      await client?.dispose();
    } catch (error) {
      this.log.warn(`Stopping the server: ${reason(error)}`);
    }
    if (launched !== undefined) {
      await seeOut(launched);
    }
  }

  private become(state: State): void {
    this.current = state;
    this.progressed.fire(undefined);
    this.changed.fire(state);
  }
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
