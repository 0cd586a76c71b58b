/** Offends no-restricted-syntax: text from outside must stay text. */
export function show(target: HTMLElement, text: string): void {
  target.innerHTML = text;
}
