import { bearer, renew } from "./session.js";

const ROOT = "/api/admin/dlq";

export class Refusal extends Error {
  constructor(status, problem) {
    super(problem.detail || `The service answered ${status}.`);
    this.status = status;
    this.problem = problem;
  }
}

async function call(method, path, body, headers = {}, isSecondTry = false) {
  let response;
  try {
    response = await fetch(ROOT + path, {
      method,
      headers: {
        Authorization: `Bearer ${await bearer()}`,
        ...(body ? { "Content-Type": "application/json" } : {}),
        ...headers,
      },
      body: body ? JSON.stringify(body) : undefined,
      cache: "no-store",
    });
  } catch {
    throw new Refusal(0, { detail: "The service does not answer. Trying again." });
  }
  if (response.status === 401 && !isSecondTry && await renew()) {
    return call(method, path, body, headers, true);
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
