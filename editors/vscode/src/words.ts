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
  const [year, month, day] = parts(date);
  return `${day} ${month} ${year}`;
}

/** A span of days as prose writes it: `25–26 June 2020`, `June 2020`. Of two days one may be unknown. */
export function days(from: string | null, to: string | null): string | null {
  if (from === null || to === null || from === to) {
    const known = from ?? to;
    return known === null ? null : day(known);
  }
  const [year, month, first] = parts(from);
  const [lastYear, lastMonth, last] = parts(to);
  if (year !== lastYear) {
    return `${day(from)} – ${day(to)}`;
  }
  if (first === 1 && last === lengthOf(to)) {
    return month === lastMonth ? `${month} ${year}` : wholeMonths(month, lastMonth, year);
  }
  return month === lastMonth ? `${first}–${day(to)}` : `${first} ${month} – ${day(to)}`;
}

function wholeMonths(month: string, last: string, year: string): string {
  return month === MONTHS[0] && last === MONTHS[11] ? year : `${month} – ${last} ${year}`;
}

/** The number of days in the month of a date. */
function lengthOf(date: string): number {
  const [year, month] = date.split('-').map(Number);
  return new Date(Date.UTC(year ?? 0, month ?? 0, 0)).getUTCDate();
}

function parts(date: string): [string, string, number] {
  const [year = '', month = '', day = ''] = date.split('-');
  return [year, MONTHS[Number(month) - 1] ?? month, Number(day)];
}
