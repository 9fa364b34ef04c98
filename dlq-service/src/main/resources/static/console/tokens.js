import { h, state, table, time } from "./dom.js";
import { get, post } from "./api.js";
import { open, reasonField, show } from "./actions.js";

/** API tokens for machines; only admins get here. */
export const tokens = {
  load: () => get("/tokens"),
  draw: ({ tokens }, who, actions) => [
    h("h1", {}, "API tokens"),
    h("div", { class: "bar" },
      h("button", { id: "make", type: "button", class: "main", onclick: () => make(actions.told) }, "Create a token"),
      h("span", { class: "soft" }, "for machines; people sign in with GitHub")),
    tokens.length === 0
      ? h("p", { class: "card" }, "No token was created here. Tokens from the configuration are not shown.")
      : table("API tokens", ["Name", "Role", "State", "Until", "Last used", "Made", "Actions"],
        tokens.map((token) => h("tr", {},
          h("td", {}, token.name), h("td", {}, token.role.toLowerCase()), h("td", {}, state(token.state)),
          h("td", {}, time(token.expiresAt)),
          h("td", {}, token.lastUsedAt ? time(token.lastUsedAt) : h("span", { class: "soft" }, "never")),
          h("td", {}, time(token.createdAt), ` by ${token.createdBy}`),
          h("td", {}, token.state === "good" && h("button", { id: `v-${token.name}`, type: "button",
            "aria-label": `Revoke ${token.name}`, onclick: () => revoke(token.name, actions.told) }, "Revoke")))))],
};

function make(told) {
  open("Create an API token", [
    h("label", {}, "Name (the audit log shows it)",
      h("input", { name: "name", required: true, pattern: "[a-z][a-z0-9\\-]{1,39}", autocomplete: "off",
        title: "2 to 40 small letters, digits and dashes" })),
    h("label", {}, "Role", h("select", { name: "role" },
      ["viewer", "operator", "admin"].map((role) => h("option", { value: role }, role)))),
    h("label", {}, "Valid for (days)",
      h("input", { name: "days", type: "number", min: "1", max: "366", value: "90", required: true })),
  ], "Create", async (form) => {
    const made = await post("/tokens", {
      name: form.get("name"), role: form.get("role"), days: Number(form.get("days")),
    });
    told("The token was created.");
    return () => showOnce(made);
  });
}

function showOnce(made) {
  const field = h("textarea", { id: "made", readonly: true, rows: "3", class: "wide" }, made.token);
  show(`The token of ${made.made.name}`, [
    h("p", {}, "Copy it now: it is shown only once and cannot be read again."),
    h("label", {}, "Token", field),
  ]);
  field.select();
}

function revoke(name, told) {
  open(`Revoke ${name}`, [h("p", {}, "It stops working at once. This cannot be undone."), reasonField()],
    "Revoke", async (form) => {
      await post(`/tokens/${encodeURIComponent(name)}/revoke`, { reason: form.get("reason") });
      told(`${name} is revoked.`);
    });
}
