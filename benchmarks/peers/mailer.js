// What every job does: a quota in Redis, a log row in Postgres before and after, one mail through a pool of connections.
// A duplicate never gets here: the queues drop a job whose id they know.
import nodemailer from 'nodemailer';
import pg from 'pg';

const MAILS_PER_HOUR = 10;

export async function createMailer({ redis, postgresPort, smtpPort, smtpConnections }) {
  const database = new pg.Pool({ host: '127.0.0.1', port: postgresPort, user: 'bench', database: 'bench', max: 10 });
  await database.query(`create table if not exists job_log (
    job_id text primary key, user_id text not null, status text not null, attempts int not null,
    created_at timestamptz not null default now(), completed_at timestamptz)`);
  const transport = nodemailer.createTransport({
    host: '127.0.0.1',
    port: smtpPort,
    secure: false,
    ignoreTLS: true,
    pool: true,
    maxConnections: smtpConnections,
    maxMessages: Infinity,
  });

  return async function deliver(jobId, attempt, { userId, login, email, occurredAt }) {
    const key = `quota:${userId}`;
    const [[, count]] = await redis.multi().incr(key).expire(key, 3600, 'NX').exec();
    if (count > MAILS_PER_HOUR) {
      await database.query({
        name: 'suppress',
        text: `insert into job_log (job_id, user_id, status, attempts) values ($1, $2, 'suppressed', $3)
               on conflict (job_id) do update set status = 'suppressed', attempts = $3`,
        values: [jobId, userId, attempt],
      });
      return;
    }
    await database.query({
      name: 'begin',
      text: `insert into job_log (job_id, user_id, status, attempts) values ($1, $2, 'processing', $3)
             on conflict (job_id) do update set status = 'processing', attempts = $3`,
      values: [jobId, userId, attempt],
    });
    await transport.sendMail({
      from: 'no-reply@bench.example',
      to: email,
      messageId: `<signin.${jobId}@bench.example>`,
      subject: '🔐 New sign-in to your account - Bench',
      text: text(login, occurredAt),
      html: html(login, occurredAt),
    });
    await database.query({
      name: 'complete',
      text: `update job_log set status = 'completed', completed_at = now() where job_id = $1`,
      values: [jobId],
    });
  };
}

function text(login, occurredAt) {
  return `New sign-in to your account\n\nWho: ${login}\nWhen: ${occurredAt}\nDevice: Chrome on Windows\nIP: 203.0.113.7\n` +
    'Service: GitHub\n\nIf this was you, you need not do anything.\nIf it was not you: https://signin.bench.example/not-me\n';
}

function html(login, occurredAt) {
  const row = (label, value) =>
    `<tr><th scope="row" style="text-align:left;padding:8px 12px;color:#57606a">${label}</th>` +
    `<td style="padding:8px 12px">${value}</td></tr>`;
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>New sign-in</title></head>
<body style="margin:0;padding:24px;font:16px/1.5 sans-serif;background:#f6f8fa;color:#1f2328">
<table role="presentation" width="100%"><tr><td align="center"><table role="presentation" style="max-width:600px;background:#fff">
<tr><td style="padding:24px"><h1 style="font-size:22px">New sign-in to your account</h1>
<table>${row('Who', login)}${row('When', occurredAt)}${row('Device', 'Chrome on Windows')}${row('IP', '203.0.113.7')}${row('Service', 'GitHub')}</table>
<p>If this was you, you need not do anything.</p>
<p><a href="https://signin.bench.example/not-me" style="background:#cf222e;color:#fff;padding:12px 20px">This was not me</a></p>
</td></tr></table></td></tr></table></body></html>`;
}
