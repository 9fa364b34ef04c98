import { h } from "../dom.js";
import { get, post } from "../api.js";
import { open, reasonField, show } from "../dialog.js";
import { act, badge, copy, empty, table, wide } from "../parts.js";
import { person } from "../people.js";
import { t } from "../texts.js";
import { time } from "../times.js";

/** API tokens for machines; only admins get here. */
export const tokens = {
  title: "API tokens",
  load: () => get("/tokens"),
  draw: ({ tokens }, who, actions) => [
    h("h1", {}, t("API tokens")),
    h("div", { class: "bar" },
      act("make", t("Create a token"), () => make(actions.told), { kind: "main" }),
      h("span", { class: "soft" }, t("for machines; people sign in with GitHub"))),
    tokens.length === 0
      ? empty(t("No token was created here."), t("Tokens from the configuration are not shown."))
      : table(t("API tokens"), [wide(t("Name")), t("Role"), t("State"), t("Until"), t("Last used"), t("Made"),
        { title: t("Actions"), class: "acts" }],
      tokens.map((token) => [
        token.name, t(token.role.toLowerCase()), badge(token.state), time(token.expiresAt),
        token.lastUsedAt ? time(token.lastUsedAt) : h("span", { class: "soft" }, t("never")),
        [time(token.createdAt), ` ${t("by")} `, person(token.createdBy)],
        token.state === "good" && act(`v-${token.name}`, t("Revoke"), () => revoke(token.name, actions.told),
          { kind: "quiet destroys", label: t("Revoke {name}", { name: token.name }) })]))],
};

function make(told) {
  open({
    title: t("Create an API token"),
    fields: [
      h("label", {}, t("Name (the audit log shows it)"),
        h("input", { name: "name", required: true, pattern: "[a-z][a-z0-9\\-]{1,39}", autocomplete: "off",
          title: t("2 to 40 small letters, digits and dashes") })),
      h("label", {}, t("Role"), h("select", { name: "role" },
        ["viewer", "operator", "admin"].map((role) => h("option", { value: role }, t(role))))),
      h("label", {}, t("Valid for (days)"),
        h("input", { name: "days", type: "number", min: "1", max: "366", value: "90", required: true })),
    ],
    verb: t("Create"),
    act: async (form) => {
      const made = await post("/tokens", {
        name: form.get("name"), role: form.get("role"), days: Number(form.get("days")),
      });
      told(t("The token was created."));
      return () => showOnce(made);
    },
  });
}

function showOnce(made) {
  const field = h("textarea", { id: "made", readonly: true, rows: "3", class: "wide" }, made.token);
  show(t("The token of {name}", { name: made.made.name }), [
    h("p", {}, t("Copy it now: it is shown only once and cannot be read again.")),
    h("label", {}, t("Token"), field),
    copy(t("the token"), made.token),
  ]);
  field.select();
}

function revoke(name, told) {
  open({
    title: t("Revoke {name}", { name }),
    fields: [h("p", {}, t("It stops working at once. This cannot be undone.")), reasonField()],
    verb: t("Revoke"),
    isDestructive: true,
    act: async (form) => {
      await post(`/tokens/${encodeURIComponent(name)}/revoke`, { reason: form.get("reason") });
      told(t("{name} is revoked.", { name }));
    },
  });
}
