import { expect, it } from 'vitest';
import { errorLine } from './describe-error.js';
import { onOneLine } from './on-one-line.js';

it('keeps names that can be printed as they are', () => {
  for (const name of ['a  b.jpg', 'ünï 猫 😀.jpg', 'שלום.png', '']) expect(onOneLine(name)).toBe(name);
});

it('takes line breaks and escape sequences out of names and errors', () => {
  const name = 'a\u001b[31mred\r\nnl\u202e.jpg';
  expect(onOneLine(name)).toBe('a\ufffd[31mred nl\ufffd.jpg');
  expect(errorLine('caption', new Error('broken\u0007'), name)).toBe(
    'caption: a\ufffd[31mred nl\ufffd.jpg: broken\ufffd (unexpected-error)\n',
  );
  expect(errorLine('caption', new Error(`"${name}" is gone`), name)).not.toContain('red nl\ufffd.jpg: ');
});
