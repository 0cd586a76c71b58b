/** The one way a setup script gives up: a sentence for the person, no stack. */

/** An expected stop. Its message is one or two plain English sentences, printed as they are. */
export class SetupStop extends Error {}
