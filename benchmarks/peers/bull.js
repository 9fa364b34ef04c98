// Bull: queue and worker as processes of their own, `node bull.js worker|load` with settings in the environment.
import Queue from 'bull';
import Redis from 'ioredis';
import { createMailer } from './mailer.js';
import { settings, readCommands } from './peer.js';

const retries = { attempts: 6, backoff: { type: 'exponential', delay: 1000 }, removeOnComplete: true };

function openQueue() {
  return new Queue('signin-notification', { redis: { host: '127.0.0.1', port: settings.redisPort } });
}

if (process.argv[2] === 'worker') {
  const redis = new Redis({ host: '127.0.0.1', port: settings.redisPort });
  const deliver = await createMailer({ redis, ...settings });
  openQueue().process(settings.concurrency, job => deliver(job.id, job.attemptsMade + 1, job.data));
  console.log('worker ready');
} else {
  const queue = openQueue();
  await queue.isReady();
  await readCommands(
    job => queue.add(job, { ...retries, jobId: job.jobId }),
    jobs => queue.addBulk(jobs.map(job => ({ data: job, opts: { ...retries, jobId: job.jobId } }))));
}
