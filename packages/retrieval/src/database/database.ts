/** What runs SQL. Values go in as parameters and never into the text; bytes are the binary form of a value. */
export interface Queries {
  /** Runs one statement; its rows. */
  query<Row>(sql: string, parameters?: readonly unknown[]): Promise<Row[]>;
}

/** A database that speaks the SQL of Postgres. */
export interface Database extends Queries {
  /** What errors call it: a folder, or a server without user and password. */
  readonly name: string;
  /** Whether it is in this process, where nobody else looks after its tables. */
  readonly embedded: boolean;
  /** Keeps all of what the work does, or nothing. */
  transaction<Result>(work: (queries: Queries) => Promise<Result>): Promise<Result>;
  /**
   * Looks for room on the disk, where that is not left to a server.
   *
   * @throws RetrievalError `disk-full`
   */
  checkRoom(bytes: number): Promise<void>;
  /** Closes it, after what is under way. */
  close(): Promise<void>;
}
