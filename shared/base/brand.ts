/** Nominal types for ids and other strings that must not be mixed up. */
declare const brand: unique symbol;

/** A `Base` that only code which has checked it may produce. */
export type Brand<Base, Name extends string> = Base & { readonly [brand]: Name };
