/** Follows whether what is printed next looks like anything but plain text (ECMA-48 SGR). */

/** Parameters of a control sequence as the emulator gives them; colons make lists. */
type Parameters = readonly (number | number[])[];

/** The graphic rendition as far as lines remember it. */
export interface GraphicState {
  /** `CSI … m` is about to be carried out. */
  apply(parameters: Parameters): void;
  readonly isPlain: boolean;
  reset(): void;
}

type Aspect = 'colour' | 'background' | 'bold' | 'inverse';

/** What each code begins (true) or ends; codes that are not here change nothing that is remembered. */
const effects: ReadonlyMap<number, readonly [aspect: Aspect, isOn: boolean]> = new Map([
  ...codes(1, 1, 'bold', true),
  ...codes(22, 22, 'bold', false),
  ...codes(7, 7, 'inverse', true),
  ...codes(27, 27, 'inverse', false),
  ...codes(30, 38, 'colour', true),
  ...codes(39, 39, 'colour', false),
  ...codes(90, 97, 'colour', true),
  ...codes(40, 48, 'background', true),
  ...codes(49, 49, 'background', false),
  ...codes(100, 107, 'background', true),
]);

function codes(first: number, last: number, aspect: Aspect, isOn: boolean) {
  return Array.from(
    { length: last - first + 1 },
    (_unused, index) => [first + index, [aspect, isOn]] as const,
  );
}

/** How many parameters after a colour's code belong to it: `38;5;N`, `38;2;R;G;B`; none where they stand in a list. */
function lengthOfColour(parameters: Parameters, index: number): number {
  const code = parameters[index];
  if (code !== 38 && code !== 48 && code !== 58) return 0;
  const kind = parameters[index + 1];
  return kind === 5 ? 2 : kind === 2 ? 4 : 0;
}

/** Plain text. */
export function createGraphicState(): GraphicState {
  const on = new Set<Aspect>();

  function apply(given: number | number[]): void {
    const code = Array.isArray(given) ? (given[0] ?? 0) : given;
    if (code <= 0) on.clear();
    const effect = effects.get(code);
    if (effect?.[1] === true) on.add(effect[0]);
    else if (effect !== undefined) on.delete(effect[0]);
  }

  return {
    apply(parameters) {
      if (parameters.length === 0) on.clear();
      for (let index = 0; index < parameters.length; index += 1) {
        apply(parameters[index] ?? 0);
        index += lengthOfColour(parameters, index);
      }
    },
    get isPlain() {
      return on.size === 0;
    },
    reset() {
      on.clear();
    },
  };
}
