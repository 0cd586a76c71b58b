/** Orders the cells of a column: numbers, sizes (1.2G), percentages, dates and times by what they mean, other text by letters. */

/** What a cell is ordered by; text comes after all that counts, nothing at all comes last. */
export type SortKey =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'empty' };

/** Characters of a cell that are looked at. */
const LOOKED_AT = 200;
/** Powers of 1024, as `df -h`, `du -h` and `ls -h` print them. */
const SIZES = 'KMGTPEZY';
const MONTHS = 'janfebmaraprmayjunjulaugsepoctnovdec';
const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

/** The key of one cell. */
export function sortKeyOf(cell: string): SortKey {
  const text = cell.trim().slice(0, LOOKED_AT);
  if (text === '' || text === '-') return { kind: 'empty' };
  const value = sizeOf(text) ?? dateOf(text) ?? clockOf(text);
  return value === null ? { kind: 'text', value: text } : { kind: 'number', value };
}

/** Compares two keys upwards, for a stable sort: 0 for equal ones. */
export function compareKeys(one: SortKey, other: SortKey): number {
  if (one.kind === 'number' && other.kind === 'number') return one.value - other.value;
  if (one.kind === 'text' && other.kind === 'text') return collator.compare(one.value, other.value);
  return RANK[one.kind] - RANK[other.kind];
}
const RANK = { number: 0, text: 1, empty: 2 };

/** Indexes of the cells in order; empty ones are last both ways, and equal ones keep their order. */
export function sortedIndexes(
  cells: readonly string[],
  direction: 'ascending' | 'descending',
): number[] {
  const keys = cells.map((cell, index) => ({ key: sortKeyOf(cell), index }));
  const sign = direction === 'ascending' ? 1 : -1;
  return keys
    .toSorted(({ key: one }, { key: other }) => {
      const isBesideEmpty = one.kind === 'empty' || other.kind === 'empty';
      return compareKeys(one, other) * (isBesideEmpty ? 1 : sign);
    })
    .map(({ index }) => index);
}

function sizeOf(text: string): number | null {
  const found = /^([-+]?(?:\d{1,3}(?:,\d{3})+|\d+)?(?:\.\d+)?) ?(?:([kmgtpezy])i?b?|b|%)?$/i.exec(
    text,
  );
  const digits = found?.[1]?.replaceAll(',', '') ?? '';
  if (!/\d/.test(digits)) return null;
  const unit = found?.[2]?.toUpperCase();
  return Number(digits) * (unit === undefined ? 1 : 1024 ** (SIZES.indexOf(unit) + 1));
}

/** ISO 8601 and `ls -l` dates; one without a year counts within a year, as its table does not tell. */
function dateOf(text: string): number | null {
  if (
    /^\d{4}-\d\d-\d\d(?:[ T]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?: ?(?:Z|[+-]\d\d:?\d\d))?)?$/.test(text)
  ) {
    const epochMs = Date.parse(text.replace(/ (?=[+-])/, '').replace(' ', 'T'));
    return Number.isNaN(epochMs) ? null : epochMs;
  }
  const found = /^([A-Z][a-z]{2}) {1,2}(\d{1,2})(?: (?:(\d\d):(\d\d)| ?(\d{4})))?$/.exec(text);
  if (found === null) return null;
  const month = MONTHS.indexOf((found[1] ?? '').toLowerCase()) / 3;
  if (!Number.isInteger(month) || month < 0) return null;
  const parts: readonly (string | undefined)[] = found.slice(2);
  const [day = 1, hour = 0, minute = 0, year = 0] = parts.map((part) => Number(part ?? 0));
  return Date.UTC(year === 0 ? UNKNOWN_YEAR : year, month, day, hour, minute);
}
const UNKNOWN_YEAR = 1972;

/** Durations and times as `ps` prints them: [DAYS-][HOURS:]MINUTES:SECONDS. */
function clockOf(text: string): number | null {
  const found = /^(?:(\d+)-)?(\d+(?::\d\d){1,2}(?:\.\d+)?)$/.exec(text);
  if (found === null) return null;
  const seconds = (found[2] ?? '').split(':').reduce((sum, part) => sum * 60 + Number(part), 0);
  return Number(found[1] ?? 0) * 86_400 + seconds;
}
