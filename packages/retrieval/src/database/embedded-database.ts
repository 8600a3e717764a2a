import type { PGlite, Transaction } from '@electric-sql/pglite';
import { checkRoom } from '../folder/free-space.js';
import { RetrievalError } from '../retrieval-error.js';
import type { Database, Queries } from './database.js';
import { databaseFailure } from './database-failure.js';
import { isPanic, stopAtPanic } from './stop-at-panic.js';

/** PGlite passes on what it is given, although it says that it takes texts alone. */
const asGiven = (value: unknown) => (value instanceof Uint8Array ? (value as unknown as string) : String(value));

/** For parameters that may be bytes: `text` and `float4[]`, as the catalogue numbers them. */
const writtenAsGiven = { serializers: { 25: asGiven, 1021: asGiven } };

/** PGlite clears all of its buffers at the start, 128 MB unless told otherwise; the vectors of 20,000 passages fit into these. */
const startParams = ['-c', 'shared_buffers=64MB'];

/** Postgres inside this process, with its files in a folder. */
export class EmbeddedDatabase implements Database {
  readonly embedded = true;
  readonly name: string;
  readonly #database: PGlite;
  #broken: RetrievalError | undefined;

  private constructor(name: string, database: PGlite) {
    this.name = name;
    this.#database = database;
  }

  /**
   * Starts it.
   *
   * @param folder - its files
   * @param name - the folder of the store around it, which is what errors call it
   */
  static async open(folder: string, name: string): Promise<EmbeddedDatabase> {
    const [{ PGlite }, { vector }] = await Promise.all([
      import('@electric-sql/pglite'),
      import('@electric-sql/pglite-pgvector'),
    ]);
    const database = await PGlite.create({
      dataDir: folder,
      extensions: { vector },
      startParams: [...PGlite.defaultStartParams, ...startParams],
    });
    stopAtPanic(database);
    return new EmbeddedDatabase(name, database);
  }

  query<Row>(sql: string, parameters: readonly unknown[] = []): Promise<Row[]> {
    return this.#guard(async () => (await this.#database.query<Row>(sql, [...parameters], writtenAsGiven)).rows);
  }

  transaction<Result>(work: (queries: Queries) => Promise<Result>): Promise<Result> {
    return this.#guard(() =>
      this.#database.transaction(async (transaction: Transaction) => {
        const query = async <Row>(sql: string, parameters: readonly unknown[] = []) =>
          (await transaction.query<Row>(sql, [...parameters], writtenAsGiven)).rows;
        return await work({ query });
      }),
    );
  }

  /** A crash leaves the database inside this process unusable; its files are as after a power cut, and open again. */
  async #guard<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.#broken !== undefined) {
      throw new RetrievalError('database-unavailable', `${this.name}: the database has crashed: open the store again`, {
        cause: this.#broken,
      });
    }
    try {
      return await work();
    } catch (cause) {
      const failure = databaseFailure(cause, this.name);
      if (isCrash(cause)) this.#broken = failure;
      throw failure;
    }
  }

  checkRoom(bytes: number): Promise<void> {
    return checkRoom(this.name, bytes);
  }

  async close(): Promise<void> {
    if (this.#broken === undefined) await this.#database.close();
  }
}

/** Whether Postgres gave up, by itself or in WebAssembly. */
function isCrash(cause: unknown): boolean {
  return isPanic(cause) || (cause instanceof Error && (cause.name === 'RuntimeError' || cause.name === 'ExitStatus'));
}
