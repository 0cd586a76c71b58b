/** Headers on every answer: what the page may load, and what other pages may do with it. Nothing comes from elsewhere. */
import type { Response } from 'express';

const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "font-src 'none'",
  "manifest-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  // Server text never becomes HTML: only Lit's own templates may (W3C Trusted Types).
  "require-trusted-types-for 'script'",
  'trusted-types lit-html',
] as const;

/**
 * The Content-Security-Policy (W3C CSP 3) for a page delivered by `host`, one of our own hosts. `'self'` covers
 * the WebSocket in new browsers only, so it is named as well; an IPv6 literal is no CSP source and is left out.
 */
export function contentSecurityPolicy(host: string): string {
  const socket = host.startsWith('[') ? '' : ` ws://${host}`;
  return [...policy, `connect-src 'self'${socket}`].join('; ');
}

/** Sets all of them; `host` is null where the request came to a foreign Host and is refused. */
export function setSecurityHeaders(response: Response, host: string | null): void {
  response.set({
    'Content-Security-Policy': contentSecurityPolicy(host ?? '[::1]'),
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'X-Frame-Options': 'DENY',
    'Permissions-Policy':
      'camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()',
  });
}
