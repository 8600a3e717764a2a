import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { repositoryRoot, samplePhoto, sharedPart } from './index.js';

describe('sharedPart', () => {
  it('names the absent part in the title, so that the skip is known to be allowed', () => {
    const part = sharedPart('no-such-part');
    expect(part.absent).toBe(true);
    expect(part.title('reads')).toBe('reads (../shared/no-such-part is absent)');
  });

  it('leaves the title alone where the part is there', () => {
    const present = { ...sharedPart('../samples-of-the-repository') };
    expect(present.absent).toBe(true);
    expect(existsSync(`${repositoryRoot}/pnpm-workspace.yaml`)).toBe(true);
  });
});

describe('samplePhoto', () => {
  it('points at a file of the repository', () => {
    expect(existsSync(samplePhoto('cat.jpg'))).toBe(true);
  });
});
