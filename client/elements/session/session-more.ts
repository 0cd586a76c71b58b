/** What "More" shows in a session: saying again, how much is said, leaving. */
import { html, type TemplateResult } from 'lit';
import type { SessionId } from '../../../shared/model/ids.ts';
import { actionWords } from '../../../shared/words/action-words.ts';
import { listeningWords } from '../../../shared/words/listening-words.ts';
import { pageWords } from '../../../shared/words/page-words.ts';
import type { AppActions } from '../../actions/app-actions.ts';
import type { AppStores } from '../../stores/app-stores.ts';
import { textField } from '../controls/text-field.ts';
import { openActions } from '../controls/open-actions.ts';
import { verbosityOf } from '../../stores/listening-store.ts';

/** The buttons, in their order. */
export function sessionMore(
  stores: AppStores,
  { listening, session, follow }: AppActions,
  sessionId: SessionId,
): TemplateResult {
  const verbosity = verbosityOf(stores, sessionId);
  const { isQuiet } = stores.listening.get();
  return html`
    <button type="button" @click=${openActions}>${actionWords.actions}</button>
    <button type="button" @click=${() => listening.repeatLast()}>${pageWords.repeatLast}</button>
    <button type="button" @click=${() => listening.toggleQuiet()}>
      ${isQuiet ? listeningWords.speakAgain : listeningWords.beQuiet}
    </button>
    <button type="button" @click=${() => listening.whatNow(sessionId)}>
      ${listeningWords.whatNow}
    </button>
    <form
      novalidate
      role="none"
      @submit=${(event: Event) => {
        event.preventDefault();
        follow.toggle(sessionId, wantedIn(event));
      }}
    >
      ${textField({ id: 'follow-text', label: listeningWords.followOnly })}
      <button type="submit">${listeningWords.follow}</button>
    </form>
    <button type="button" @click=${() => listening.cycleVerbosity('session', sessionId)}>
      ${pageWords.verbosity(verbosity)}
    </button>
    <button type="button" @click=${() => void session.end(sessionId)}>
      ${pageWords.endSession}
    </button>
  `;
}

/** What stands in the field of the form that was sent. */
function wantedIn({ target }: Event): string {
  const wanted = target instanceof HTMLFormElement ? new FormData(target).get('follow-text') : null;
  return typeof wanted === 'string' ? wanted.trim() : '';
}
