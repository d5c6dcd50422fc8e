// Whether two versions go together.

/** True where major and minor number are the same; also where one of them is no version, since nothing speaks against it. */
export function goTogether(one: string, other: string): boolean {
  const [a, b] = [series(one), series(other)];
  return a === undefined || b === undefined || a === b;
}

function series(version: string): string | undefined {
  return /^v?(\d+\.\d+)\./.exec(version)?.[1];
}
