import { expect, it } from 'vitest';
import { checkRoom } from './free-space.js';

it('says with a code that the folder is not there any more', async () => {
  await expect(checkRoom('/no/such/store')).rejects.toMatchObject({
    code: 'database-unavailable',
    message: expect.stringMatching(/^\/no\/such\/store: ENOENT/),
  });
});
