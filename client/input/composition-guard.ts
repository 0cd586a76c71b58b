/** Whether a key press belongs to an input method that is composing, and so is not the page's to act on. */

/** The part of a KeyboardEvent that tells. */
export interface ComposingPress {
  readonly isComposing: boolean;
  readonly keyCode: number;
}

/** Key code of a press that an input method has taken; Safari tells only by it, after `compositionend`. */
const PROCESSED_KEY_CODE = 229;

/** Whether to leave this press alone (UI Events, section 4.3.3). */
export function isComposing(press: ComposingPress): boolean {
  return press.isComposing || press.keyCode === PROCESSED_KEY_CODE;
}
