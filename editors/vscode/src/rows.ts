// What the rows of the trees are made of, as plain data: groups, ids, labels.

import { VERDICTS, type Claim, type Evidence, type Source, type Verdict } from './protocol';
import { CALLED, capitalized, counted, day } from './words';

export interface Group {
  verdict: Verdict;
  label: string;
  claims: Claim[];
}

/** The claims by verdict, those first that need a look. */
export function grouped(claims: Claim[]): Group[] {
  const groups = VERDICTS.map((verdict) => ({
    verdict,
    label: capitalized(CALLED[verdict]),
    claims: claims.filter((claim) => claim.verdict === verdict),
  }));
  return groups.filter((group) => group.claims.length > 0);
}

/** Ids for things by their names, each its own: the second `13 members` is another than the first. */
export function numbered<T>(things: T[], nameOf: (thing: T) => string): string[] {
  const seen = new Map<string, number>();
  return things.map((thing) => {
    const name = nameOf(thing);
    const number = (seen.get(name) ?? 0) + 1;
    seen.set(name, number);
    return `${name}#${number}`;
  });
}

/** What the documents say of a claim, without the claim itself. */
export function finding(claim: Claim): string | undefined {
  if (claim.message !== null) {
    return claim.message.slice(claim.message.indexOf(': ') + 1).trim();
  }
  const documents = [...new Set(claim.passages.filter((passage) => passage.agrees).map((passage) => passage.document))];
  const [first] = documents;
  return documents.length > 1 ? `${first} and ${documents.length - 1} more` : first;
}

/** Whose words a passage has, of when. */
export function origin(passage: Evidence): string {
  return [passage.document, passage.attributedTo, published(passage)].filter(Boolean).join(', ');
}

/** The day of a document, marked where it is concluded. */
export function published({ dated, dateInferred }: Pick<Source, 'dated' | 'dateInferred'>): string | null {
  return dated && `${day(dated)}${dateInferred ? ' (inferred)' : ''}`;
}

/** The date of a document, what it is worth, and how often the note cites it; `inNote` is false where there is no note. */
export function standing(source: Source, inNote: boolean): string {
  const cited = inNote && source.cited.length > 0 && timesCited(source);
  return [published(source) ?? 'no date', source.grade, source.retracted && 'retracted', source.leftOut, cited].filter(Boolean).join(' · ');
}

export function timesCited({ cited }: Source): string {
  const times = ['not cited', 'cited once', 'cited twice'];
  return times[cited.length] ?? `cited ${counted(cited.length, 'time')}`;
}
