import { bearer, renew } from "./session.js";
import { t } from "./texts.js";

const ROOT = "/api/admin/dlq";
const PATIENCE = 10_000;

export class Refusal extends Error {
  constructor(status, problem) {
    super(problem.detail || t("The service answered {status}.", { status }));
    this.status = status;
    this.problem = problem;
  }

  /** Whether the service may answer otherwise in a moment. */
  get isPassing() {
    return this.status === 0 || this.status >= 500;
  }
}

async function call(method, path, body, headers = {}, isSecondTry = false) {
  let response;
  let text;
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
      signal: AbortSignal.timeout(PATIENCE),
    });
    text = await response.text();
  } catch (trouble) {
    throw new Refusal(0, { detail: trouble.name === "TimeoutError"
      ? t("The service did not answer within {seconds} seconds.", { seconds: PATIENCE / 1_000 })
      : t("The service does not answer.") });
  }
  if (response.status === 401 && !isSecondTry && await renew()) {
    return call(method, path, body, headers, true);
  }
  let answer = {};
  try {
    answer = text ? JSON.parse(text) : {};
  } catch {
    answer = {};
  }
  if (!response.ok) {
    throw new Refusal(response.status, answer);
  }
  return answer;
}

export const get = (path) => call("GET", path);
export const post = (path, body, headers) => call("POST", path, body, headers);
