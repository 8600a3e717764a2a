import type { PGlite } from '@electric-sql/pglite';

/**
 * Sends nothing more to an embedded Postgres that has panicked, as it does where its log cannot be written: it holds locks
 * then that nobody gives back, and what waits for them never returns.
 */
export function stopAtPanic(database: Pick<PGlite, 'execProtocolStream'>): void {
  const send = database.execProtocolStream.bind(database);
  let panic: unknown;
  database.execProtocolStream = async (message, options) => {
    if (panic !== undefined) throw panic;
    try {
      return await send(message, options);
    } catch (cause) {
      if (isPanic(cause)) panic = cause;
      throw cause;
    }
  };
}

/** Whether Postgres has given up, which on a server would end all connections. */
export function isPanic(cause: unknown): boolean {
  return cause instanceof Error && (cause as { readonly severity?: unknown }).severity === 'PANIC';
}
