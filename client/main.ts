/** The page's composition: adapters, link, stores, voice, actions, elements. Nothing here decides anything. */
import { asPageId, parseSessionId } from '../shared/model/parse-id.ts';
import { defaultPreferences } from '../shared/model/preferences.ts';
import { SOCKET_PATH } from '../shared/protocol/paths.ts';
import { pageWords } from '../shared/words/page-words.ts';
import type { AppActions } from './actions/app-actions.ts';
import { createConnectActions } from './actions/connect-actions.ts';
import { createFollowActions } from './actions/follow-actions.ts';
import { createHostActions } from './actions/host-actions.ts';
import { createListeningActions } from './actions/listening-actions.ts';
import { createReadingActions } from './actions/reading-actions.ts';
import { createRecordWriter } from './actions/record-writer.ts';
import { createSessionActions } from './actions/session-actions.ts';
import { createSetupActions, setupCodeIn } from './actions/setup-actions.ts';
import { createTypingActions } from './actions/typing-actions.ts';
import { createBrowserAddressBar } from './adapters/browser-address-bar.ts';
import { createBrowserClipboard } from './adapters/browser-clipboard.ts';
import { createBrowserClock } from './adapters/browser-clock.ts';
import { createBrowserDrafts } from './adapters/browser-drafts.ts';
import { createBrowserHttp } from './adapters/browser-http.ts';
import { createBrowserPresence } from './adapters/browser-presence.ts';
import { createBrowserSocketOpener } from './adapters/browser-socket.ts';
import { deviceNameFor } from './adapters/device-name.ts';
import { createLiveRegions } from './adapters/live-regions.ts';
import { randomId } from './adapters/random-id.ts';
import { createAnnouncer } from './announcer/announcer.ts';
import { createSessionSpeaker } from './announcer/session-speaker.ts';
import { ActionKeys } from './elements/actions/action-keys.ts';
import { AppShell } from './elements/app-shell/app-shell.ts';
import { createDeviceGate } from './link/device-gate.ts';
import { createGatewayLink } from './link/gateway-link.ts';
import { createSessionFollower } from './link/session-follower.ts';
import { isShown, wireSpeech } from './speech-wiring.ts';
import { createAppStores } from './stores/app-stores.ts';
import { applyServerMessage } from './stores/apply-server-message.ts';
import { verbosityOf } from './stores/listening-store.ts';
import { watchGateway } from './watch-gateway.ts';

const { signal } = new AbortController();
const clock = createBrowserClock();
const presence = createBrowserPresence();
const addressBar = createBrowserAddressBar();
// The code leaves the address before the first request could carry it anywhere.
const setupCode = setupCodeIn(addressBar.fragment());
if (setupCode !== null) addressBar.replace('/');

const pageId = asPageId(randomId());
const stores = createAppStores({ clock, addressBar }, signal);
const gate = createDeviceGate(createBrowserHttp(), deviceNameFor(navigator.userAgent));
const opener = createBrowserSocketOpener(SOCKET_PATH);
const link = createGatewayLink(
  { clock, opener, presence, pageId, random: Math.random, whyRefused: () => gate.check() },
  signal,
);

const announcer = createAnnouncer(
  { clock, sink: createLiveRegions(document), wordsPerMinute: defaultPreferences.pace },
  { signal },
);
announcer.log.listen(() => stores.messages.set(announcer.log.messages), signal);
const speaker = createSessionSpeaker(
  {
    clock,
    announce: (announcement) => announcer.announce(announcement),
    listenerOf: (sessionKey) => ({
      verbosity: verbosityOf(stores, parseSessionId(sessionKey)),
      sessionInFront: isShown(stores, sessionKey),
      ownPageId: pageId,
    }),
  },
  { signal },
);

const records = createRecordWriter(link, stores);
const listening = createListeningActions(
  { announcer, stores, records, newId: randomId, epochMs: () => clock.epochMs() },
  signal,
);
const follower = createSessionFollower(
  {
    clock,
    link,
    seqOf: (sessionId) => stores.sessions.get().followed.get(sessionId)?.seq ?? null,
    onInputRefused: (failure) => listening.sayFailure(failure),
    onLost(sessionId, failure, unconfirmed) {
      stores.sessions.lose(sessionId, failure);
      if (unconfirmed.length > 0) listening.sayUnconfirmed(unconfirmed.map(({ input }) => input));
    },
  },
  signal,
);
wireSpeech({ clock, pageId, stores, link, presence, announcer, speaker }, signal);
link.onMessage((received) => {
  applyServerMessage(stores, received.message);
  follower.received(received);
  if (received.message.type === 'device.joined')
    listening.say(pageWords.deviceJoined(received.message.deviceName), 'polite');
}, signal);
watchGateway({ stores, link, onRefused: (failure) => listening.sayFailure(failure) }, signal);

const clipboard = createBrowserClipboard();
const session = createSessionActions(
  {
    stores,
    link,
    follower,
    speaker,
    listening,
    pageId,
    copyText: (text) => clipboard.write(text),
  },
  signal,
);
const actions: AppActions = {
  setup: createSetupActions({ stores, link, gate, setupCode }),
  hosts: createHostActions({ stores, records, listening, newId: randomId }),
  connect: createConnectActions({
    stores,
    link,
    follower,
    records,
    listening,
    newId: randomId,
    epochMs: () => clock.epochMs(),
  }),
  session,
  reading: createReadingActions(
    { stores, link, listening, session, announce: (said) => announcer.announce(said) },
    signal,
  ),
  listening,
  follow: createFollowActions(
    { clock, stores, link, listening, announce: (said) => announcer.announce(said) },
    signal,
  ),
  typing: createTypingActions({ link, listening, drafts: createBrowserDrafts() }),
};

const shell = new AppShell();
shell.stores = stores;
shell.actions = actions;
const keys = new ActionKeys();
keys.stores = stores;
keys.actions = actions;
document.body.append(shell, keys);
void actions.setup.start();
