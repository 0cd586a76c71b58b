/** Reads one parameter of a control sequence as the emulator's parser gives them. */

/** Parameters of a control sequence (ECMA-48 5.4.2); colons make lists. */
export type CsiParameters = readonly (number | number[])[];

/** The parameter at an index; 0 where it is missing or a list. */
export function csiNumber(parameters: CsiParameters, index: number): number {
  const value = parameters[index];
  return typeof value === 'number' && value > 0 ? value : 0;
}
