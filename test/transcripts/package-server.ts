/** A slow HTTP server of the stage on 127.0.0.1:8080: what a scene put into a folder, in ten pieces over two seconds. */
import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { join, normalize } from 'node:path';

const PORT = 8_080;
const PIECES = 10;
const PIECE_EVERY_MS = 200;
/** Smaller files come at once. */
const SLOW_FROM_BYTES = 200_000;

/** Serves `folder`; a path that ends in a slash gives its index.json or index.html. */
export async function startPackageServer(folder: string): Promise<{ close: () => void }> {
  const server = createServer((request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url ?? '/', 'http://web1').pathname));
    const base = join(folder, path);
    const found = [base, join(base, 'index.json'), join(base, 'index.html')].find(
      (file) => existsSync(file) && statSync(file).isFile(),
    );
    if (found === undefined) {
      response.writeHead(404, { 'content-type': 'application/json' }).end('{"error":"Not found"}');
      return;
    }
    const { size } = statSync(found);
    const type = found.endsWith('.json') ? 'application/json' : found.endsWith('.html') ? 'text/html' : 'application/octet-stream';
    response.writeHead(200, { 'content-type': type, 'content-length': size });
    if (request.method === 'HEAD') {
      response.end();
      return;
    }
    if (size < SLOW_FROM_BYTES) {
      createReadStream(found).pipe(response);
      return;
    }
    const pieceBytes = Math.ceil(size / PIECES);
    const send = (from: number): void => {
      const end = Math.min(size, from + pieceBytes) - 1;
      const piece = createReadStream(found, { start: from, end });
      piece.pipe(response, { end: false });
      piece.on('end', () => {
        if (end + 1 >= size) response.end();
        else setTimeout(() => { send(end + 1); }, PIECE_EVERY_MS);
      });
    };
    send(0);
  });
  await new Promise<void>((resolve) => {
    server.listen(PORT, '127.0.0.1', resolve);
  });
  return {
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
