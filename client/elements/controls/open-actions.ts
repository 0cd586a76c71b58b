/** How a button anywhere on the page asks for the list of all actions. */

/** The event that asks for it, on the document. */
export const OPEN_ACTIONS_EVENT = 'open-actions';

/** For `@click` of a button that opens the list of all actions. */
export function openActions(): void {
  document.dispatchEvent(new CustomEvent(OPEN_ACTIONS_EVENT));
}
