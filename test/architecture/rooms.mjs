/**
 * The rooms of the house and what each may import, as ARCHITECTURE.md draws them. ESLint enforces it over all sources,
 * and boundaries.test.ts over planted offenders. Adding an arrow is a change of the architecture: write why.
 */

/** Every room as the name used below and the folder, the inner ones first because the first match counts. */
const folders = {
  'shared-base': 'shared/base',
  'shared-failures': 'shared/failures',
  'shared-model': 'shared/model',
  'shared-terminal': 'shared/terminal',
  'shared-words': 'shared/words',
  'shared-speech': 'shared/speech',
  'shared-protocol': 'shared/protocol',

  'server-setup': 'server/setup',
  'server-config': 'server/config',
  'server-link': 'server/link',
  'server-supervisor': 'server/supervisor',
  'keeper-ports': 'server/keeper/ports',
  'keeper-ssh': 'server/keeper/ssh',
  'keeper-terminal': 'server/keeper/terminal',
  'keeper-sessions': 'server/keeper/sessions',
  'keeper-macros': 'server/keeper/macros',
  'keeper-adapters': 'server/keeper/adapters',
  'keeper-entry': 'server/keeper',
  'web-ports': 'server/web/ports',
  'web-gateway': 'server/web/gateway',
  'web-http': 'server/web/http',
  'web-accounts': 'server/web/accounts',
  'web-lending': 'server/web/lending',
  'web-probes': 'server/web/probes',
  'web-storage': 'server/web/adapters/storage',
  'web-adapters': 'server/web/adapters',
  'web-entry': 'server/web',
  practice: 'server/practice',
  'server-entry': 'server',

  'client-ports': 'client/ports',
  'client-link': 'client/link',
  'client-vault': 'client/vault',
  'client-stores': 'client/stores',
  'client-announcer': 'client/announcer',
  'client-input': 'client/input',
  'client-actions': 'client/actions',
  'client-adapters': 'client/adapters',
  'elements-base': 'client/elements/base',
  'elements-controls': 'client/elements/controls',
  // The shell of the page stands round the views, so it alone may know them.
  'elements-app-shell': 'client/elements/app-shell',
  'elements-view': 'client/elements/*',
  'client-styles': 'client/styles',
  'client-worker': 'client/worker',
  'client-entry': 'client',
};

/** The elements that `boundaries/elements` wants. */
export const elements = Object.entries(folders).map(([type, pattern]) => ({
  type,
  pattern,
  partialMatch: false,
}));

/** Files that are allowed more than their room, by the name used below. */
export const files = [
  { category: 'screen', pattern: 'server/keeper/terminal/vt-screen.ts' },
  { category: 'extract', pattern: 'shared/speech/extract.ts' },
];

const names = Object.keys(folders);
/** @param {string} prefix */
const namesStartingWith = (prefix) => names.filter((name) => name.startsWith(prefix));

const shared = namesStartingWith('shared-');
const views = ['elements-view', 'elements-app-shell'];

/** @param {string | string[]} from @param {string[]} to */
const may = (from, ...to) => ({
  from: { element: { type: from } },
  allow: { to: { element: { type: to } } },
});

/** @param {string | string[]} from @param {string[]} packages external packages, subpaths included */
const mayUse = (from, ...packages) => ({
  from: { element: { type: from } },
  allow: { to: { module: { origin: 'external', source: packages } } },
});

/**
 * Node's own modules. `node:sqlite`, which has a door of its own, counts as external to the plugin.
 * @param {string | string[]} from
 */
const mayUseNode = (from) => ({
  from: { element: { type: from } },
  allow: { to: { module: { origin: 'core' } } },
});

const sharedArrows = [
  may('shared-failures', 'shared-base', 'shared-words'),
  may('shared-model', 'shared-base', 'shared-failures'),
  may('shared-terminal', 'shared-base', 'shared-failures', 'shared-model'),
  may('shared-words', 'shared-base'),
  may('shared-speech', ...shared),
  may('shared-protocol', ...shared.filter((name) => name !== 'shared-speech')),
  mayUse(shared, 'valibot'),
  {
    from: { file: { categories: 'extract' } },
    allow: { to: { module: { origin: 'external', source: 're2js' } } },
  },
];

const keeperRooms = namesStartingWith('keeper-');
const webRooms = namesStartingWith('web-');
const serverRooms = [
  'server-setup',
  'server-config',
  'server-link',
  'server-supervisor',
  'server-entry',
  'practice',
  ...keeperRooms,
  ...webRooms,
];

const serverArrows = [
  may(
    serverRooms.filter((name) => name !== 'server-setup'),
    ...shared,
  ),
  // A pure room has no business with the system.
  mayUseNode(serverRooms.filter((name) => name !== 'keeper-terminal')),
  may('server-entry', 'server-supervisor', 'server-config', 'server-link'),
  may('server-supervisor', 'server-config', 'server-link'),
  mayUse(['server-config', 'server-link'], 'valibot'),
  may('server-link', 'server-config'),

  may('keeper-entry', ...keeperRooms, 'server-link', 'server-config'),
  may('keeper-ssh', 'keeper-ports', 'server-config'),
  may('keeper-terminal', 'keeper-ports', 'server-config'),
  may('keeper-sessions', 'keeper-terminal', 'keeper-ports', 'server-config'),
  may('keeper-macros', 'keeper-sessions', 'keeper-ports', 'server-config'),
  may('keeper-adapters', 'keeper-ports', 'server-config'),
  mayUse('keeper-ssh', 'ssh2', 'ssh2/**'),
  {
    from: { file: { categories: 'screen' } },
    allow: { to: { module: { origin: 'external', source: '@xterm/headless' } } },
  },

  may('web-entry', ...webRooms, 'server-link', 'server-config'),
  may('web-gateway', 'web-accounts', 'web-probes', 'web-ports', 'server-link', 'server-config'),
  may('web-http', 'web-accounts', 'web-lending', 'web-ports', 'server-config'),
  may('web-accounts', 'web-ports', 'server-config'),
  may('web-lending', 'web-ports', 'server-link', 'server-config'),
  may('web-probes', 'web-ports', 'server-config'),
  may(['web-storage', 'web-adapters'], 'web-ports', 'server-config'),
  mayUse('web-gateway', 'ws'),
  mayUse('web-http', 'express'),
  {
    from: { element: { type: 'web-storage' } },
    // The plugin's list of Node's own modules is older than this one.
    allow: { to: { module: { source: 'node:sqlite' } } },
  },

  may('practice', 'server-config'),
  mayUse('practice', 'ssh2', 'ssh2/**'),
];

const clientRooms = [...namesStartingWith('client-'), ...namesStartingWith('elements-')];

const clientArrows = [
  may(clientRooms, ...shared),
  may('client-entry', ...clientRooms),
  may(['client-link', 'client-vault', 'client-stores', 'client-announcer'], 'client-ports'),
  may(
    'client-actions',
    'client-link',
    'client-vault',
    'client-stores',
    'client-announcer',
    'client-input',
  ),
  may('client-adapters', 'client-ports'),
  may('elements-controls', 'elements-base'),
  may(
    views,
    'elements-base',
    'elements-controls',
    'client-stores',
    'client-actions',
    'client-input',
  ),
  may('elements-app-shell', 'elements-view'),
  mayUse(['elements-base', 'elements-controls', ...views], 'lit', 'lit/**'),
  mayUse('client-adapters', 'workbox-window'),
];

/** The policies that `boundaries/dependencies` wants; what no arrow allows is an error. */
export const policies = [...sharedArrows, ...serverArrows, ...clientArrows];
