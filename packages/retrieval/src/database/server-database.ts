import type { Pool, PoolClient } from 'pg';
import type { Database, Queries } from './database.js';
import { databaseFailure } from './database-failure.js';
import { serverName } from './server-name.js';

/** A Postgres server, through a few connections that are made when they are needed. */
export class ServerDatabase implements Database {
  readonly embedded = false;
  readonly name: string;
  readonly #pool: Pool;

  private constructor(name: string, pool: Pool) {
    this.name = name;
    this.#pool = pool;
  }

  static async open(url: string): Promise<ServerDatabase> {
    const { default: postgres } = await import('pg');
    const name = serverName(url);
    try {
      const pool = new postgres.Pool({
        connectionString: url,
        max: 4,
        connectionTimeoutMillis: 10_000,
        keepAlive: true,
        application_name: 'crossattn',
      });
      // A connection that breaks while nobody uses it leaves the pool; the next call makes a new one.
      pool.on('error', () => {});
      return new ServerDatabase(name, pool);
    } catch (cause) {
      throw databaseFailure(cause, name);
    }
  }

  async query<Row>(sql: string, parameters: readonly unknown[] = []): Promise<Row[]> {
    try {
      return (await this.#pool.query(sql, [...parameters])).rows as Row[];
    } catch (cause) {
      throw databaseFailure(cause, this.name);
    }
  }

  async transaction<Result>(work: (queries: Queries) => Promise<Result>): Promise<Result> {
    const client = await this.#pool.connect().catch((cause: unknown) => {
      throw databaseFailure(cause, this.name);
    });
    // A connection that breaks between two statements says so here; the next statement fails with it.
    const ignore = () => {};
    client.on('error', ignore);
    let broken = true;
    try {
      const result = await this.#within(client, work);
      broken = false;
      return result;
    } finally {
      client.off('error', ignore);
      // What is left of a failed transaction ends with its connection.
      client.release(broken);
    }
  }

  async #within<Result>(client: PoolClient, work: (queries: Queries) => Promise<Result>): Promise<Result> {
    const query = async <Row>(sql: string, parameters: readonly unknown[] = []): Promise<Row[]> => {
      try {
        return (await client.query(sql, [...parameters])).rows as Row[];
      } catch (cause) {
        throw databaseFailure(cause, this.name);
      }
    };
    await query('begin');
    const result = await work({ query });
    await query('commit');
    return result;
  }

  /** A server says itself when its disk is full, and takes back what it has of the transaction. */
  async checkRoom(): Promise<void> {}

  async close(): Promise<void> {
    await this.#pool.end();
  }
}
