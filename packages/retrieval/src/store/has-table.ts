import type { Queries } from '../database/database.js';

/** Whether a store has a table. Reads the catalogue itself: `to_regclass` may not see yet what others have just made. */
export async function hasTable(queries: Queries, table: string): Promise<boolean> {
  const rows = await queries.query(
    `select 1 from pg_catalog.pg_class class join pg_catalog.pg_namespace space on space.oid = class.relnamespace
     where space.nspname = 'crossattn' and class.relname = $1`,
    [table],
  );
  return rows.length > 0;
}
