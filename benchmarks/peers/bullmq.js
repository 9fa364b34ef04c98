// BullMQ: queue and worker as processes of their own, `node bullmq.js worker|load` with settings in the environment.
import { Queue, Worker } from 'bullmq';
import Redis from 'ioredis';
import { createMailer } from './mailer.js';
import { settings, readCommands } from './peer.js';

const connection = { host: '127.0.0.1', port: settings.redisPort, maxRetriesPerRequest: null };
const retries = { attempts: 6, backoff: { type: 'exponential', delay: 1000 }, removeOnComplete: true };

if (process.argv[2] === 'worker') {
  const redis = new Redis(connection);
  const deliver = await createMailer({ redis, ...settings });
  const worker = new Worker(
    'signin-notification',
    job => deliver(job.id, job.attemptsMade + 1, job.data),
    { connection, concurrency: settings.concurrency });
  await worker.waitUntilReady();
  console.log('worker ready');
} else {
  const queue = new Queue('signin-notification', { connection });
  await queue.waitUntilReady();
  await readCommands(
    job => queue.add('signin', job, { ...retries, jobId: job.jobId }),
    jobs => queue.addBulk(jobs.map(job => ({ name: 'signin', data: job, opts: { ...retries, jobId: job.jobId } }))));
}
