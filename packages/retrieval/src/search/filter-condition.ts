import { storable } from '../passage/storable.js';
import type { ParameterList } from './parameter-list.js';
import type { MetadataValue, SearchFilter } from './search-options.js';

/** A filter as a condition on the table `passage`, or nothing. */
export function filterCondition({ documents, metadata = {} }: SearchFilter, parameters: ParameterList): string {
  const conditions = Object.entries(metadata).map(([name, value]) => {
    const wanted = (Array.isArray(value) ? value : [value]) as readonly MetadataValue[];
    const objects = wanted.map((one) =>
      JSON.stringify({ [storable(name)]: typeof one === 'string' ? storable(one) : one }),
    );
    return `passage.metadata @> any(${parameters.add(objects)}::text[]::jsonb[])`;
  });
  if (documents !== undefined) {
    conditions.push(
      `passage.document in (select id from crossattn.documents where name = any(${parameters.add(documents.map(storable))}::text[]))`,
    );
  }
  return conditions.join(' and ');
}
