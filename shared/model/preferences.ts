/** What a person has set for the whole app. Stored as one record of kind `preferences`. */
import * as v from 'valibot';
import { verbositySchema } from './verbosity.ts';

/** Unknown keys are dropped, so that an older page reads what a newer one stored. */
export const preferencesSchema = v.object({ verbosity: verbositySchema });
/** A person's preferences. */
export type Preferences = v.InferOutput<typeof preferencesSchema>;

/** What holds before anything was set. */
export const defaultPreferences: Preferences = { verbosity: 'normal' };
