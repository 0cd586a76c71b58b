/** Where each platform keeps the data of programs: XDG Base Directory, Application Support, Local AppData. */
import { join } from 'node:path';

/** What the default depends on. */
export interface PlatformFacts {
  readonly platform: NodeJS.Platform;
  readonly homeFolder: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** The folder for Earshot's data where none was set. */
export function defaultDataFolder({ platform, homeFolder, environment }: PlatformFacts): string {
  if (platform === 'win32') {
    return join(environment['LOCALAPPDATA'] ?? join(homeFolder, 'AppData', 'Local'), 'Earshot');
  }
  if (platform === 'darwin') return join(homeFolder, 'Library', 'Application Support', 'Earshot');
  // XDG Base Directory: a relative path is to be ignored.
  const xdgFolder = environment['XDG_DATA_HOME'] ?? '';
  const base = xdgFolder.startsWith('/') ? xdgFolder : join(homeFolder, '.local', 'share');
  return join(base, 'earshot');
}
