/** What to do after how long without output: each stage once, until output comes again. Keeps no time itself. */

/** A stage; they are given in the order of `afterMs`. */
export interface QuietStage {
  readonly afterMs: number;
  run(): void;
}

/** The stages of one session. */
export interface QuietStages {
  /** Output came: all stages lie ahead again. */
  restart(nowEpochMs: number): void;
  /** Runs the stages that are due. */
  runUntil(nowEpochMs: number): void;
  /** When the next stage is due, or null. */
  readonly next: number | null;
  stop(): void;
}

/** Nothing is due before the first output. */
export function createQuietStages(stages: readonly QuietStage[]): QuietStages {
  let since = 0;
  let nextStage = stages.length;

  function dueAt(): number | null {
    const stage = stages[nextStage];
    return stage === undefined ? null : since + stage.afterMs;
  }

  return {
    restart(nowEpochMs) {
      since = nowEpochMs;
      nextStage = 0;
    },
    runUntil(nowEpochMs) {
      for (let due = dueAt(); due !== null && due <= nowEpochMs; due = dueAt()) {
        const stage = stages[nextStage];
        nextStage += 1;
        stage?.run();
      }
    },
    get next() {
      return dueAt();
    },
    stop() {
      nextStage = stages.length;
    },
  };
}
