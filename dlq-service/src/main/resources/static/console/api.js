const ROOT = "/api/admin/dlq";
const KEY = "elch-token";

/** A token may come in the fragment, which is never sent to a server; it is taken out of the address at once. */
export function takeToken() {
  const given = location.hash.match(/^#token=([^&]+)/);
  if (given) {
    sessionStorage.setItem(KEY, decodeURIComponent(given[1]));
    history.replaceState(null, "", "/#/groups");
  }
  return sessionStorage.getItem(KEY);
}

export function setToken(token) {
  if (token) {
    sessionStorage.setItem(KEY, token);
  } else {
    sessionStorage.removeItem(KEY);
  }
}

export class Refusal extends Error {
  constructor(status, problem) {
    super(problem.detail || `The service answered ${status}.`);
    this.status = status;
    this.problem = problem;
  }
}

async function call(method, path, body, headers = {}) {
  let response;
  try {
    response = await fetch(ROOT + path, {
      method,
      headers: {
        Authorization: `Bearer ${sessionStorage.getItem(KEY)}`,
        ...(body ? { "Content-Type": "application/json" } : {}),
        ...headers,
      },
      body: body ? JSON.stringify(body) : undefined,
      cache: "no-store",
    });
  } catch {
    throw new Refusal(0, { detail: "The service does not answer. Trying again." });
  }
  const text = await response.text();
  let answer = {};
  try {
    answer = text ? JSON.parse(text) : {};
  } catch {
    answer = { detail: `The service answered ${response.status}.` };
  }
  if (!response.ok) {
    throw new Refusal(response.status, answer);
  }
  return answer;
}

export const get = (path) => call("GET", path);
export const post = (path, body, headers) => call("POST", path, body, headers);
