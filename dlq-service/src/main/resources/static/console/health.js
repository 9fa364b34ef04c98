import { get } from "./api.js";

const EVERY = 15_000;
let known = null;
let askedAt = 0;

/** How the services are, asked for every now and then only: it makes this service ask the others. */
export async function system() {
  if (Date.now() - askedAt > EVERY) {
    askedAt = Date.now();
    known = await get("/system?findings=false").catch(() => null);
  }
  return known;
}

/** The sum of a meter of a service, over all tags that fit; null: it is not known. */
export function reading(service, beginning, fits = () => true) {
  const found = (service?.readings || []).filter(({ meter, tags }) => meter.startsWith(beginning) && fits(tags));
  return found.length === 0 ? null : found.reduce((sum, { value }) => sum + value, 0);
}

/** The largest instead of the sum. */
export function largest(service, beginning) {
  const found = (service?.readings || []).filter(({ meter }) => meter.startsWith(beginning)).map(({ value }) => value);
  return found.length === 0 ? null : Math.max(...found);
}

export const service = (known, name) => known?.services.find((one) => one.name === name);
