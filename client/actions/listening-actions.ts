/** What a person can ask of the voice, and how other actions answer a key through it. */
import type { Failure } from '../../shared/failures/failure.ts';
import { describeFailure } from '../../shared/failures/catalogue.ts';
import { verbositySchema, type Verbosity } from '../../shared/model/verbosity.ts';
import {
  ANNOUNCEMENT_LIMIT,
  plainAnnouncement,
  type Urgency,
} from '../../shared/speech/announcement.ts';
import { pageWords } from '../../shared/words/page-words.ts';
import type { SessionInput } from '../../shared/protocol/input-conversation.ts';
import type { Announcer } from '../announcer/announcer.ts';
import type { AppStores } from '../stores/app-stores.ts';
import { currentPreferences } from '../stores/records-store.ts';
import type { RecordWriter } from './record-writer.ts';

/** Actions on what is heard. */
export interface ListeningActions {
  repeatLast(): void;
  /** Goes to the next level, says and stores it. */
  cycleVerbosity(): void;
  /** Says a sentence of Earshot's own as the answer to a key (assertive unless told otherwise). */
  say(text: string, urgency?: Urgency): void;
  /** Says a failure's cause and advice as the answer to a key. */
  sayFailure(failure: Failure): void;
  /** Tells and lists what was typed into a session that is gone and never confirmed; secrets are only counted. */
  sayUnconfirmed(inputs: readonly SessionInput[]): void;
  /** A key, a click or a touch; speech makes room for its echo. */
  inputHappened(sentCommand: boolean): void;
}

const TOPIC = 'page';

/** Creates the actions on one announcer. */
export function createListeningActions(parts: {
  readonly announcer: Announcer;
  readonly stores: AppStores;
  readonly records: RecordWriter;
  readonly newId: () => string;
}): ListeningActions {
  const { announcer, stores, records } = parts;
  const say = (text: string, urgency: Urgency = 'assertive'): void => {
    const short = text.slice(0, ANNOUNCEMENT_LIMIT);
    announcer.announce(plainAnnouncement(short, 'answer', TOPIC, { urgency }));
  };
  return {
    repeatLast: () => announcer.repeatLast(),
    cycleVerbosity() {
      const verbosity = nextVerbosity(currentPreferences(stores.preferences).verbosity);
      say(pageWords.verbosityIs(verbosity));
      const held = stores.preferences.get();
      void records
        .put('preferences', held?.id ?? parts.newId(), held?.revision ?? 0, { verbosity })
        .then((failure) => {
          if (failure !== null) say(describeFailure(failure).sentence);
        });
    },
    say,
    sayFailure(failure) {
      const { sentence, advice } = describeFailure(failure);
      say(`${sentence} ${advice}`);
    },
    sayUnconfirmed(inputs) {
      const text = pageWords.notConfirmed(inputs.length);
      const ownText = `${text}. ${pageWords.notConfirmedLines(inputs.map(inputName))}`;
      announcer.announce(plainAnnouncement(text, 'connection', `${TOPIC}/input`, { ownText }));
    },
    inputHappened: (sentCommand) => announcer.inputHappened({ sentCommand }),
  };
}

/** An input for the list in Messages: a line as it was typed by the person, anything secret only by its kind. */
function inputName(input: SessionInput): string {
  if (input.kind === 'line') return input.text;
  return input.kind === 'secret' ? pageWords.secretInput : pageWords.controlInput;
}

function nextVerbosity(level: Verbosity): Verbosity {
  const levels = verbositySchema.options;
  return levels[(levels.indexOf(level) + 1) % levels.length] ?? 'normal';
}
