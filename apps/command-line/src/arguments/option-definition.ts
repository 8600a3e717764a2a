/** One option of a command: what it takes, and what the help says about it. */
export interface OptionDefinition {
  readonly kind: 'flag' | 'text' | 'whole-number' | 'number';
  readonly short?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  /** The lowest value itself is refused. */
  readonly aboveMinimum?: boolean;
  /** How the help names the value. */
  readonly value?: string;
  readonly group: string;
  readonly description: string;
}

/** The options of a command by name, in the order of its help. */
export type OptionDefinitions = Readonly<Record<string, OptionDefinition>>;
