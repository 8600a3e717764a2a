/** What the command's exit status says; the help lists it. */
export const exitStatus = { done: 0, failed: 1, misunderstood: 2, interrupted: 130 } as const;
