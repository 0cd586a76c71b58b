/** How the page is built: hashed files that a strict content security policy lets through as they are. */
import { defineConfig } from 'vite';

export default defineConfig({
  root: 'client',
  publicDir: '../public',
  build: {
    outDir: '../dist/client',
    emptyOutDir: true,
    // Safari 16.4 is the oldest browser we promise.
    target: ['es2022', 'safari16.4'],
    // `script-src 'self'` forbids the inline script that the polyfill would be, and data: addresses need a rule.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
  },
});
