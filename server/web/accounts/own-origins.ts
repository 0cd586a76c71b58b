/**
 * Which Host and Origin a request may carry. The Host list stops DNS rebinding, the exact Origin stops pages of
 * other sites and of other ports; both are compared as written, because browsers always write them in one way.
 */
import type { IncomingMessage } from 'node:http';

const names = ['localhost', '127.0.0.1', '[::1]'] as const;
/** Browsers leave the port of http away. */
const HTTP_PORT = 80;

/** The Host header if there is exactly one and it is one of ours, else null. */
export function ownHost(request: IncomingMessage, port: number): string | null {
  const host = onlyHeader(request, 'host');
  const suffix = port === HTTP_PORT ? '' : `:${String(port)}`;
  return host !== null && names.some((name) => host === `${name}${suffix}`) ? host : null;
}

/** Whether the request comes from a page that this very host delivered; a missing Origin does not. */
export function isOwnOrigin(request: IncomingMessage, host: string): boolean {
  return onlyHeader(request, 'origin') === `http://${host}`;
}

/** Whether Sec-Fetch-Site (W3C Fetch Metadata), where the browser sends it, names the page's own origin. */
export function isOwnSite(request: IncomingMessage): boolean {
  const sites = request.headersDistinct['sec-fetch-site'];
  return sites === undefined || (sites.length === 1 && sites[0] === 'same-origin');
}

/** A header that was sent exactly once, else null. */
function onlyHeader(request: IncomingMessage, name: string): string | null {
  const values = request.headersDistinct[name];
  return values?.length === 1 ? (values[0] ?? null) : null;
}
