/** Scores that are computed together take at most this many bytes, so that memory grows with M + N and not with M x N. */
export const scoreLimit = 64 * 2 ** 20;
