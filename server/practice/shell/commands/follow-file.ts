/** Waits for more text at the end of a file, for `tail -f`. */
import { resolvePath } from '../memory-tree.ts';
import { waitOrAbort } from '../text-stream.ts';
import type { CommandContext } from './command.ts';

const LOOK_EVERY_MS = 500;

/** Prints what is added to `path` until the context's signal aborts; a file that shrank starts anew. */
export async function followFile(context: CommandContext, path: string): Promise<void> {
  const absolute = resolvePath(context.state.folder, path);
  const lengthNow = (): number => readNow(context, absolute).length;
  let printed = lengthNow();
  for (;;) {
    await waitOrAbort(context.signal, (resolve) => {
      context.clock.after(LOOK_EVERY_MS, resolve, context.signal);
    });
    const text = readNow(context, absolute);
    if (text.length < printed) printed = 0;
    if (text.length === printed) continue;
    await context.stdout.write(text.slice(printed));
    printed = text.length;
  }
}

function readNow(context: CommandContext, path: string): string {
  const text = context.state.tree.readText(path);
  return text.ok ? text.value : '';
}
