import * as assert from "node:assert/strict";
import * as token from "../../../rehearsal/clouds/aws/tokens";
import type { Properties } from "../../../rehearsal/clouds/catalogue";
import { UNKNOWN } from "../../../rehearsal/clouds/properties";
import { casesOf, inAccount, refusals, type Step } from "./cases";
import { logGroup } from "./things";

const filter = (more: Properties = {}): Properties => ({
  name: "break-glass",
  logGroupName: "/trail",
  pattern: '{ $.userIdentity.arn = "arn:aws:iam::111122223333:role/break-glass" }',
  metricTransformation: { name: "BreakGlassUsed", namespace: "Strongroom", value: "1" },
  ...more,
});
const metric = (more: Properties): Properties => ({
  metricTransformation: { name: "BreakGlassUsed", namespace: "Strongroom", value: "1", ...more },
});
const dimensions = { Service: "$.service" };

const given: readonly Step[] = [logGroup("/trail"), logGroup("/other")];

describe("the simulated AWS: metric filters", () => {
  const filters = casesOf("a filter", token.METRIC_FILTER, filter, given);
  const pattern = (refused: string, because: RegExp, accepted: string) =>
    filters(`of ${refused}`, { pattern: refused }, because, { pattern: accepted });
  refusals([
    filters("of a log group that does not exist", { logGroupName: "/trails" }, /\/trails does not exist/),
    filters(
      "of a log group's ARN",
      { logGroupName: "arn:aws:logs:eu-west-1:111122223333:log-group:/trail" },
      /a name is expected here/,
    ),
    filters("with a colon in its name", { name: "break:glass" }, /not a valid name/),
    filters(
      "of one name, in one group",
      {},
      /AlreadyExists: .* break-glass exists already/,
      { logGroupName: "/other" },
      [{ type: token.METRIC_FILTER, name: "first", inputs: filter() }],
    ),
    pattern("  ", /it is empty/, "ERROR"),
    pattern("E".repeat(1025), /at most 1024 characters/, "E".repeat(1024)),
    pattern('{ $.a = "b" ', /Invalid metric filter pattern: \{ is not closed/, '{ $.a = "b" }'),
    pattern('{ $.a = "b }', /a quotation mark is not closed/, '{ $.a = "b \\" }" }'),
    pattern('{ ($.a = "b" }', /\} closes nothing/, '{ ($.a = "b") }'),
    pattern("[ip, user", /\[ is not closed/, "[ip, user, status = 5*]"),
    pattern('{ $.a = "b" } c', /a JSON pattern ends with \}/, '{ ($.a = "b") || ($.c.d[0].e != 4*) }'),
    pattern('{ $.a == "b" }', /not a comparison of a field.*\$\.a == ""/, "{ $.a >= 1.5 && $.b IS TRUE }"),
    pattern('{ a = "b" }', /not a comparison of a field/, "{ $.['a b'] NOT EXISTS }"),
    pattern('{ $.a = "b" && }', /nothing/, '{ $.a = "b" && ($.c = %x|y% || $.d = d) }'),
    pattern("%a% %b% %c%", /3 regular expressions, at most 2/, "%a% %b%"),
    ...["name", "namespace", "value"].map((property) =>
      filters(
        `of a metric without ${property}`,
        metric({ [property]: undefined }),
        new RegExp(`metricTransformation\\.${property} is required`),
      ),
    ),
    filters("of a metric with a colon", metric({ name: "a:b" }), /none of them : \* or \$/),
    filters("in a namespace with a star", metric({ namespace: "a*" }), /none of them : \* or \$/),
    filters(
      "that counts words",
      metric({ value: "one" }),
      /a number or a field/,
      metric({ value: "$.size" }),
    ),
    filters("that begins with a word", metric({ defaultValue: "none" }), /defaultValue to be a number/, {
      ...metric({ defaultValue: "0" }),
    }),
    filters(
      "with a default value for each of its dimensions",
      metric({ dimensions, defaultValue: "0" }),
      /dimensions and default value are mutually exclusive/,
      metric({ dimensions }),
    ),
    filters(
      "with four dimensions",
      metric({ dimensions: { A: "$.a", B: "$.b", C: "$.c", D: "$.d" } }),
      /4 dimensions, at most 3/,
      metric({ dimensions: { A: "$.a", B: "$.b", C: "$.c" } }),
    ),
    filters(
      "with dimensions of plain lines",
      { pattern: "ERROR", ...metric({ dimensions }) },
      /dimensions take a pattern of JSON/,
      { pattern: "[ip, user]", ...metric({ dimensions: { User: "$user" } }) },
    ),
  ]);

  it(
    "go by their names, and are replaced for another group",
    inAccount(async (account) => {
      await account.makeAll(given);
      const made = await account.make({ type: token.METRIC_FILTER, name: "filter", inputs: filter() });
      assert.equal(made.id, "break-glass");
      const changed = await account.change("filter", { pattern: "ERROR" });
      const moved = await account.provider.difference(changed, { ...changed.inputs, logGroupName: "/other" });
      assert.deepEqual(moved.replacesList, ["logGroupName"]);
      await account.provider.foresee(token.METRIC_FILTER, "unknown", filter({ pattern: UNKNOWN }));
    }),
  );
});
