/**
 * Moving the focus so that it is heard: readers stay silent when the focused element leaves the page in the same
 * moment in which another one gets the focus, so the old one stays for two frames more.
 */

/** Resolves two animation frames later, when what has the focus is known outside the page; at once where nothing is drawn. */
export async function focusIsKnown(): Promise<void> {
  for (let frame = 0; frame < 2 && !document.hidden; frame += 1)
    await new Promise(requestAnimationFrame);
}

/** Moves the focus to the view's heading, the one control of a page that is never taken out. */
export function focusViewHeading(): void {
  document.querySelector<HTMLElement>('main h1')?.focus();
}

/** Whether the focus is inside one of the elements, or nowhere at all. */
export function isFocusIn(elements: Iterable<Element>): boolean {
  const focused = document.activeElement;
  if (focused === null || focused === document.body) return true;
  return [...elements].some((element) => element.contains(focused));
}
