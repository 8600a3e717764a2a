#!/usr/bin/env node
import { runProcess } from '@crossattn/command-line';
import { run } from './run.js';

await runProcess(run);
