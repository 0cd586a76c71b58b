/** The part of the page's address behind `#`, which names the view. */

/** The fragment, without its `#`. */
export interface AddressBar {
  fragment(): string;
  /** Goes to a fragment; Back returns. */
  push(fragment: string): void;
  /** Changes the fragment in place; Back does not return. */
  replace(fragment: string): void;
  /** Told when the person changes the fragment: Back, Forward, typing. */
  listen(listener: () => void, signal: AbortSignal): void;
}
