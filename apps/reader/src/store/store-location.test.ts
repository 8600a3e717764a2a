import { describe, expect, it } from 'vitest';
import { storeLocation } from './store-location.js';

const server = 'postgres://ada:secret@example.org:5433/papers?sslmode=require';

describe('storeLocation', () => {
  it('is what was named, or else DATABASE_URL, or else a folder here', () => {
    expect(storeLocation('notes.store', server)).toEqual({
      type: 'folder',
      location: 'notes.store',
      name: 'notes.store',
    });
    expect(storeLocation(undefined, server)).toMatchObject({ type: 'server', location: server });
    expect(storeLocation(undefined, '')).toMatchObject({ type: 'folder', location: '.reader-store' });
    expect(storeLocation(undefined, undefined).location).toBe('.reader-store');
  });

  it('names a server without user and password', () => {
    expect(storeLocation(server).name).toBe('postgres://example.org:5433/papers');
    expect(storeLocation('postgresql://localhost/x').name).toBe('postgresql://localhost/x');
  });

  it.each(['mysql://ada:secret@localhost/x', 'https://example.org', 'postgres://[', 'C://x'])(
    'refuses %s',
    (address) => {
      expect(() => storeLocation(address)).toThrow(expect.objectContaining({ code: 'invalid-option' }));
      expect(() => storeLocation(undefined, address)).toThrow(/DATABASE_URL/);
      expect(() => storeLocation(address)).not.toThrow(/secret/);
    },
  );
});
