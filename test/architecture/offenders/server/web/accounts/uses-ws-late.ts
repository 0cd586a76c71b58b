/** Offends boundaries/dependencies: an import() is an import. */
export const loadServer = async (): Promise<unknown> => await import('ws');
