import { readFile } from 'node:fs/promises';

/** Tells a process from a later one with the same number. */
export interface ProcessIdentity {
  readonly pid: number;
  /** When it began, where the system says so. */
  readonly started?: string;
}

/** This process. */
export async function thisProcess(): Promise<ProcessIdentity> {
  return identify(process.pid);
}

/** Whether a process is still there. */
export async function isRunning({ pid, started }: ProcessIdentity): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
  }
  const now = await identify(pid);
  return started === undefined || now.started === undefined || now.started === started;
}

/** Linux gives the start of a process in ticks since the start of the machine: the 20th value after its name. */
async function identify(pid: number): Promise<ProcessIdentity> {
  try {
    const [stat, boot] = await Promise.all([
      readFile(`/proc/${pid}/stat`, 'utf8'),
      readFile('/proc/sys/kernel/random/boot_id', 'utf8'),
    ]);
    const ticks = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
    return { pid, started: `${boot.trim()} ${ticks}` };
  } catch {
    return { pid };
  }
}
