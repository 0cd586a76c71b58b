/** What a person has set for the whole app and for single hosts. Stored as one record of kind `preferences`. */
import * as v from 'valibot';
import { verbositySchema } from './verbosity.ts';

/** Slowest speech, in words a minute. */
export const SLOWEST_PACE = 60;
/** Fastest speech, in words a minute. */
export const FASTEST_PACE = 900;

const chordSchema = v.pipe(v.string(), v.minLength(1), v.maxLength(40));

/** Unknown keys are dropped, so that an older page reads what a newer one stored; what is missing is the default. */
export const preferencesSchema = v.object({
  verbosity: verbositySchema,
  /** How fast the person's voice speaks, in words a minute. */
  pace: v.optional(
    v.pipe(v.number(), v.integer(), v.minValue(SLOWEST_PACE), v.maxValue(FASTEST_PACE)),
    220,
  ),
  /** By id of the action; null: the person wants no chord for it. */
  chords: v.optional(v.record(v.pipe(v.string(), v.maxLength(40)), v.nullable(chordSchema)), {}),
  /** By `hostPlace` of the host. */
  hostVerbosity: v.optional(v.record(v.pipe(v.string(), v.maxLength(300)), verbositySchema), {}),
});
/** A person's preferences. */
export type Preferences = v.InferOutput<typeof preferencesSchema>;

/** What holds before anything was set; the pace is a common one of screen readers. */
export const defaultPreferences: Preferences = {
  verbosity: 'normal',
  pace: 220,
  chords: {},
  hostVerbosity: {},
};

/** The key of a host in preferences: where it is, whatever it is called. */
export function hostPlace(host: { readonly address: string; readonly port: number }): string {
  return `${host.address}:${String(host.port)}`;
}
