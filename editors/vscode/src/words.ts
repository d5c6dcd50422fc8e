// Numbers, days and verdicts as the user reads them.

import { VERDICTS, type Tally, type Verdict } from './protocol';

/** What a verdict is called. */
export const CALLED: Record<Verdict, string> = {
  contradicted: 'contradicted',
  disputed: 'disputed',
  outdated: 'outdated',
  imprecise: 'imprecise',
  supported: 'verified',
  unverified: 'unverified',
};

const MONTHS = [
  'January', 'February', 'March', 'April', 'May', 'June',
  'July', 'August', 'September', 'October', 'November', 'December',
];

/** `1 note`, `1,200 notes`. */
export function counted(number: number, one: string, many = `${one}s`): string {
  return `${number.toLocaleString('en-US')} ${number === 1 ? one : many}`;
}

export function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** `12 verified, 2 disputed, 1 contradicted`: what stands in the status bar. */
export function brief(tally: Tally): string {
  if (VERDICTS.every((verdict) => tally[verdict] === 0)) {
    return 'No figures';
  }
  const shown = (['supported', 'disputed', 'contradicted'] as const).filter((it) => it === 'supported' || tally[it] > 0);
  return shown.map((verdict) => `${tally[verdict]} ${CALLED[verdict]}`).join(', ');
}

/** Every verdict that occurs, in one sentence. */
export function full(tally: Tally): string {
  const occurring = VERDICTS.filter((verdict) => tally[verdict] > 0);
  if (occurring.length === 0) {
    return 'This note states no figures.';
  }
  const sum = occurring.reduce((sum, verdict) => sum + tally[verdict], 0);
  const parts = occurring.map((verdict) => `${tally[verdict]} ${CALLED[verdict]}`);
  return `${counted(sum, 'figure')} in this note: ${parts.join(', ')}.`;
}

/** `2020-06-26` as `26 June 2020`. */
export function day(date: string): string {
  const [year = '', month = '', day = ''] = date.split('-');
  return `${Number(day)} ${MONTHS[Number(month) - 1] ?? month} ${year}`;
}
