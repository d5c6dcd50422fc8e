// A server's process: started here, watched until it ends, and ended here.

import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { createInterface } from 'node:readline';

/** How long a server that was asked to end may take before it is killed, in milliseconds. */
const PATIENCE = 2000;

export interface Launched {
  process: ChildProcessWithoutNullStreams;
  /** How it ended, in words that follow "the server". */
  ended: Promise<string>;
}

/**
 * Starts `program` as a server. What it writes to its error output goes to `log`, line by line.
 *
 * @throws an error with the system's reason where the program cannot be started
 */
export async function launch(program: string, log: (line: string) => void): Promise<Launched> {
  const child = spawn(program, ['lsp'], { stdio: 'pipe', windowsHide: true });
  createInterface({ input: child.stderr, crlfDelay: Infinity }).on('line', log);
  // A server that is gone cannot be written to: its end is told by `ended`.
  child.stdin.on('error', () => undefined);
  const ended = new Promise<string>((resolve) => {
    child.once('exit', (code, signal) => resolve(signal === null ? `ended with exit code ${code}` : `was ended by ${signal}`));
  });
  await new Promise<void>((resolve, reject) => {
    child.once('spawn', resolve);
    child.once('error', reject);
  });
  return { process: child, ended };
}

/** Waits until a server that was told to end has ended, and makes it end where it does not. */
export async function seeOut({ process, ended }: Launched, patience = PATIENCE): Promise<void> {
  if ((await within(patience, ended)) === undefined) {
    process.kill('SIGKILL');
    await ended;
  }
}

/** What comes of `promise` within so many milliseconds, else `undefined`. */
export async function within<T>(milliseconds: number, promise: Promise<T>): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, milliseconds, undefined);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
