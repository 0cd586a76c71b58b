/** Numbers and counted things in English: `1 line`, `10,000 lines`. Another language brings its own file of this shape. */

const pluralRules = new Intl.PluralRules('en');
const numberFormat = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });

/** A whole number as people read it: `10,000`. */
export function numberWord(value: number): string {
  return numberFormat.format(value);
}

/** A count with its noun: `1 line`, `20 lines`; `many` is the plural form. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${numberWord(count)} ${pluralRules.select(count) === 'one' ? one : many}`;
}
