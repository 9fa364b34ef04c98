/**
 * Who is signed in, in this tab. People sign in at auth-service: the console sends the browser there and gets a code back in
 * the fragment, trades it for a token of some minutes, and renews that in time. Nothing of it is ever in a query or a cookie.
 */
const TOKEN = "elch-token";
const RENEWAL = "elch-renewal";
const END = "elch-token-end";
const BEGUN = "elch-sign-in";
const EARLY = 60_000;
const PAUSE = 5_000;
const PATIENCE = 10_000;

let signIn;
let renewing;
let failedAt = 0;

/** Where people sign in; empty: only API tokens are known here. */
export async function place() {
  if (signIn === undefined) {
    const response = await fetch("/console/settings", { cache: "no-store", signal: AbortSignal.timeout(PATIENCE) });
    signIn = response.ok ? (await response.json()).signIn || "" : "";
  }
  return signIn;
}

/**
 * The token in the fragment, which is never sent to a server; it is taken out of the address at once. Anyone can make such a link:
 * the token is used only after the user agrees; otherwise the user would act under the name of another.
 */
export function offeredToken() {
  const given = location.hash.match(/^#token=([^&]+)/);
  if (!given) {
    return "";
  }
  history.replaceState(null, "", "/#/groups");
  try {
    return decodeURIComponent(given[1]);
  } catch {
    return "";
  }
}

/** The token that this tab has. */
export function ownToken() {
  return sessionStorage.getItem(TOKEN);
}

export function setToken(token) {
  forget();
  sessionStorage.setItem(TOKEN, token);
}

export function forget() {
  [TOKEN, RENEWAL, END].forEach((name) => sessionStorage.removeItem(name));
}

function base64url(bytes) {
  return btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

function random(bytes) {
  return base64url(crypto.getRandomValues(new Uint8Array(bytes)));
}

/** Leaves for auth-service; the browser comes back to the page that is open now. */
export async function begin() {
  const begun = { verifier: random(32), state: random(16), back: location.hash };
  sessionStorage.setItem(BEGUN, JSON.stringify(begun));
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(begun.verifier));
  location.assign(`${await place()}/oauth2/authorize?${new URLSearchParams({
    response_type: "code",
    redirect_uri: `${location.origin}/`,
    code_challenge: base64url(new Uint8Array(digest)),
    code_challenge_method: "S256",
    state: begun.state,
  })}`);
}

/** Trades the code in the address, if there is one; the sentence that says why it is no good, or nothing. */
export async function finish() {
  const given = location.hash.match(/^#code=([^&]+)&state=([^&]+)$/);
  if (!given) {
    return "";
  }
  const begun = JSON.parse(sessionStorage.getItem(BEGUN) || "{}");
  sessionStorage.removeItem(BEGUN);
  const isOurs = begun.state === given[2];
  history.replaceState(null, "", `/${isOurs && begun.back.startsWith("#/") ? begun.back : "#/groups"}`);
  if (!isOurs) {
    return "That sign-in was not started in this tab. Sign in again.";
  }
  const answer = await ask("/oauth2/token", {
    grant_type: "authorization_code",
    code: given[1],
    code_verifier: begun.verifier,
    redirect_uri: `${location.origin}/`,
  });
  if (answer.ok) {
    keep(answer.body);
  }
  return answer.ok ? "" : answer.body.error_description || "The sign-in did not work. Try again.";
}

/** The token for the next call, renewed when its end is near; null without a sign-in. */
export async function bearer() {
  const end = Number(sessionStorage.getItem(END));
  if (end && Date.now() > end - EARLY && Date.now() > failedAt + PAUSE) {
    await renew();
  }
  return sessionStorage.getItem(TOKEN);
}

/** False when there is nothing to renew with, or it is no good any more. */
export async function renew() {
  const secret = sessionStorage.getItem(RENEWAL);
  if (!secret) {
    return false;
  }
  renewing ||= ask("/oauth2/token", { grant_type: "refresh_token", refresh_token: secret }).then((answer) => {
    if (answer.ok) {
      keep(answer.body);
    } else if (answer.status === 400) {
      forget();
    } else {
      failedAt = Date.now();
    }
    return answer.ok;
  }).finally(() => { renewing = undefined; });
  return renewing;
}

/** Signs out at auth-service too, when that is where the sign-in was. */
export async function end() {
  const secret = sessionStorage.getItem(RENEWAL);
  forget();
  if (secret) {
    await ask("/oauth2/revoke", { token: secret });
  }
}

function keep(body) {
  sessionStorage.setItem(TOKEN, body.access_token);
  sessionStorage.setItem(RENEWAL, body.refresh_token);
  sessionStorage.setItem(END, String(Date.now() + body.expires_in * 1000));
}

async function ask(path, form) {
  try {
    const response = await fetch(await place() + path, {
      method: "POST",
      body: new URLSearchParams(form),
      credentials: "omit",
      cache: "no-store",
      signal: AbortSignal.timeout(PATIENCE),
    });
    return { ok: response.ok, status: response.status, body: await response.json() };
  } catch {
    return { ok: false, status: 0, body: { error_description: "auth-service does not answer. Try again in a moment." } };
  }
}
