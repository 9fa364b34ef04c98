import { get } from "./api.js";
import { h } from "./dom.js";

/** The logins of people by their names in the audit log. */
let logins = {};

export async function learnPeople() {
  ({ logins } = await get("/people"));
}

/** Who it was in words. */
export const personName = (name) => (logins[name] ? `@${logins[name]}` : name);

/** Who it was: a person by login, a machine by name. */
export function person(name) {
  return logins[name] ? h("span", { title: name }, personName(name)) : name;
}
