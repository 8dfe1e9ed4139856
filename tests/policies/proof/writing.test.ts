import * as assert from "node:assert/strict";
import { ACCOUNT, allow, document } from "./documents";
import { all, changing, having, made } from "./estate";
import { verdictOf } from "./verdicts";
import { worker } from "./ways-in";

const NARROW = `arn:aws:iam::${ACCOUNT}:policy/narrow`;

describe("whom somebody becomes who writes permissions within boundaries", () => {
  const becoming = (boundaries: readonly string[]) =>
    verdictOf(
      "logs:DeleteLogGroup",
      all(
        changing("boundary", { policy: document(allow("*")) }),
        having({
          narrow: made("aws:iam/policy:Policy", {
            name: "narrow",
            arn: NARROW,
            policy: document(allow("logs:Delete*")),
          }),
        }),
        worker(
          allow("iam:PutRolePolicy", "*", {
            Condition: { ArnLike: { "iam:PermissionsBoundary": boundaries } },
          }),
        ),
      ),
    ).ways.map(({ steps }) => steps[0]?.split(" by ")[0]);

  it("whoever has what each of them leaves", () => {
    assert.deepEqual(becoming([NARROW]), [`role worker becomes whoever has all that ${NARROW} leaves`]);
  });

  it("anybody, where one of them is a pattern", () => {
    assert.deepEqual(becoming([NARROW, `${NARROW}-*`]), ["role worker becomes anybody in the account"]);
  });
});
