export { run, type StandardStreams } from './run.js';
