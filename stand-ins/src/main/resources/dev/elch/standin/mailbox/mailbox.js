// Shows the mails. Everything that a mail says is written as text, never as markup.
'use strict';

const at = id => document.getElementById(id);
const views = ['html', 'text', 'headers', 'source'];
const known = new Set();
let mails = [];
let isFirstLoad = true;
let openedId = '';
let refusalEnd = 0;

function element(name, className, text) {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

function subjectOf(mail) {
  return mail.subject || '(no subject)';
}

function time(instant) {
  const when = new Date(instant);
  const isToday = when.toDateString() === new Date().toDateString();
  const options = isToday
    ? { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' }
    : { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' };
  return when.toLocaleString('en-GB', options);
}

function row(mail) {
  const link = element('a');
  link.href = '#' + mail.id;
  if (!isFirstLoad && !known.has(mail.id)) link.className = 'fresh';
  const when = element('time', '', time(mail.receivedAt));
  when.dateTime = mail.receivedAt;
  const line = element('span', 'row');
  line.append(element('span', 'who', 'to ' + mail.recipients.join(', ')), when);
  link.append(element('span', 'subject', subjectOf(mail)), line);
  const item = element('li');
  item.append(link);
  return item;
}

function announceNew(list) {
  const fresh = list.mails.filter(mail => !known.has(mail.id));
  if (!isFirstLoad && fresh.length > 0) {
    at('spoken').textContent = fresh.length === 1
      ? 'New mail: ' + subjectOf(fresh[0])
      : fresh.length + ' new mails';
  }
}

function showList(list) {
  mails = list.mails;
  const focused = document.activeElement?.closest?.('.mails a')?.hash;
  announceNew(list);
  at('mails').replaceChildren(...mails.map(row));
  mails.forEach(mail => known.add(mail.id));
  at('count').textContent = list.count > mails.length ? `${list.count}, the newest ${mails.length} shown` : list.count;
  at('clear').hidden = list.count === 0;
  document.title = list.count > 0 ? `(${list.count}) Mailbox - Elch` : 'Mailbox - Elch';
  at('smtp').textContent = 'localhost:' + list.smtpPort;
  at('try-app').hidden = !list.app;
  if (list.app) {
    at('app').href = list.app;
    at('app').textContent = list.app.replace(/^https?:\/\//, '');
  }
  showRefusal(list.refusingUntil);
  isFirstLoad = false;
  if (focused) document.querySelector(`.mails a[href="${CSS.escape(focused)}"]`)?.focus();
}

function showRefusal(until) {
  at('refusing').hidden = !until;
  at('refuse').hidden = Boolean(until);
  clearTimeout(refusalEnd);
  if (!until) return;
  at('refusing-until').textContent = time(until);
  at('refusing-until').dateTime = until;
  refusalEnd = setTimeout(refresh, Math.max(new Date(until) - Date.now(), 0) + 500);
}

/** Turns the switch; the focus goes to the button that turns it back. */
async function turn(address, method, back) {
  await fetch(address, { method });
  await refresh();
  at(back).focus();
}

async function refresh() {
  const answer = await fetch('api/mails');
  showList(await answer.json());
  await openChosen();
}

async function openChosen() {
  const asked = location.hash.slice(1);
  const answer = asked ? await fetch('api/mails/' + encodeURIComponent(asked)) : null;
  const isThere = answer !== null && answer.ok;
  at('panes').classList.toggle('reading', isThere);
  at('panes').classList.toggle('none', !isThere && mails.length === 0);
  at('mail').hidden = !isThere;
  at('empty').hidden = isThere || mails.length > 0;
  at('choose').hidden = isThere || mails.length === 0;
  for (const link of document.querySelectorAll('.mails a')) {
    if (link.hash === location.hash && isThere) link.setAttribute('aria-current', 'true');
    else link.removeAttribute('aria-current');
  }
  if (isThere && openedId !== asked) showMail(await answer.json());
  if (!isThere) openedId = '';
}

function showMail(mail) {
  const { summary } = mail;
  openedId = summary.id;
  at('subject').textContent = subjectOf(summary);
  at('from').textContent = summary.from;
  at('to').textContent = summary.recipients.join(', ');
  at('received').textContent = new Date(summary.receivedAt).toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'medium' });
  at('received').dateTime = summary.receivedAt;
  at('download').href = `api/mails/${summary.id}/source`;
  at('no-html').hidden = mail.html !== '';
  at('frame').hidden = mail.html === '';
  if (mail.html !== '') at('frame').src = `api/mails/${summary.id}/html`;
  at('text').textContent = mail.text || 'This mail has no text part.';
  at('source').textContent = mail.source;
  at('headers').replaceChildren(...mail.headers.map(header => {
    const line = element('tr');
    const name = element('th', '', header.name);
    name.scope = 'row';
    line.append(name, element('td', '', header.value));
    return line;
  }));
  select(mail.html === '' ? 'text' : 'html');
}

function select(view) {
  for (const name of views) {
    const isIt = name === view;
    at('tab-' + name).setAttribute('aria-selected', isIt);
    at('tab-' + name).tabIndex = isIt ? 0 : -1;
    at('view-' + name).hidden = !isIt;
  }
}

function moveBetweenTabs(event) {
  const here = views.indexOf(event.target.id.slice('tab-'.length));
  const there = { ArrowRight: here + 1, ArrowLeft: here - 1, Home: 0, End: views.length - 1 }[event.key];
  if (here < 0 || there === undefined) return;
  const view = views[(there + views.length) % views.length];
  event.preventDefault();
  select(view);
  at('tab-' + view).focus();
}

function moveBetweenMails(event) {
  const item = event.target.closest('li');
  const next = { ArrowDown: item?.nextElementSibling, ArrowUp: item?.previousElementSibling }[event.key];
  if (!next) return;
  event.preventDefault();
  next.firstElementChild.focus();
}

function listen() {
  const changes = new EventSource('api/changes');
  changes.onopen = () => say('live', 'Updates by itself');
  changes.onmessage = () => refresh().catch(() => say('lost', 'Not connected'));
  changes.onerror = () => say('lost', 'Not connected, trying again');
}

function say(state, text) {
  at('state').className = 'state ' + state;
  at('state-text').textContent = text;
}

for (const view of views) at('tab-' + view).addEventListener('click', () => select(view));
document.querySelector('[role="tablist"]').addEventListener('keydown', moveBetweenTabs);
at('mails').addEventListener('keydown', moveBetweenMails);
at('mails').addEventListener('click', event => {
  if (event.target.closest('a')) setTimeout(() => at('reader').focus({ preventScroll: true }));
});
window.addEventListener('hashchange', () => {
  openedId = '';
  openChosen();
});
at('clear').addEventListener('click', () => at('sure').showModal());
at('keep').addEventListener('click', () => at('sure').close());
at('delete').addEventListener('click', async () => {
  at('sure').close();
  await fetch('api/mails', { method: 'DELETE' });
  history.replaceState(null, '', ' ');
  await refresh();
});
at('refuse').addEventListener('click', () => turn('api/refusal?seconds=300', 'PUT', 'accept'));
at('accept').addEventListener('click', () => turn('api/refusal', 'DELETE', 'refuse'));
listen();
