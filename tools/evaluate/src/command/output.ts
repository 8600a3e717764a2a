/** Where the command writes. */
export interface Output {
  readonly stdout: (text: string) => void;
  readonly stderr: (text: string) => void;
  /** Whether standard error is a terminal, where a line can be written over. */
  readonly terminal: boolean;
}

/** What the exit status says; the help lists it. */
export const exitStatus = { done: 0, failed: 1, misunderstood: 2, interrupted: 130 } as const;
