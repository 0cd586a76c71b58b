/** How much is said: the four levels of the listening contract. */
import * as v from 'valibot';

export const verbositySchema = v.picklist(['brief', 'normal', 'full', 'silent']);
/** `brief` status and count, `normal`, `full` output as it comes, `silent` Messages only. */
export type Verbosity = v.InferOutput<typeof verbositySchema>;
