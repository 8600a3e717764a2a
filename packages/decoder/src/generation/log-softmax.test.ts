import { expect, it } from 'vitest';
import { logSoftmax } from './log-softmax.js';

it('logSoftmax holds at large logits and may write in place', () => {
  const logits = Float32Array.of(1000, 1001, 1002);
  const result = logSoftmax(logits, logits);
  expect(result).toBe(logits);
  const sum = Math.exp(-2) + Math.exp(-1) + 1;
  [-2, -1, 0].forEach((shifted, i) => {
    expect(result[i]).toBeCloseTo(shifted - Math.log(sum), 5);
  });
});
