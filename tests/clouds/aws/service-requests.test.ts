import * as assert from "node:assert/strict";
import type { Properties } from "../../../rehearsal/clouds/catalogue";
import { letsService } from "../../../rehearsal/clouds/aws/service-requests";
import { allow, document } from "./things";

const SERVICE = "cloudtrail.amazonaws.com";

const request = {
  service: SERVICE,
  action: "s3:PutObject",
  resource: "arn:aws:s3:::trail/AWSLogs/file",
  context: { "aws:SourceAccount": "111122223333", "s3:x-amz-acl": "bucket-owner-full-control" },
};

const statement = (more: Properties = {}): Properties =>
  allow("s3:PutObject", {
    Principal: { Service: SERVICE },
    Resource: "arn:aws:s3:::trail/*",
    ...more,
  });
const when = (operator: string, key: string, value: unknown): Properties => ({
  Condition: { [operator]: { [key]: value } },
});

/** Whether the statement, by itself or as a denial beside a full allowance, lets the request through. */
const lets = (more: Properties): boolean => letsService([document(statement(more))], request);
const denies = (more: Properties): boolean =>
  !letsService(
    [document(statement()), document(statement({ Effect: "Deny", Principal: "*", ...more }))],
    request,
  );

const ACCOUNT = "aws:SourceAccount";

describe("a service's request", () => {
  it("is let by a statement about it, in whichever document it stands", () => {
    assert.ok(lets({}));
    assert.ok(letsService([undefined, document(), document(statement())], request));
    assert.ok(!letsService([], request));
    assert.ok(!lets({ Principal: { Service: "config.amazonaws.com" } }));
    assert.ok(!lets({ Action: "s3:GetObject" }));
    assert.ok(!lets({ Resource: "arn:aws:s3:::trails/*" }));
  });

  for (const [operator, met, unmet] of [
    ["StringEquals", ["4", "111122223333"], "11112222333?"],
    ["StringEqualsIgnoreCase", "111122223333", "4"],
    ["StringLike", "1111*", "2222*"],
    ["ArnLike", "11112222333?", "4"],
    ["StringEqualsIfExists", "111122223333", "4"],
    ["ForAnyValue:StringEquals", "111122223333", "4"],
    ["StringNotEquals", "4", ["4", "111122223333"]],
    ["ArnNotLike", "4*", "1*"],
  ] as const)
    it(`is held to ${operator}`, () => {
      assert.ok(lets(when(operator, ACCOUNT, met)));
      assert.ok(!lets(when(operator, ACCOUNT, unmet)));
      assert.ok(denies(when(operator, ACCOUNT, met)));
      assert.ok(!denies(when(operator, ACCOUNT, unmet)));
    });

  it("comes over TLS, from a service of AWS, and with nothing that it does not say", () => {
    assert.ok(!denies(when("Bool", "aws:SecureTransport", "false")));
    assert.ok(denies(when("Bool", "aws:PrincipalIsAWSService", true)));
    assert.ok(!lets(when("StringEquals", "aws:PrincipalOrgID", "o-1")));
    assert.ok(lets(when("StringEqualsIfExists", "aws:PrincipalOrgID", "o-1")));
    assert.ok(denies(when("StringNotEquals", "aws:PrincipalArn", "arn:aws:iam::111122223333:role/a")));
  });

  it("has condition keys of any case, and all of them must be met", () => {
    assert.ok(lets(when("StringEquals", "AWS:sourceaccount", "111122223333")));
    const both = { StringEquals: { [ACCOUNT]: "111122223333", "s3:x-amz-acl": "private" } };
    assert.ok(!lets({ Condition: both }));
    assert.ok(lets(when("StringEqualsIgnoreCase", "s3:x-amz-acl", "Bucket-Owner-Full-Control")));
  });

  it("is not refused for conditions that are not understood here", () => {
    assert.ok(lets(when("DateLessThan", "aws:CurrentTime", "2020-01-01T00:00:00Z")));
    assert.ok(!denies(when("IpAddress", "aws:SourceIp", "10.0.0.0/8")));
  });
});
