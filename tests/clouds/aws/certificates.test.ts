import * as assert from "node:assert/strict";
import * as token from "../../../rehearsal/clouds/aws/tokens";
import { listAt, textAt, textsAt } from "../../../rehearsal/clouds/aws/values";
import type { Properties } from "../../../rehearsal/clouds/catalogue";
import { ACCOUNT, casesOf, inAccount, refusals, type Step } from "./cases";
import { proof, requested, validated } from "./things";

const request = (more: Properties = {}): Properties => ({
  domainName: "api.example.org",
  validationMethod: "DNS",
  ...more,
});
const requests = casesOf("a certificate", token.CERTIFICATE, request);
const names = (number: number): Properties => ({
  subjectAlternativeNames: Array.from({ length: number }, (_, at) => `n${at}.example.org`),
});

const proven: readonly Step[] = [requested("issued", "api.example.org"), proof("issued")];
const byMail: Step = { type: token.CERTIFICATE, name: "mailed", inputs: { domainName: "api.example.org" } };

describe("the simulated AWS: certificates", () => {
  refusals([
    requests("for no domain name", { domainName: "localhost" }, /domainName/),
    requests("with a star in the middle", { domainName: "api.*.example.org" }, /domainName/, {
      domainName: "*.example.org",
    }),
    requests("for eleven names", names(10), /11 names requested, at most 10/, names(9)),
    requests("proven by telephone", { validationMethod: "PHONE" }, /validationMethod/, {
      validationMethod: "EMAIL",
    }),
    requests("that is exported somewhere", { options: { export: "YES" } }, /options\.export/, {
      options: { export: "ENABLED" },
    }),
    requests(
      "that is half in the public log",
      { options: { certificateTransparencyLoggingPreference: "HALF" } },
      /certificateTransparencyLoggingPreference/,
      { options: { certificateTransparencyLoggingPreference: "DISABLED" } },
    ),
    requests("with a short key", { keyAlgorithm: "RSA_1024" }, /keyAlgorithm/, {
      keyAlgorithm: "EC_prime256v1",
    }),
    {
      what: "a validation whose record does not exist",
      given: [...proven, requested("bare", "other.example.org")],
      type: token.CERTIFICATE_VALIDATION,
      refused: (made) => ({ certificateArn: made("bare").id }),
      because: /other\.example\.org lacks the record _[0-9a-f]{32}\.other\.example\.org\. CNAME/,
      accepted: (made) => ({ certificateArn: made("issued").id }),
    },
    {
      what: "a validation that waits for another record",
      given: proven,
      type: token.CERTIFICATE_VALIDATION,
      refused: (made) => ({ certificateArn: made("issued").id, validationRecordFqdns: ["_a.example.org"] }),
      because: /missing api\.example\.org DNS validation record: _[0-9a-f]{32}\.api\.example\.org/,
      accepted: (made) => ({
        certificateArn: made("issued").id,
        validationRecordFqdns: [textAt(made("issued-record").outputs, "fqdn")],
      }),
    },
    {
      what: "a validation by records of a certificate that is proven by mail",
      given: [byMail],
      type: token.CERTIFICATE_VALIDATION,
      refused: (made) => ({ certificateArn: made("mailed").id, validationRecordFqdns: ["_a.example.org"] }),
      because: /not valid for EMAIL/,
      accepted: (made) => ({ certificateArn: made("mailed").id }),
    },
    {
      what: "a validation of a certificate that does not exist",
      given: proven,
      type: token.CERTIFICATE_VALIDATION,
      refused: { certificateArn: `arn:aws:acm:eu-west-1:${ACCOUNT}:certificate/none` },
      because: /certificate\/none does not exist/,
      accepted: (made) => ({ certificateArn: made("issued").id }),
    },
  ]);

  it(
    "have the real ARN, and ask for one record a name, which a star shares",
    inAccount(async (account) => {
      const inputs = request({
        domainName: "example.org",
        subjectAlternativeNames: ["*.example.org", "api.example.org"],
      });
      const made = await account.make({ type: token.CERTIFICATE, name: "certificate", inputs });
      assert.match(made.id, new RegExp(`^arn:aws:acm:eu-west-1:${ACCOUNT}:certificate/[0-9a-f-]{36}$`));
      assert.equal(made.outputs["status"], "PENDING_VALIDATION");
      const proofs = listAt(made.outputs, "domainValidationOptions[]");
      const record = (name: string) =>
        textAt(
          proofs.find((proof) => textAt(proof, "domainName") === name),
          "resourceRecordName",
        );
      assert.equal(record("*.example.org"), record("example.org"));
      assert.match(record("api.example.org"), /^_[0-9a-f]{32}\.api\.example\.org\.$/);
      const values = textsAt(made.outputs, "domainValidationOptions[].resourceRecordValue");
      assert.equal(values.length, 3);
      for (const value of values) assert.match(value, /^_[0-9a-f]{32}\.[a-p]{10}\.acm-validations\.aws\.$/);
    }),
  );

  it(
    "are issued once somebody waited for them, and replaced for another name",
    inAccount(async (account) => {
      await account.makeAll([...proven, validated("issued")]);
      const changed = await account.change("issued", { tags: { "archive:role": "api" } });
      assert.equal(changed.outputs["status"], "ISSUED");
      const moved = await account.provider.difference(changed, {
        ...changed.inputs,
        subjectAlternativeNames: ["www.example.org"],
        tags: {},
      });
      assert.deepEqual(moved.replacesList, ["subjectAlternativeNames"]);
    }),
  );

  it(
    "of two regions can be proven by one record",
    inAccount(async (account) => {
      await account.makeAll(proven);
      await account.make(requested("far", "api.example.org", "us-east-1"));
      await account.make(validated("far", "us-east-1"));
      await assert.rejects(account.make(proof("far")), /already exists/);
    }),
  );
});
