/** The built page: public and the same for everyone. Assets with a hash in their name never change, the rest is asked anew. */
import { join } from 'node:path';
import express, { type RequestHandler } from 'express';

/** Vite writes files with a hash in their name here. */
const HASHED_FOLDER = /[\\/]assets[\\/][^\\/]+$/;
const INDEX_FILE = 'index.html';

/** Serves files below `pageFolder`; what is not there is left to the next handler. */
export function createStaticFiles(pageFolder: string): RequestHandler {
  return express.static(pageFolder, {
    dotfiles: 'ignore',
    index: INDEX_FILE,
    redirect: false,
    cacheControl: false,
    setHeaders(response, path) {
      const isHashed = HASHED_FOLDER.test(path);
      response.set('Cache-Control', isHashed ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
}

/** Gives the shell for addresses of views, such as /sessions/1; paths with a dot are files that do not exist. */
export function createShellFallback(pageFolder: string): RequestHandler {
  return (request, response, next) => {
    const isView =
      (request.method === 'GET' || request.method === 'HEAD') && !request.path.includes('.');
    if (!isView) {
      next();
      return;
    }
    response.set('Cache-Control', 'no-cache');
    response.sendFile(join(pageFolder, INDEX_FILE), { cacheControl: false }, (problem) => {
      // Not built, or the browser went away.
      if (problem instanceof Error && !response.headersSent) response.status(404).end();
    });
  };
}
