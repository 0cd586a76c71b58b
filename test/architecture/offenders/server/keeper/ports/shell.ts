/** Clean: an interface of the keeper. */
export interface Shell {
  readonly name: string;
}
