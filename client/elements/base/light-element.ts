/** The base of all elements: rendered into the light DOM, so that labels, text and fields share one tree; redrawn when a store changes. */
import { LitElement } from 'lit';

/** Anything that tells when it changed. */
export interface Watchable {
  listen(listener: () => void, signal: AbortSignal): void;
}

/** An element in the light DOM. Subclasses say in `watched` what they are drawn from. */
export abstract class LightElement extends LitElement {
  #connection: AbortController | null = null;

  /** The stores whose changes redraw this element; asked once per connection. */
  protected watched(): readonly Watchable[] {
    return [];
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#connection = new AbortController();
    for (const store of this.watched())
      store.listen(() => this.requestUpdate(), this.#connection.signal);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#connection?.abort();
    this.#connection = null;
  }

  protected override createRenderRoot(): this {
    return this;
  }

  /** The first element inside that matches, or null. */
  protected find(selector: string): HTMLElement | null {
    return this.renderRoot.querySelector<HTMLElement>(selector);
  }

  /** The first input inside that matches, or null. */
  protected findInput(selector: string): HTMLInputElement | null {
    const found = this.find(selector);
    return found instanceof HTMLInputElement ? found : null;
  }
}

/** Keeps the focus where it is when a button is pressed by pointer; for `@mousedown`. */
export function keepFocus(event: Event): void {
  event.preventDefault();
}
