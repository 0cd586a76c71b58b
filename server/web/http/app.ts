/** The HTTP side: checks on every request, then the API, then the built page. Sockets are the gateway's. */
import express, {
  type ErrorRequestHandler,
  type Express,
  type RequestHandler,
  type Response,
} from 'express';
import { KIB } from '../../../shared/base/units.ts';
import { isOwnOrigin, isOwnSite, ownHost } from '../accounts/own-origins.ts';
import type { Logger } from '../ports/logger.ts';
import type { ApiRoute } from './api-routes.ts';
import { refuse } from './refusals.ts';
import { setSecurityHeaders } from './security-headers.ts';
import { createShellFallback, createStaticFiles } from './static-files.ts';

/** Largest body of a request. */
export const BODY_LIMIT_BYTES = 16 * KIB;

/** The app of a gateway that listens on `port` and serves the page built into `pageFolder`. */
export function createApp(dependencies: {
  readonly port: number;
  readonly pageFolder: string;
  readonly routes: readonly ApiRoute[];
  readonly logger: Logger;
}): Express {
  const { port, pageFolder, routes, logger } = dependencies;
  const app = express();
  app.disable('x-powered-by');
  app.set('query parser', 'simple');
  app.set('trust proxy', false);
  app.set('etag', false);
  app.use(checkHost(port));
  app.use('/api', (_request, response, next) => {
    response.set('Cache-Control', 'no-store');
    next();
  });
  // As text: the body is parsed by its schema, like everything else from outside.
  const readJsonText = express.text({ type: 'application/json', limit: BODY_LIMIT_BYTES });
  for (const route of routes) {
    const checks = route.changesState ? [checkOrigin(port), checkJson, readJsonText] : [];
    app[route.method](route.path, ...checks, (request, response) => {
      route.answer(request, response);
    });
  }
  app.use('/api', (_request, response) => {
    refuse(response, { code: 'protocol.unknown-message', name: '' }, 404);
  });
  app.use(createStaticFiles(pageFolder), createShellFallback(pageFolder));
  app.use((_request, response) => {
    response.status(404).end();
  });
  app.use(answerProblems(logger));
  return app;
}

/** Host first, on every path: a page on a rebound name sees nothing at all. */
function checkHost(port: number): RequestHandler {
  return (request, response, next) => {
    const host = ownHost(request, port);
    setSecurityHeaders(response, host);
    // The absolute form of a request target (RFC 9112 section 3.2.2) is for proxies.
    if (host !== null && request.originalUrl.startsWith('/')) next();
    else response.status(421).end();
  };
}

function checkOrigin(port: number): RequestHandler {
  return (request, response, next) => {
    const host = ownHost(request, port);
    if (host !== null && isOwnOrigin(request, host) && isOwnSite(request)) next();
    else response.status(403).end();
  };
}

/** A body that is not JSON is what a form of another site could send. */
const checkJson: RequestHandler = (request, response, next) => {
  const hasBody =
    request.headers['content-length'] !== undefined && request.headers['content-length'] !== '0';
  const isChunked = request.headers['transfer-encoding'] !== undefined;
  if ((hasBody || isChunked) && request.is('application/json') === false)
    refuse(response, { code: 'protocol.malformed' }, 415);
  else next();
};

function answerProblems(logger: Logger): ErrorRequestHandler {
  // Express knows an error handler by its four parameters.
  return (problem: unknown, _request, response: Response, next) => {
    if (response.headersSent) {
      next(problem);
      return;
    }
    const status = statusOfProblem(problem);
    if (status === 413)
      refuse(response, { code: 'protocol.too-large', limitBytes: BODY_LIMIT_BYTES });
    else if (status >= 400 && status < 500)
      refuse(response, { code: 'protocol.malformed' }, status);
    else {
      logger.error('http.bug', problem);
      response.status(500).end();
    }
  };
}

/** The status that Express' own readers put on their errors, 500 for everything else. */
function statusOfProblem(problem: unknown): number {
  const isMarked = problem instanceof Error && 'status' in problem;
  return isMarked && typeof problem.status === 'number' ? problem.status : 500;
}
