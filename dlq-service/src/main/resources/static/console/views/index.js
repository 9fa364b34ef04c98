/** The views by the names that are in addresses. */
export { alerts } from "./alerts.js";
export { audit } from "./audit.js";
export { automatic } from "./automatic.js";
export { deadLetter } from "./dead-letter.js";
export { deadLetters } from "./dead-letters.js";
export { groups } from "./groups.js";
export { job } from "./job.js";
export { jobs } from "./jobs.js";
export { suppressions } from "./suppressions.js";
export { system } from "./system.js";
export { tokens } from "./tokens.js";
