// What both peers share: settings from the environment, and the load that the benchmark orders on standard input.
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';

const number = (name, fallback) => Number(process.env[name] ?? fallback);

export const settings = {
  redisPort: number('REDIS_PORT'),
  postgresPort: number('POSTGRES_PORT'),
  smtpPort: number('SMTP_PORT'),
  concurrency: number('CONCURRENCY', 50),
  smtpConnections: number('SMTP_CONNECTIONS', 16),
};

const BULK = 200;

/**
 * Carries out `PREFIX COUNT PER_SECOND START_MICROS` lines: COUNT sign-ins to PREFIX-0@..., PREFIX-1@..., the i-th of them
 * due i / PER_SECOND seconds after START_MICROS (epoch); PER_SECOND 0 means all at once, in bulk. Answers `done PREFIX`.
 */
export async function readCommands(add, addBulk) {
  console.log('load ready');
  for await (const line of createInterface({ input: process.stdin })) {
    const [prefix, count, perSecond, startMicros] = line.split(' ');
    const jobs = i => ({
      jobId: `${prefix}-${i}`,
      userId: `github:${prefix}-${i}`,
      login: `user-${i}`,
      email: `${prefix}-${i}@bench.example`,
      occurredAt: new Date().toISOString(),
    });
    if (Number(perSecond) === 0) {
      for (let from = 0; from < count; from += BULK) {
        const length = Math.min(BULK, count - from);
        await addBulk(Array.from({ length }, (_, k) => jobs(from + k)));
      }
    } else {
      await paced(Number(count), Number(perSecond), Number(startMicros), i => add(jobs(i)));
    }
    console.log(`done ${prefix}`);
  }
}

async function paced(count, perSecond, startMicros, add) {
  const now = () => (performance.timeOrigin + performance.now()) * 1000;
  const adding = [];
  for (let i = 0; i < count; ) {
    const due = startMicros + (i * 1e6) / perSecond;
    const wait = due - now();
    if (wait <= 0) {
      adding.push(add(i++));
    } else {
      await pause(1);
    }
  }
  await Promise.all(adding);
}
